"""What is done for the customer, a line each: what, by whom, on which day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crmdesk.models.complaints.drafts import ActionDraft
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import Named
from crmdesk.ui.complaints.step_page import choose, combo
from crmdesk.ui.kit.widgets.buttons import GhostButton, IconButton
from crmdesk.ui.kit.widgets.date_field import DateField


class ActionLine(QWidget):
    """One of them."""

    changed = Signal()
    removed = Signal()
    entered = Signal()

    def __init__(
        self, number: int, action: ActionDraft, staff: Sequence[Named], me: int,
        today: Callable[[], date],
    ) -> None:  # fmt: skip
        super().__init__()
        self.text = QLineEdit(action.text, placeholderText=_("What is done"))
        self.text.setObjectName(f"line_{number}")
        self.staff = combo([(person.id, person.name) for person in staff])
        choose(self.staff, action.staff_id or me)
        self.staff.setAccessibleName(_("Who does it"))
        self.day = DateField(today, action.on_day)
        self.day.setPlaceholderText(_("When"))
        self.day.setAccessibleName(_("When"))
        self.day.setFixedWidth(160)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        row.addWidget(self.staff)
        row.addWidget(self.day)
        remove = IconButton("close", _("Remove this line"), size=14)
        row.addWidget(remove)
        self.text.textChanged.connect(self.changed)
        self.text.returnPressed.connect(self.entered)
        self.staff.activated.connect(lambda _at: self.changed.emit())
        self.day.changed.connect(lambda _day: self.changed.emit())
        remove.clicked.connect(self.removed)

    def draft(self) -> ActionDraft:
        return ActionDraft(self.text.text(), self.staff.currentData(), self.day.day())


class ActionsEditor(QWidget):
    """Enter in the last line adds another."""

    changed = Signal()

    def __init__(self, staff: Sequence[Named], me: int, today: Callable[[], date]) -> None:
        super().__init__()
        self._staff, self._me, self._today = staff, me, today
        self.rows: list[ActionLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(self._column)
        add = GhostButton(_("Another action"), "add")
        add.setObjectName("add_line")
        add.clicked.connect(lambda: self._add(ActionDraft("")).text.setFocus())
        outer.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_actions(())

    def drafts(self) -> tuple[ActionDraft, ...]:
        """The lines that hold something, in order."""
        every = (row.draft() for row in self.rows)
        return tuple(draft for draft in every if draft.text.strip())

    def texts(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(draft.text for draft in self.drafts())

    def set_actions(self, actions: Sequence[ActionDraft]) -> None:
        """Show these lines (an empty one when there are none) without emitting."""
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        while self.rows:
            self.rows.pop().deleteLater()
        for action in actions or (ActionDraft(""),):
            self._add(action)
        self.blockSignals(blocked)

    def _add(self, action: ActionDraft) -> ActionLine:
        row = ActionLine(len(self.rows) + 1, action, self._staff, self._me, self._today)
        row.changed.connect(self.changed)
        row.entered.connect(lambda: self._on_entered(row))
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.addWidget(row)
        self.setFocusProxy(self.rows[0].text)
        return row

    def _on_entered(self, row: ActionLine) -> None:
        if row.text.text().strip() and row is self.rows[-1]:
            self._add(ActionDraft("")).text.setFocus()

    def _remove(self, row: ActionLine) -> None:
        self.rows.remove(row)
        row.deleteLater()
        if not self.rows:
            self._add(ActionDraft(""))
        self.changed.emit()
