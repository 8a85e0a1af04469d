"""The list behind one of the five numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.daybook.numbers import MOST, Behind, Day, load_behind
from crmdesk.ui.daybook.number_words import explain, title
from crmdesk.ui.kit.cells import PersonCell, TextCell
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.when import full_day, say_day
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

_SCREENS = {"complaints": "complaints", "promises": "promises"}


class BehindDialog(QDialog):
    """Enter opens what a row is about; the list stays open beside it until it is closed."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        number: str,
        day: Day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("behind_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title(number))
        self._db, self._navigator, self._number, self._day = db, navigator, number, day
        self._rows: dict[int, Behind] = {}
        self.model = PagedTableModel(_columns(number, day), self._load, self)
        self.table = DataTable(f"behind_{number}", self.model)
        self.table.setAccessibleName(title(number))
        self.table.opened.connect(self._on_opened)
        self.area = ListArea(self.table, EmptyState("check-circle", _("Nothing here")))
        self.count = label("", "muted")
        self._lay_out()
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._on_rows)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        open_at(self, 760, 560)
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        self.area.show_loading()

        def ask(_job: Job) -> Sequence[Behind]:
            with self._db.read() as session:
                return load_behind(session, self._number, self._day)

        self._answers.ask(ask)

    def open_row(self, row: Behind) -> None:
        """The order, complaint, promise or customer; this list makes room for it."""
        go = self._navigator
        opens = {
            "order": partial(go.open_order, row.id),
            "complaint": partial(go.open_complaint, row.id),
            "promise": partial(go.open_promise, row.id),
        }
        self.accept()
        opens.get(row.source, partial(go.open_customer, row.customer_id))()

    def _load(self, ids: Sequence[int]) -> dict[int, Behind]:
        return {key: self._rows[key] for key in ids if key in self._rows}

    def _on_rows(self, rows: Sequence[Behind]) -> None:
        self._rows = {row.id: row for row in rows}
        self.model.set_ids(self._rows, self._rows)
        more = "+" if len(rows) == MOST else ""
        told = ngettext("{n} row", "{n} rows", len(rows)).format(n=f"{len(rows):,}{more}")
        self.count.setText(told if rows else "")
        if not rows:
            self.area.show_empty()
            return
        self.area.show_content()
        self.table.select_id(rows[0].id)
        self.table.setFocus()

    def _on_opened(self, row_id: int) -> None:
        if row_id in self._rows:
            self.open_row(self._rows[row_id])

    def _show_screen(self) -> None:
        self.accept()
        self._navigator.show_screen(_SCREENS[self._number])

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        if self._number in _SCREENS:
            whole = PlainButton(_("All of them"), "open")
            whole.setObjectName("behind_screen")
            whole.clicked.connect(self._show_screen)
            foot.addWidget(whole)
        close = PlainButton(_("Close"))
        close.setObjectName("close")
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(10)
        outer.addWidget(label(explain(self._number), "secondary", wrap=True))
        outer.addWidget(self.area, 1)
        outer.addLayout(foot)


def _columns(number: str, day: Day) -> list[Column]:
    """Whom first; then what the number is about."""
    who = Column(
        "customer", _("Customer"), lambda row: row.name, "", 220, fixed=True,
        cell=PersonCell(lambda row: row.name, lambda row: row.company),
    )  # fmt: skip
    text = Column("text", pgettext("behind", "What"), lambda row: row.text, "", 220)
    amount = Column("amount", pgettext("behind", "Amount"), _amount, "", 120, "right")
    staff = Column("staff", _("Staff"), lambda row: row.staff, "", 100)
    when = Column(
        "when", _WHEN[number](), lambda row: _when(row, day), "", 120,
        cell=TextCell(lambda row: _when(row, day), tone=_tone if number == "promises" else None),
        tip=lambda row: full_day(row.on) if row.on else "",
    )  # fmt: skip
    return {
        "sales": [who, text, amount, staff],
        "complaints": [who, text, when, staff],
        "promises": [who, text, when, staff],
        "owed": [who, amount, when, staff],
        "silent": [who, amount, when, staff],
    }[number]


_WHEN = {
    "sales": lambda: pgettext("behind", "Day"),
    "complaints": lambda: pgettext("behind", "Received"),
    "promises": lambda: _("By when"),
    "owed": lambda: pgettext("behind", "Last order"),
    "silent": lambda: pgettext("behind", "Last contact"),
}


def _amount(row: Behind) -> str:
    return "" if row.amount is None else say_money(row.amount, row.currency)


def _when(row: Behind, day: Day) -> str:
    if row.on is not None:
        return say_day(row.on, day.today)
    if row.at is None or row.at.year < 1971:  # NEVER
        return pgettext("behind", "never")
    return say_day(row.at.astimezone(day.zone).date(), day.today)


def _tone(_row: Behind) -> str:
    return "red"
