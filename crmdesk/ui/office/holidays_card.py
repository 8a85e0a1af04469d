"""The list of days off and make-up days of a year: the region's, and the office's own over them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from crmdesk.models.calendar.holiday_names import holiday_text
from crmdesk.models.calendar.holiday_text import read_bytes
from crmdesk.models.calendar.holidays import Special
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.office.holidays import HolidayRow, load_year
from crmdesk.models.office.hours import missing_year
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.ask import ask_open_file
from crmdesk.ui.kit.cells import PillCell, TextCell
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.when import full_day, weekday
from crmdesk.ui.kit.widgets.buttons import IconButton, PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.office.holiday_dialogs import (
    HolidayDialog,
    PastedDraft,
    PasteDialog,
    kind_text,
)
from crmdesk.ui.office.holiday_store import HolidayStore

_LARGEST = 4_000_000  # bytes of a file of days off


class HolidaysCard(Card):
    """Enter or F2 changes a day, Delete takes an own one away."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("holidays_card")
        self._db, self._navigator = db, navigator
        self._store = HolidayStore(db, jobs)
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
        self.year = self._today().year
        self._rows: dict[int, HolidayRow] = {}
        self._missing: int | None = None
        self.model = PagedTableModel(self._columns(), self._load, self)
        self.table = DataTable("holidays", self.model)
        self._lay_out()
        self.table.opened.connect(lambda _id: self.change())
        for key, run in ((Qt.Key.Key_F2, self.change), (Qt.Key.Key_Delete, self.delete)):
            shortcut = QShortcut(key, self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        before = IconButton("chevron-left", _("Year before"))
        after = IconButton("chevron-right", _("Next year"))
        before.setObjectName("year_before")
        after.setObjectName("year_after")
        before.clicked.connect(lambda: self.show_year(self.year - 1))
        after.clicked.connect(lambda: self.show_year(self.year + 1))
        self._title = label("", "heading")
        for widget in (before, self._title, after):
            head.addWidget(widget)
        head.addStretch(1)
        for name, button, run in (
            ("holiday_delete", PlainButton(_("Delete"), "delete"), self.delete),
            ("holiday_change", PlainButton(_("Change"), "edit"), self.change),
            ("holiday_file", PlainButton(_("Import file…"), "import"), self.ask_file),
            ("holiday_paste", PlainButton(_("Paste notice…"), "paste"), self.paste),
            ("holiday_add", PrimaryButton(_("Add"), "add"), self.add_day),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, run=run: run())
            head.addWidget(button)
        self.reminder = label("", "problem", wrap=True)
        self.reminder.setObjectName("holiday_reminder")
        self.put_away = PlainButton(_("Do not remind me"), "close", "ghost")
        self.put_away.setObjectName("holiday_put_away")
        self.put_away.clicked.connect(lambda: self._put_away())
        warning = QHBoxLayout()
        warning.addWidget(self.reminder, 1)
        warning.addWidget(self.put_away)
        empty = EmptyState(
            "calendar", _("No days off in this year"),
            _("Choose the region under working time, or add a day."), _("Add"), self.add_day,
            primary=False,
        )  # fmt: skip
        self.area = ListArea(self.table, empty)
        self.add(head)
        self.add(warning)
        self.add(self.area, 1)

    def refresh(self) -> None:
        """Read the year anew."""
        with self._db.read() as session:
            rows, missing = load_year(session, self.year), missing_year(session, self._today())
        self._rows = {row.day.toordinal(): row for row in rows}
        self.model.set_ids(list(self._rows))
        self._title.setText(_("Days off {year}").format(year=self.year))
        self.reminder.setVisible(missing is not None)
        self.put_away.setVisible(missing is not None)
        self._missing = missing
        if missing is not None:
            self.reminder.setText(
                _("The make-up days of {year} are not known yet. Paste the notice once it is out; "
                  "until then the statutory days count.").format(year=missing)
            )  # fmt: skip
        if rows:
            self.area.show_content()
        else:
            self.area.show_empty()

    def show_year(self, year: int) -> None:
        """Turn to another year."""
        self.year = year
        self.refresh()

    def add_day(self) -> None:
        """The form of a new day."""
        dialog = HolidayDialog(self._today, None, self.window())
        dialog.submitted.connect(lambda draft: dialog.wait_for(self._store.set(draft)))
        dialog.open()

    def change(self) -> None:
        """The form of the current day; a public holiday changed becomes one of our own."""
        if (row := self._current()) is None:
            return
        dialog = HolidayDialog(self._today, row, self.window())
        dialog.submitted.connect(lambda draft: dialog.wait_for(self._store.set(draft, row.day)))
        dialog.open()

    def delete(self) -> None:
        """Take an own day away; the toast has the way back."""
        if (row := self._current()) is None:
            return
        job = self._store.delete(row.day)
        said = _("“{name}” deleted").format(name=holiday_text(row.name) or full_day(row.day))
        job.succeeded.connect(lambda _done: self._navigator.say(said, undoable=True))
        job.failed.connect(partial(show_failure, self.window()))

    def paste(self, text: str = "") -> None:
        """The window that takes a notice; what lies on the clipboard stands in it already."""
        clip = text or QGuiApplication.clipboard().text()
        known = text or (clip if PasteDialog.understands(clip, self._wanted_year()) else "")
        dialog = PasteDialog(known, self._wanted_year(), self.window())
        dialog.submitted.connect(lambda draft: self._take_over(draft, dialog))
        dialog.open()

    def ask_file(self) -> None:
        """Choose a file of days off."""
        filters = _("Days off (*.ics *.csv *.txt *.tsv)") + ";;" + _("All files (*)")
        ask_open_file(self.window(), _("Import days off"), filters, self.read_file)

    def read_file(self, path: Path) -> None:
        """Show what a file holds; it is taken over from there."""
        try:
            with path.open("rb") as file:
                data = file.read(_LARGEST)
        except OSError as error:
            show_failure(self.window(), error)
            return
        read = read_bytes(data, self._wanted_year())
        if not read.days:
            show_failure(self.window(), CrmError("holiday.none"))
            return
        rows = [_row_text(special) for special in read.days]
        self.paste("\n".join(rows))

    def _take_over(self, draft: PastedDraft, dialog: PasteDialog) -> None:
        job = self._store.take_over(draft.read.days)
        dialog.wait_for(job)
        job.succeeded.connect(lambda changed: self._on_taken(changed, draft))

    def _on_taken(self, changed: int, draft: PastedDraft) -> None:
        told = ngettext("{n} day taken over", "{n} days taken over", changed).format(n=changed)
        self._navigator.say(told, undoable=bool(changed))
        self.show_year(draft.read.days[0].day.year)

    def _put_away(self) -> None:
        if self._missing is not None:
            job = self._store.put_away(self._missing)
            job.succeeded.connect(lambda _done: self.refresh())

    def _wanted_year(self) -> int:
        """Dates without a year mean the year shown, in the last months the next one."""
        today = self._today()
        return today.year + 1 if today.month >= 10 and self.year == today.year else self.year

    def _today(self) -> date:
        return local_day(self._db.now(), self._zone)

    def _current(self) -> HolidayRow | None:
        return self._rows.get(self.table.current_id() or 0)

    def _load(self, ids: Sequence[int]) -> dict[int, HolidayRow]:
        return {key: self._rows[key] for key in ids if key in self._rows}

    def _columns(self) -> list[Column]:
        return [
            Column("day", _("Day"), lambda row: full_day(row.day), width=170, fixed=True,
                   cell=TextCell(lambda row: full_day(row.day), bold=True)),
            Column("weekday", _("Weekday"), lambda row: weekday(row.day), width=80),
            Column("kind", pgettext("holiday", "Kind"), lambda row: kind_text(works=row.works),
                   width=100,
                   cell=PillCell(lambda row: kind_text(works=row.works),
                                 lambda row: "amber" if row.works else "green")),
            Column("name", pgettext("holiday", "Name"), lambda row: holiday_text(row.name),
                   width=220),
            Column("source", pgettext("holiday", "From"), _source, width=140,
                   cell=TextCell(_source, muted=True)),
        ]  # fmt: skip


def _source(row: HolidayRow) -> str:
    return _("Entered here") if row.own else _("Public holiday")


def _row_text(special: Special) -> str:
    mark = pgettext("holiday row", "work") if special.works else pgettext("holiday row", "off")
    return "\t".join((f"{special.day:%Y-%m-%d}", holiday_text(special.name), mark))
