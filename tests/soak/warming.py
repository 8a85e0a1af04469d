"""What the robot does before it is watched: every screen and every dialog is opened once.

What is first opened brings its modules, its pictures and its fonts along, and the first preview
the libraries that print: some 60 MB that come once and stay. Memory is compared after that.
"""

from collections.abc import Iterable

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.soak.deeds import LEAVING

CUSTOMERS = "go.customers"
NOT_YET = (*LEAVING, "view.", "edit.undo", "edit.redo", "customers.", "help.demo", "file.lock")
"""Turn everything over, or change many customers at once: left to the dice."""
WORN = ("view.language.", "view.theme.", "view.density.")
FIRST = ("view.density.comfortable", "view.theme.light", "view.language.zh_CN")
"""How the robot finds the program."""


def order(commands: Iterable[str]) -> list[str]:
    """Every screen, then everything that can be asked for over the list of customers."""
    known = [command for command in commands if not command.startswith(NOT_YET)]
    first = screens(known)
    return [*first, CUSTOMERS, *(command for command in known if command not in first)]


def screens(commands: Iterable[str]) -> list[str]:
    """Those of the rail."""
    return [command for command in commands if command.startswith("go.")]


def clothes(commands: Iterable[str]) -> list[str]:
    """The ways a window can look, the first look last: each brings letters of its own."""
    known = [command for command in commands if command.startswith(WORN)]
    return [*(command for command in known if command not in FIRST), *FIRST]


def close_all(main: QWidget | None) -> None:
    """All that stands over the window or beside it."""
    while (popup := QApplication.activePopupWidget()) is not None and popup.isVisible():
        popup.close()
    for top in QApplication.topLevelWidgets():
        if top is main or not top.isVisible():
            continue
        if isinstance(top, QDialog):
            top.done(0)
        else:
            top.close()
