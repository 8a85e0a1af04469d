"""Today in the tour: what is due, by the hour, another day, what was left undone, a quiet day."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize

from crmdesk.ui.shell.main_window import FIRST
from crmdesk.ui.shell.tour_stage import Stage
from crmdesk.ui.today.items import RowItem

SMALL = QSize(1100, 700)
QUIET = 5
"""Of the days of the week that with the fewest rows in the demo office."""


def today(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("today")
    yield "today"
    panel = stage.find("today_panel")
    greeted = [item for item in panel.model.items() if isinstance(item, RowItem)]
    last = next(item for item in reversed(greeted) if item.row.occasion and item.row.greeting)
    panel.view.setCurrentIndex(panel.model.index_of(last.key))
    yield "today-festival"
    panel.commands.greet.edit(panel.current_row())
    yield "today-greeting"
    stage.clear()
    stage.find("today").setFocus()
    stage.commands.run("interaction.log")
    yield "log-from-today"


def today_by_hour(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("today")
    stage.find("order_hour").click()
    yield "today-by-hour"
    stage.window.resize(SMALL)
    yield "today-by-hour-small"
    stage.window.resize(FIRST)
    stage.find("order_urgency").click()


def today_week(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("today")
    strip = stage.find("week_strip")
    strip.step(2)
    yield "today-day-after-tomorrow"
    strip.step(QUIET - 2)
    yield "today-quiet-day"
    strip.step(-QUIET)


def today_left_over(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("today")
    yield ""
    stage.find("today_panel").move_left_over()
    yield "today-left-over"
    stage.find("choice_no_answer").click()
    yield "today-left-over-reason"
    stage.clear()
    stage.window.show_screen("today")
    panel = stage.find("today_panel")
    panel.commands.greet.edit(panel.current_row())
    yield "today-words"
    stage.clear()
