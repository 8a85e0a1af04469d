"""Measures of improvement: what is changed, and whom to call to hear whether it helped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.complaints.improvements import (
    CallRow,
    ImprovementDraft,
    ImprovementRow,
    load_calls,
    load_causes,
    load_improvements,
)
from crmdesk.models.complaints.queries import find_ids, load_rows
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.ui.complaints.measure_dialogs import MeasureDialog, VerdictDialog, verdict_text
from crmdesk.ui.complaints.measures_store import MeasureStore
from crmdesk.ui.kit.cells import PersonCell, PillCell, TextCell
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.when import say_due, short_day
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.splitter import Splitter
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

_MOST = 300  # complaints offered to a measure
_VERDICT_TONES = {"": "blue", "better": "green", "same": "red", "unreached": "amber"}
_STATUS_TONES = {"open": "amber", "done": "blue", "closed": "green"}


class MeasuresTab(QWidget):
    """Measures above, below them whom to call about the one chosen."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("measures")
        self._db, self._navigator = db, navigator
        self._store = MeasureStore(db, jobs)
        with db.read() as session:
            office = load_office(session)
        self._zone, self._country = office_zone(office.zone), office.country
        self._rows: dict[int, ImprovementRow] = {}
        self._calls: dict[int, CallRow] = {}
        self.model = PagedTableModel(self._columns(), lambda ids: _those(self._rows, ids), self)
        self.table = DataTable("measures", self.model)
        self.call_model = PagedTableModel(
            self._call_columns(), lambda ids: _those(self._calls, ids), self
        )
        self.calls = DataTable("measure_calls", self.call_model, two_lines=True)
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._on_rows)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self._lay_out()
        self.table.current_changed.connect(lambda _id: self._show_calls())
        self.table.opened.connect(lambda _id: self.change())
        self.calls.opened.connect(lambda _id: self.call())
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        self.buttons: dict[str, PlainButton | PrimaryButton] = {
            "measure_delete": PlainButton(_("Delete"), "delete"),
            "measure_change": PlainButton(_("Change"), "edit"),
            "measure_finish": PlainButton(_("Done, call now"), "check"),
            "measure_close": PlainButton(_("Close: it helped"), "check-circle"),
            "measure_new": PrimaryButton(_("New measure"), "add"),
        }
        head = QHBoxLayout()
        head.addWidget(label(_("Measures"), "heading"))
        head.addStretch(1)
        runs = (self.delete, self.change, self.finish, self.close_measure, self.new)
        for (name, button), run in zip(self.buttons.items(), runs, strict=True):
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, run=run: run())
            head.addWidget(button)
        empty = EmptyState(
            "refresh", _("No measures yet"),
            _("What went wrong twice is changed once; those who complained say whether it helped."),
            _("New measure"), self.new, primary=False,
        )  # fmt: skip
        self.area = ListArea(self.table, empty)
        upper, lower = Card(padding=12), Card(padding=12)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addWidget(Splitter("measures", (upper, lower), (680, 520)))
        upper.add(head)
        upper.add(self.area, 1)
        self.call_button = PlainButton(_("Note the call"), "call")
        self.call_button.setObjectName("measure_call")
        self.call_button.clicked.connect(lambda: self.call())
        calls_head = QHBoxLayout()
        calls_head.addWidget(label(_("Ask those who complained"), "heading"))
        calls_head.addStretch(1)
        calls_head.addWidget(self.call_button)
        lower.add(calls_head)
        lower.add(self.calls, 1)

    def refresh(self) -> None:
        """Ask for the measures anew."""

        def ask(_job: Job) -> list[ImprovementRow]:
            with self._db.read() as session:
                return load_improvements(session)

        self._answers.ask(ask)

    def new(self) -> None:
        """The form of a new measure."""
        dialog = self._dialog(None, ())
        dialog.submitted.connect(lambda draft: dialog.wait_for(self._store.start(draft)))
        dialog.open()

    def change(self) -> None:
        """The form of the current measure."""
        if (row := self.current()) is None:
            return
        dialog = self._dialog(row, [call.complaint_id for call in self._calls.values()])

        def submit(draft: ImprovementDraft) -> None:
            dialog.wait_for(self._store.edit(row, draft))

        dialog.submitted.connect(submit)
        dialog.open()

    def finish(self) -> None:
        """It is done: those who complained are to be called."""
        if (row := self.current()) is not None:
            self._follow(self._store.finish(row))

    def close_measure(self) -> None:
        """It helped."""
        if (row := self.current()) is not None:
            self._follow(self._store.close(row))

    def delete(self) -> None:
        """Take the current measure away; the toast has the way back."""
        if (row := self.current()) is not None:
            job = self._follow(self._store.delete(row))
            said = _("“{name}” deleted").format(name=row.title)
            job.succeeded.connect(lambda _done: self._navigator.say(said, undoable=True))

    def call(self) -> None:
        """Write down what the customer said."""
        call = self._calls.get(self.calls.current_id() or 0)
        if call is None:
            return
        dialog = VerdictDialog(call, self.window())
        dialog.submitted.connect(lambda draft: dialog.wait_for(self._store.call(call, draft)))
        dialog.open()

    def current(self) -> ImprovementRow | None:
        """The measure the keyboard stands on."""
        return self._rows.get(self.table.current_id() or 0)

    def _today(self) -> date:
        return local_day(self._db.now(), self._zone)

    def _dialog(self, row: ImprovementRow | None, ticked: Sequence[int]) -> MeasureDialog:
        with self._db.read() as session:
            causes = load_causes(session)
            staff = load_staff(session, also=[row.staff_id] if row else ())
            ids = list(dict.fromkeys([*ticked, *find_ids(session, status=None)[:_MOST]]))
            rows = load_rows(session, ids)
        names = {key: f"{rows[key].customer} · {rows[key].subject}" for key in ids if key in rows}
        return MeasureDialog(causes, names, staff, self._today, row, ticked, self.window())

    def _follow(self, job: Job) -> Job:
        job.failed.connect(partial(show_failure, self.window()))
        return job

    def _on_rows(self, rows: Sequence[ImprovementRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self.model.set_ids(list(self._rows))
        if rows:
            self.area.show_content()
            if self.current() is None:
                self.table.select_id(rows[0].id)
        else:
            self.area.show_empty()
        self._show_calls()

    def _show_calls(self) -> None:
        row, kept = self.current(), self.calls.current_id()
        with self._db.read() as session:
            found = load_calls(session, row.id) if row is not None else []
        self._calls = {call.id: call for call in found}
        self.call_model.set_ids(list(self._calls))
        if found and kept not in self._calls:
            self.calls.select_id(found[0].id)
        for name in ("measure_delete", "measure_change"):
            self.buttons[name].setEnabled(row is not None)
        self.buttons["measure_finish"].setVisible(row is not None and row.status == "open")
        self.buttons["measure_close"].setVisible(row is not None and row.status == "done")
        self.buttons["measure_close"].setEnabled(row is not None and row.verified)
        self.call_button.setEnabled(bool(found))

    def _columns(self) -> list[Column]:
        return [
            Column("title", _("Measure"), lambda row: row.title, width=320, fixed=True,
                   cell=TextCell(lambda row: row.title, bold=True)),
            Column("status", _("Status"), lambda row: status_text(row.status), width=84,
                   cell=PillCell(lambda row: status_text(row.status),
                                 lambda row: _STATUS_TONES[row.status])),
            Column("proof", _("Confirmed"), _proof, width=70, align="right"),
            Column("staff", pgettext("measure", "Who"), lambda row: row.staff, width=72),
            Column("due", _("By when"),
                   self._due, width=90),
            Column("cause", _("Cause"), lambda row: row.cause, width=130),
        ]  # fmt: skip

    def _due(self, row: ImprovementRow) -> str:
        """How late it is, while it is not closed."""
        if row.due_on is None:
            return ""
        if row.status == "closed":
            return short_day(row.due_on)
        return say_due(row.due_on, self._today())

    def _say_phone(self, row: CallRow) -> str:
        return say_phone(row.phone, self._country, row.customer_id)

    def _call_columns(self) -> list[Column]:
        return [
            Column("customer", _("Customer"), lambda row: row.customer, width=230, fixed=True,
                   cell=PersonCell(lambda row: row.customer, lambda row: row.subject,
                                   lambda row: row.kind)),
            Column("phone", _("Phone"), self._say_phone, width=140),
            Column("verdict", _("Answer"), lambda row: verdict_text(row.verdict), width=100,
                   cell=PillCell(lambda row: verdict_text(row.verdict),
                                 lambda row: _VERDICT_TONES[row.verdict])),
            Column("text", _("Words"), lambda row: row.text, width=220),
        ]  # fmt: skip


def status_text(code: str) -> str:
    """How far a measure is."""
    return {
        "open": pgettext("measure", "Under way"),
        "done": pgettext("measure", "To be verified"),
        "closed": pgettext("measure", "Verified"),
    }[code]


def _proof(row: ImprovementRow) -> str:
    return f"{row.better} / {row.calls}"


def _those(rows: Mapping[int, object], ids: Sequence[int]) -> Mapping[int, object]:
    return {key: rows[key] for key in ids if key in rows}
