"""Another day, by one more key: tomorrow, next Monday, in a week, or said in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from crmdesk.models.calendar.when import When
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.when import next_weekday, short_day, weekday
from crmdesk.ui.kit.widgets.when_words import WhenWords

Choose = Callable[[When, str], None]
"""Told the day, and why where that was said."""


def later_menu(parent: QWidget, today: date, choose: Choose) -> QMenu:
    """The menu, not yet shown; each entry has a digit as its key."""
    menu = QMenu(parent)
    menu.setObjectName("later_menu")
    for number, (text, day) in enumerate(quick_days(today), start=1):
        action = menu.addAction(f"&{number}  {text}\t{short_day(day)} {weekday(day)}")
        action.triggered.connect(lambda _on=False, day=day: choose(When(day), ""))
    menu.addSeparator()
    other = menu.addAction(_("&Other day…"))
    other.triggered.connect(lambda: WhenDialog(today, choose, parent).open())
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def quick_days(today: date) -> list[tuple[str, date]]:
    """The days offered first, none of them twice."""
    days = (
        (_("Tomorrow"), today + timedelta(days=1)),
        (_("Day after tomorrow"), today + timedelta(days=2)),
        (_("Next Monday"), next_weekday(today, 0)),
        (_("In a week"), today + timedelta(weeks=1)),
        (_("In two weeks"), today + timedelta(weeks=2)),
        (_("In a month"), today + timedelta(days=30)),
    )
    by_day: dict[date, str] = {}
    for text, day in days:
        by_day.setdefault(day, text)
    return [(text, day) for day, text in by_day.items()]


@dataclass(frozen=True, slots=True)
class _Asked:
    when: When | None
    why: str

    def problems(self) -> dict[str, str]:
        return {} if self.when else {"when": "follow_up.due.none"}


class WhenDialog(FormDialog):
    """Asks for a day in words, and why; what follows the day in its line says so too."""

    def __init__(self, today: date, choose: Choose, parent: QWidget | None = None) -> None:
        super().__init__(_("Another day"), parent)
        self.setObjectName("when_dialog")
        self.when = WhenWords(lambda: today)
        self.why = QLineEdit()
        self.add_field("when", _("&When"), self.when)
        self.add_field("why", _("Wh&y"), self.why)
        self.submitted.connect(lambda asked: self._finish(asked, choose))
        self.ready()

    def draft(self) -> _Asked:
        when = self.when.when()
        return _Asked(when, self.why.text().strip() or (self.when.words() if when else ""))

    def _finish(self, asked: _Asked, choose: Choose) -> None:
        self.accept()
        assert asked.when is not None
        choose(asked.when, asked.why)
