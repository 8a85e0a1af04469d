"""The manual: at the page of a screen, and what a search finds in it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize

from crmdesk.models.core.i18n import _
from crmdesk.ui.shell.tour_stage import Stage

PLACE, ROOM = QPoint(150, 70), QSize(1060, 720)


def manual(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("today")
    stage.commands.run("help.manual")
    stage.find("help_window").setGeometry(QRect(stage.window.pos() + PLACE, ROOM))
    yield ""
    yield "help"
    stage.find("help_search").setText(_("Promises"))
    yield ""
    yield "help-search"
    stage.find("help_search").setText("qqqq")
    yield "help-nothing"
    stage.find("help_search").clear()
    yield ""
    stage.assembly.help.open_page("16-keyboard")
    yield "help-keyboard"
