"""Runs in a process of its own: the bare yardstick window, or ours with somebody at work in it.

    python -m tests.bench.child bare | start DATABASE | work DATABASE

Prints one line of JSON: seconds from the parent's BENCH_START to the first full paint, memory in
MB, and of `work` the longest stretch in ms for which the event loop did not turn, by step.
Imports nothing that what it measures would not: Qt comes with the window.
"""

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

START = float(os.environ.get("BENCH_START", time.time()))
SHOWN = 200  # ms after which a bare window has a picture, 4 MB, which ours has as well


def memory() -> float:
    """MB this process holds, as far as the system says."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = status.read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def so_far() -> dict[str, float]:
    """What the start took."""
    return {"start": time.time() - START, "cpu": time.process_time(), "memory": memory()}


def bare() -> dict[str, Any]:
    """An empty main window, painted; its memory once its picture is on the screen."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    said: dict[str, Any] = {}

    def painted() -> None:
        window.repaint()
        said.update(so_far())
        QTimer.singleShot(SHOWN, shown)

    def shown() -> None:
        said["memory"] = memory()
        application.quit()

    QTimer.singleShot(0, painted)
    application.exec()
    return said


def ours(database: str, *, work: bool) -> dict[str, Any]:
    """The program as a user starts it, watched from within once Qt is there."""
    from crmdesk import __main__ as program

    show: Any = program._show
    said: dict[str, Any] = {}

    def watched(*arguments: object) -> int:
        from tests.bench.watch import watch

        watch(said, so_far, work=work)
        return int(show(*arguments))

    program._show = watched
    sys.argv[1:] = ["--db", database]
    program.main()
    gc.enable()
    return said


if __name__ == "__main__":
    mode = sys.argv[1]
    result = bare() if mode == "bare" else ours(sys.argv[2], work=mode == "work")
    print(json.dumps(result))
    sys.stdout.flush()
    os._exit(0)  # nothing of the rest is measured
