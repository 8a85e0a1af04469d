"""The five numbers, who waits for an answer, 日报, the pocket sheet, notices: for the tour."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crmdesk.ui.shell.tour_stage import Stage
from crmdesk.ui.today.items import RowItem

_PATIENCE = 200


def five_numbers(stage: Stage) -> Iterator[str]:
    """Above Today, once they are counted; then the list behind one, and who waits."""
    stage.window.show_screen("today")
    for _turn in range(_PATIENCE):
        strip = stage.window.findChild(QWidget, "numbers_strip")
        if strip is not None and strip.isVisible():
            break
        yield ""
    yield "today-numbers"
    stage.find("number_owed").click()
    yield "number-owed"
    stage.clear()
    panel = stage.find("today_panel")
    rows = [item for item in panel.model.items() if isinstance(item, RowItem)]
    waiting = next((item for item in rows if item.row.source == "reply"), None)
    if waiting is not None:
        panel.view.setCurrentIndex(panel.model.index_of(waiting.key))
        yield "today-replies"


def daily_report(stage: Stage) -> Iterator[str]:
    """What was done yesterday, and in the week, to be copied."""
    stage.window.show_screen("today")
    stage.commands.run("day.report")
    yield ""
    dialog = stage.find("report_dialog")
    dialog.whose.setCurrentIndex(dialog.whose.count() - 1)
    stage.find("report_before").click()
    yield "daily-report"
    stage.find("choice_week").click()
    yield "weekly-report"


def pocket_sheet(stage: Stage) -> Iterator[str]:
    """Whom to visit, by district."""
    stage.window.show_screen("today")
    stage.commands.run("day.visits")
    yield ""
    listed = stage.find("pocket_list")
    for row in range(min(listed.count(), 9)):
        listed.item(row).setCheckState(Qt.CheckState.Checked)
    yield ""
    yield "pocket-sheet"


def notice_settings(stage: Stage) -> Iterator[str]:
    """When the desktop may tell something, and how quickly to answer."""
    stage.commands.run("file.notices")
    yield ""
    box = stage.find("quiet")
    box.setCurrentIndex(box.findData("own"))
    yield "notices"
    stage.clear()
    stage.window.show_screen("office")
    stage.find("office_panel").show_settings("replies")
    yield "office-replies"
