"""What a start of the program is given, taken up by the window that is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from PySide6.QtWidgets import QWidget

from crmdesk.ui.shell.assembly import Assembly
from crmdesk.ui.shell.session import DatabaseSession
from crmdesk.ui.shell.start import BACKUP, LINK

if TYPE_CHECKING:
    from crmdesk.ui.shell.arrival import Receiver


def take_up(file: str, assembly: Assembly, session: DatabaseSession, program: Receiver) -> None:
    """Come to the front; import the file, follow the link, or offer to go on in the backup."""
    window = assembly.window
    window.showNormal() if window.isMinimized() else window.show()
    bring_forward(window)
    if file.startswith(LINK):
        _follow(file, assembly)
    elif file.lower().endswith(BACKUP):
        from crmdesk.ui.shell.arrival import take_in

        db, jobs, _hub = session.parts()
        take_in(program, db, jobs, Path(file))
    elif file:
        assembly.navigator.open_import(Path(file))


def bring_forward(*windows: QWidget) -> None:
    """To the front with those that can be seen."""
    for window in windows:
        if window.isVisible():
            window.raise_()
            window.activateWindow()


def _follow(link: str, assembly: Assembly) -> None:
    """crmdesk://call?number=…: show who it is, or who it may be."""
    if number := parse_qs(urlsplit(link).query).get("number", [""])[0]:
        assembly.find_caller(number)
