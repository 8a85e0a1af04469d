"""The questionnaires there are, and what came of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.settings import load_office
from crmdesk.models.surveys.queries import QuestionnaireRow, load_questionnaires
from crmdesk.models.surveys.ready import READY, ready_made
from crmdesk.models.surveys.rules import say_nps
from crmdesk.ui.kit.cells import PillCell, TextCell
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.menus import add_entry, passing_menu
from crmdesk.ui.kit.row_bar import RowBar, add_row_keys
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.when import say_when
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.surveys.commands import SurveyCommands

RowRun = Callable[[QuestionnaireRow], None]


class QuestionnairesTab(QWidget):
    """Enter and F2 change one, C calls who waits, P prints it, I takes a web form, Del deletes."""

    import_asked = Signal(object)  # the questionnaire's id

    def __init__(self, db: Database, jobs: JobRunner, commands: SurveyCommands) -> None:
        super().__init__()
        self._db, self._commands = db, commands
        with db.read() as session:
            office = load_office(session)
        self._zone, self._country = office_zone(office.zone), office.country
        self._rows: dict[int, QuestionnaireRow] = {}
        self._wanted: int | None = None
        self.model = PagedTableModel(self._columns(), self._load, self)
        self.table = DataTable("questionnaires", self.model, two_lines=True)
        empty = EmptyState(
            "survey",
            _("No questionnaire yet"),
            _("Two or three questions by telephone tell how satisfied customers are, and what "
              "is still missing in their records."),
            _("Take a ready one"),
            self.offer_ready,
            also=(_("Begin with a blank one"), lambda: self._new()),
        )  # fmt: skip
        self.area = ListArea(self.table, empty)
        card = Card(padding=8)
        card.add(self.area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addWidget(card, 1)
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._on_rows)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.table.opened.connect(lambda _id: self._on_current(self._edit))
        self.table.menu_asked.connect(self._show_menu)
        self._add_keys()
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read them anew."""
        self.area.show_loading()

        def ask(_job: Job) -> list[QuestionnaireRow]:
            with self._db.read() as session:
                return load_questionnaires(session, archived=True)

        self._answers.ask(ask)

    def current(self) -> QuestionnaireRow | None:
        """The one the keyboard stands on."""
        key = self.table.current_id()
        return self._rows.get(key) if key is not None else None

    def stand_on(self, questionnaire_id: int) -> None:
        """Select one that may only now have been made."""
        self._wanted = questionnaire_id
        self.refresh()

    def offer_ready(self) -> None:
        """The ready ones, to begin from."""
        menu = passing_menu(self, "ready_menu")
        for code in READY:
            draft = ready_made(code, self._country)
            add_entry(menu, draft.name, "survey", partial(self._commands.new, self.window(), draft))
        add_entry(menu, _("A blank one"), "add", self._new)
        menu.popup(self.mapToGlobal(self.rect().center()))

    def _new(self) -> None:
        self._commands.new(self.window()).questions.focus_new()

    def _on_rows(self, rows: Sequence[QuestionnaireRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self.model.set_ids(self._rows, self._rows)
        if not rows:
            self.area.show_empty()
            return
        self.area.show_content()
        if self._wanted in self._rows:
            self.table.select_id(self._wanted)
            self.table.setFocus()
            self._wanted = None
        elif self.table.current_id() is None:
            self.table.select_id(rows[0].id)

    def _load(self, ids: Sequence[int]) -> dict[int, QuestionnaireRow]:
        return {key: self._rows[key] for key in ids if key in self._rows}

    def _add_keys(self) -> None:
        bar = RowBar(self.table, lambda _index: True)
        acts: tuple[tuple[str, str, str, str, RowRun], ...] = (
            ("row_call", "call", _("Call who waits"), "C", self._call),
            ("row_print", "print", _("Print it blank"), "P", self._print),
            ("row_import", "import", _("Take over a web form"), "I", self._import),
            ("row_edit", "edit", _("Edit"), "F2", self._edit),
        )
        for name, role, tip, key, run in acts:
            bar.add(name, role, tip, key, partial(self._from_row, run))
        keys = {key: run for _name, _role, _tip, key, run in acts} | {"Del": self._delete}
        runs = {key: partial(self._from_row, run) for key, run in keys.items()}
        add_row_keys(self.table, runs)
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: bar.place())
        self.model.modelReset.connect(bar.place)

    def _show_menu(self, at: QPoint) -> None:
        row = self.current()
        if row is None:
            return
        menu = passing_menu(self, "questionnaire_menu")
        aside = _("Ask it again") if row.archived else _("Put aside")
        for text, role, run in (
            (_("Call who waits") + "\tC", "call", self._call),
            (_("Print it blank") + "\tP", "print", self._print),
            (_("Take over a web form") + "\tI", "import", self._import),
            (_("Edit") + "\tF2", "edit", self._edit),
            (aside, "inbox", self._archive),
            (_("Delete") + "\tDel", "delete", self._delete),
        ):
            add_entry(menu, text, role, partial(run, row))
        menu.popup(at)

    def _from_row(self, run: RowRun, index: QModelIndex) -> None:
        if index.isValid():
            self.table.select_id(self.model.id_at(index))
        self._on_current(run)

    def _on_current(self, run: RowRun) -> None:
        if (row := self.current()) is not None:
            run(row)

    def _call(self, row: QuestionnaireRow) -> None:
        self._commands.call_waiting(row.id, self.window())

    def _print(self, row: QuestionnaireRow) -> None:
        self._commands.print_blank(row.id, self.window())

    def _import(self, row: QuestionnaireRow) -> None:
        self.import_asked.emit(row.id)

    def _edit(self, row: QuestionnaireRow) -> None:
        self._commands.edit(row.id, self.window())

    def _archive(self, row: QuestionnaireRow) -> None:
        self._commands.archive(row, self.window())

    def _delete(self, row: QuestionnaireRow) -> None:
        self._commands.delete(row, self.window())

    def _columns(self) -> list[Column]:
        return [
            Column("name", _("Questionnaire"), lambda row: row.name, width=300, fixed=True,
                   cell=TextCell(lambda row: row.name, bold=True)),
            Column("questions", _("Questions"), lambda row: str(row.questions), width=80,
                   align="right"),
            Column("waiting", pgettext("survey", "To call"), lambda row: _number(row.waiting),
                   width=90, align="right"),
            Column("answered", pgettext("survey", "Answered"), lambda row: _number(row.answered),
                   width=90, align="right"),
            Column("csat", _("Satisfaction"), say_csat, width=110, align="right"),
            Column("nps", _("NPS"), lambda row: say_nps(row.nps), width=80, align="right"),
            Column("last", _("Last answer"), self._last, width=130),
            Column("state", _("State"), _state, width=100,
                   cell=PillCell(_state, lambda _row: "neutral")),
        ]  # fmt: skip

    def _last(self, row: QuestionnaireRow) -> str:
        return say_when(row.last, self._db.now(), self._zone) if row.last is not None else ""


def say_csat(row: QuestionnaireRow) -> str:
    """4.6 / 5."""
    return "" if row.csat is None else f"{row.csat:.1f} / 5"


def _number(count: int) -> str:
    return f"{count:,}" if count else ""


def _state(row: QuestionnaireRow) -> str:
    return _("Put aside") if row.archived else ""
