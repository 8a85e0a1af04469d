"""One talk in the grid of 补记: with whom, how, what was said, when."""

from __future__ import annotations

from datetime import time
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.catching_up import read_told_time
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.interactions.rules import DIRECTED, DIRECTIONS, KINDS, title_text
from crmdesk.ui.kit.full_fields import show_beginning
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import set_state
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker


class CatchUpRow(QObject):
    """Puts its fields into line `line` of a grid; `changed` on each key, `finished` on Enter."""

    changed = Signal()
    finished = Signal()

    def __init__(
        self, db: Database, jobs: JobRunner, grid: QGridLayout, line: int, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.customer = CustomerPicker(db, jobs)
        self.customer.setMinimumWidth(190)
        self.kind = QComboBox()
        for kind in KINDS:
            for direction in DIRECTIONS if kind in DIRECTED else ("",):
                self.kind.addItem(title_text(kind, direction), (kind, direction))
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("What was said?"))
        self.time = QLineEdit()
        self.time.setFixedWidth(92)
        for column, (name, told, field) in enumerate(
            (
                ("customer", _("Customer"), self.customer),
                ("kind", _("How"), self.kind),
                ("words", _("What was said?"), self.words),
                ("time", _("Time of day"), self.time),
            )
        ):
            field.setObjectName(f"{name}_{line}")
            field.setAccessibleName(f"{told} {line}")
            grid.addWidget(field, line, column)
        self.words.textChanged.connect(lambda _text: self.changed.emit())
        self.time.textChanged.connect(lambda _text: self.changed.emit())
        self.customer.changed.connect(lambda _choice: self._on_customer())
        self.words.returnPressed.connect(self.finished)
        self.time.returnPressed.connect(self.finished)

    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not (self.customer.text().strip() or self.words.text().strip())

    def told_time(self) -> time | None:
        return read_told_time(self.time.text()).at

    def problems(self) -> list[str]:
        """The names of the fields that are missing or not understood; each is marked."""
        wrong = {
            "customer": self.customer.customer_id() is None,
            "words": not self.words.text().strip(),
            "time": read_told_time(self.time.text()).unclear,
        }
        if self.is_blank():
            wrong = dict.fromkeys(wrong, False)
        for name, is_wrong in wrong.items():
            set_state(getattr(self, name), "bad", "true" if is_wrong else "false")
        return [name for name, is_wrong in wrong.items() if is_wrong]

    def draft(self) -> InteractionDraft:
        """What was typed; when it was is worked out for all rows together."""
        kind, direction = self.kind.currentData()
        return InteractionDraft(
            self.customer.customer_id() or 0,
            kind=kind,
            direction=direction,
            text=self.words.text().strip(),
        )

    def state(self) -> dict[str, Any]:
        """What was typed, as plain values; empty when nothing was."""
        if self.is_blank():
            return {}
        return {
            "customer": self.customer.customer_id(),
            "name": self.customer.text(),
            "kind": self.kind.currentIndex(),
            "words": self.words.text(),
            "time": self.time.text(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show a `state()` again."""
        if customer := state.get("customer"):
            self.customer.set_customer(customer)
        else:
            self.customer.setText(state.get("name", ""))
        self.kind.setCurrentIndex(state.get("kind", 0))
        self.words.setText(state.get("words", ""))
        self.time.setText(state.get("time", ""))
        for field in (self.customer, self.words):
            show_beginning(field)

    def _on_customer(self) -> None:
        if self.customer.customer_id() is not None:
            self.words.setFocus()
        self.changed.emit()
