"""The dialog of a case: steps as pages that can be saved and taken up again."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.errors import Invalid
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.cases.saving import CaseSaving
from crmdesk.ui.kit.cases.step_page import StepPage
from crmdesk.ui.kit.cases.step_pages import StepPages
from crmdesk.ui.kit.cases.step_rail import StepRail
from crmdesk.ui.kit.cases.whose import Whose
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.room import open_at

FIRST = 1


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What a kind of case is called: its table, and what is said at the bottom of the window."""

    table: str
    opened: str
    saved: str
    deleted: str
    guidance: Callable[[int], str]
    collect: Callable[[Any], dict[str, Any]]
    restore: Callable[[Any, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class CaseParts:
    """What the dialog is put together from; `beside` stands below the steps."""

    words: CaseWords
    head: QWidget
    rail: StepRail
    beside: QWidget
    whose: Whose
    pages: StepPages
    saving: CaseSaving
    clocks: QWidget
    buttons: QWidget


class CaseDialog(QDialog):
    """One case, new (`case_id` None) or to go on with.

    Not modal: the clerk may look things up while she listens. Build the parts, then `begin`.
    """

    def __init__(
        self, db: Database, navigator: Navigator, case_id: int | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 980, 760)
        self.db, self.navigator = db, navigator
        self.case_id = case_id  # None while it is new
        self._typed = False

    @abstractmethod
    def load(self, session: Any, case_id: int) -> Any:
        """What is stored; None when it was deleted."""

    @abstractmethod
    def show_case(self, stored: Any, step: int) -> None:
        """Show it in head, clocks, steps and buttons; `stored` None: it is new."""

    def begin(
        self, parts: CaseParts, jobs: JobRunner, hub: DataHub, customer_id: int | None
    ) -> None:
        """All parts stand: show them, and what was typed here before."""
        self._parts = parts
        self._guidance = label("", "secondary", wrap=True)
        _lay_out(self, parts, self._guidance)
        self._connect(hub)
        if customer_id is not None:
            parts.whose.choose(customer_id)
        self._read()
        stored = parts.saving.case
        self._show_step(stored.row.step if stored else FIRST)
        self._restored = self.step
        key = self._key(self.step)
        self._words = DraftSaver(self.db, jobs, key, self._collect, self._restore, self)
        self._typed = self._words.begin()

    @property
    def step(self) -> int:
        """The step whose page is open."""
        return self._parts.pages.step

    def reject(self) -> None:
        """Esc leaves without asking: what was typed is kept and there again next time."""
        self._words.flush()
        super().reject()

    def _connect(self, hub: DataHub) -> None:
        parts = self._parts
        parts.pages.edited.connect(self._on_edited)
        parts.rail.chosen.connect(self._turn_to)
        parts.saving.opened.connect(self._on_opened)
        parts.saving.saved.connect(self._on_saved)
        parts.saving.refused.connect(lambda problems: self._page().show_problems(problems))
        parts.saving.failed.connect(self._on_failed)
        parts.saving.deleted.connect(self._on_deleted)
        hub.changed.connect(self._on_changed)

    def _page(self) -> StepPage:
        return self._parts.pages.page(self.step)

    def _turn_to(self, step: int) -> None:
        """Another step was asked for: what was typed here is kept, what was typed there is back."""
        self._restored = step
        typed = self._words.move_to(self._key(step))
        self._show_step(step)
        self._typed = typed

    def _show_step(self, step: int) -> None:
        parts = self._parts
        self._typed = False
        parts.pages.turn_to(step)
        parts.rail.show_step(step)
        self._guidance.setText(parts.words.guidance(step))
        self.show_case(parts.saving.case, step)
        parts.pages.page(step).focus_first()

    def _read(self) -> bool:
        """Take over what is stored; False where it was deleted."""
        parts = self._parts
        stored = None
        if self.case_id is not None:
            with self.db.read() as session:
                stored = self.load(session, self.case_id)
            if stored is None:  # deleted meanwhile, here or by an undo
                self.done(0)
                return False
            parts.pages.load(stored)
            parts.whose.tell()
        self._typed = False
        parts.saving.case = stored
        closed = stored is not None and stored.row.status == "closed"
        reached = stored.row.step if stored is not None else FIRST
        parts.rail.show_case(reached, stored.stamps if stored else {}, closed=closed)
        return True

    def _key(self, step: int) -> str:
        return f"{self._parts.words.table}:{self.case_id or 'new'}:{step}"

    def _collect(self) -> dict[str, Any]:
        return self._parts.words.collect(self._page()) if self._typed else {}

    def _restore(self, kept: dict[str, Any]) -> None:
        if kept:  # else the page shows what is stored
            self._parts.words.restore(self._parts.pages.page(self._restored), kept)
            self._parts.whose.tell()

    def _on_edited(self) -> None:
        self._typed = True

    def _on_changed(self, changes: Changes) -> None:
        if (
            self.case_id is not None
            and not self._typed
            and touches(changes, self._parts.words.table, self.case_id)
            and self._read()
        ):
            self.show_case(self._parts.saving.case, self.step)

    def _on_opened(self, case_id: int) -> None:
        self._typed = False
        self._words.flush()
        self.case_id = case_id
        self.navigator.say(self._parts.words.opened, undoable=True)
        self._on_saved(FIRST)

    def _on_saved(self, step: int) -> None:
        """Written: go on to the next step to do, or leave when it is to be gone on with later."""
        before = self.step
        self._typed = False
        self._words.flush()
        stored = self._parts.saving.case if self._read() else None
        if stored is None:
            return
        if step == 0 or stored.row.status == "closed":
            self.navigator.say(self._parts.words.saved, undoable=True)
            self.done(1)
        elif stored.row.step != before:
            self._turn_to(stored.row.step)
        else:
            self.show_case(stored, before)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self._parts.saving.refused.emit(error.fields)
        else:
            show_failure(self, error)

    def _on_deleted(self) -> None:
        self.navigator.say(self._parts.words.deleted, undoable=True)
        self.done(0)


def _lay_out(dialog: QDialog, parts: CaseParts, guidance: QLabel) -> None:
    """Head and clocks above, steps left, the page right, buttons below."""
    card = Card()
    card.add(guidance)
    card.add(parts.pages, 1)
    middle = QHBoxLayout()
    middle.setSpacing(16)
    for side in (parts.rail, parts.beside):
        side.setFixedWidth(232)
    left = QVBoxLayout()
    left.setSpacing(8)
    left.addWidget(parts.rail)
    left.addWidget(parts.beside, 1)
    middle.addLayout(left)
    middle.addWidget(card, 1)
    outer = QVBoxLayout(dialog)
    outer.setContentsMargins(20, 16, 20, 16)
    outer.setSpacing(12)
    outer.addWidget(parts.head)
    outer.addWidget(parts.clocks)
    outer.addLayout(middle, 1)
    outer.addWidget(parts.buttons)
