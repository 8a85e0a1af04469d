"""The program's one door."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmdesk.models.core.settings import Settings
    from crmdesk.ui.shell.start import Opening, Start

CONSOLE = frozenset(
    (
        "import",
        "list",
        "show",
        "call",
        "export",
        "undo",
        "check",
        "backup",
        "restore",
        "demo-data",
        "tour",
        "-h",
        "--help",
    )
)
"""What is answered without a window."""
USUAL_DEMO = 500  # customers of `--demo` without a number


def main() -> int:
    """Run what the command line asks for."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["read-worker"]:
        # Before anything else is imported: the child that reads foreign files starts in 30 ms.
        from crmdesk.models.exchange.reading.worker import main as read_worker

        return read_worker(arguments[1:])
    if arguments[:1] == ["write-worker"]:
        from crmdesk.models.exchange.writers.beside import main as write_worker

        return write_worker(arguments[1:])
    if arguments[:1] == ["walkthrough"] and len(arguments) == 2:
        from crmdesk.ui.shell.walkthrough import walk

        return walk(Path(arguments[1]))
    if not _is_for_window(_word(arguments)):
        from crmdesk.cli import main as console

        return console(arguments, open_window=_window, draw_screens=_draw_screens)
    return _window(arguments)


def _word(arguments: list[str]) -> str:
    """The first argument that is no option of the window's: a file, or a word for the console."""
    rest = iter(arguments)
    for word in rest:
        if word == "--db":
            next(rest, None)
        elif word != "--demo":
            return word
    return ""


def _is_for_window(word: str) -> bool:
    """A file, a link or how many to make up; what is none of these the console objects to."""
    if word in CONSOLE or word.startswith("-"):
        return False
    return not word or word.isdigit() or not word.isalpha() or Path(word).exists()


def _has_screen() -> bool:
    """Qt would end the program without a word for the user."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)


def _window(arguments: list[str]) -> int:
    """crmdesk [--db FILE_OR_URL] [--demo [N]] [FILE]"""
    from crmdesk.models.core.settings import load_settings
    from crmdesk.ui.shell.start import Start, hand_over, instance_door, open_ahead

    database: str | None = None
    demo: int | None = None
    file: str | None = None
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--db" and rest:
            database = rest.pop(0)
        elif word == "--demo":
            demo = int(rest.pop(0)) if rest and rest[0].isdigit() else USUAL_DEMO
        else:
            file = word
    start, settings = Start(database, file, demo), load_settings()
    target = start.target(settings)
    if hand_over(instance_door(target), {"file": start.absolute_file()}):
        return 0
    if not _has_screen():
        from crmdesk.cli import miss_screen

        return miss_screen(settings)
    gc.disable()  # while thousands of classes are made, for nothing; the window puts it on again
    return _show(start, settings, open_ahead(target, settings.staff_id or 1))


def _draw_screens(folder: Path) -> int:
    from crmdesk.ui.shell.tour import make_tour

    return make_tour(folder).exec()


def _show(start: "Start", settings: "Settings", opening: "Opening | None") -> int:
    """Make Qt ready first: its part needs no database, which is being opened meanwhile."""
    from crmdesk.ui.shell.application import make_application

    application = make_application(settings)
    from crmdesk.app import run

    return run(application, settings, start, opening)


if __name__ == "__main__":
    sys.exit(main())
