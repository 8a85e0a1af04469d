"""One seed, in a process of its own: `python -m tests.soak.child FOLDER OFFICE SEED MINUTES DEEDS`.

Writes its diary and its report into FOLDER.
"""

import dataclasses
import faulthandler
import json
import os
import sys
import time
import traceback
from pathlib import Path
from typing import Any

FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")


def main(folder: Path, office: Path, seed: int, minutes: float, deeds: int) -> None:
    os.environ["HOME"] = str(folder / "home")  # whatever Qt writes there by itself
    for name in FOLDERS:
        os.environ[name] = str(folder / "home" / name.lower())
    faulthandler.enable()
    from PySide6.QtCore import QSettings

    from crmdesk.models.core.settings import Settings
    from crmdesk.ui.kit import ask
    from crmdesk.ui.shell.application import make_application
    from tests.soak.robot import Robot

    ask.QStandardPaths.writableLocation = lambda _place: str(folder)  # type: ignore[method-assign]
    application = make_application(Settings(language="zh_CN", theme="light"))
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "settings")
    )
    began = time.monotonic()
    with (folder / "diary.txt").open("w", encoding="utf-8") as diary:
        robot = Robot(application, folder, office, seed, diary)
        robot.work(minutes=minutes, deeds=deeds)
        worked = time.monotonic() - began
        report = _report(robot, worked) | {"wrong": _end(robot, folder)}
        report["troubles"] = [dataclasses.asdict(trouble) for trouble in robot.troubles.values()]
    (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False))
    os._exit(0)  # Qt's own end of a window that lives on is none of the program's


def _report(robot: Any, worked: float) -> dict[str, Any]:
    blocks: dict[tuple[str, bool], Any] = {}
    for block in robot.watchdog.blocks:
        place = block.at, block.judged  # a longer one that is excused hides none
        if place not in blocks or blocks[place]["seconds"] < block.seconds:
            blocks[place] = dataclasses.asdict(block)
    return {
        "deeds": robot.done,
        "minutes": worked / 60,
        "longest": robot.watchdog.longest,
        "blocks": sorted(blocks.values(), key=lambda block: -block["seconds"]),
        "memory": robot.memory,
    }


def _end(robot: Any, folder: Path) -> list[str]:
    """Checks of the file, open and closed."""
    from tests.soak.ending import wrong_from_outside, wrong_in

    robot.come_to_rest()
    robot.watchdog.rest()
    path = robot.program.database_path
    wrong = list(wrong_in(robot.db))
    robot.leave()
    robot.watchdog.stop()
    return [*wrong, *wrong_from_outside(path, folder)]


if __name__ == "__main__":
    try:
        main(
            Path(sys.argv[1]),
            Path(sys.argv[2]),
            int(sys.argv[3]),
            float(sys.argv[4]),
            int(sys.argv[5]),
        )
    except Exception:  # noqa: BLE001 - told, whatever it is
        traceback.print_exc()  # the program's own hook would keep it for a window
        os._exit(1)
