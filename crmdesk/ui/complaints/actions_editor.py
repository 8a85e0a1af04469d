"""What is done for the customer, a line each: what, by whom, on which day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit

from crmdesk.models.complaints.drafts import ActionDraft
from crmdesk.models.core.i18n import _
from crmdesk.models.office.entries import Named
from crmdesk.ui.kit.cases.rows_editor import EditorRow, RowsEditor
from crmdesk.ui.kit.cases.step_page import choose, combo
from crmdesk.ui.kit.widgets.date_field import DateField


class ActionLine(EditorRow):
    """One of them."""

    def __init__(
        self, number: int, action: ActionDraft, staff: Sequence[Named], me: int,
        today: Callable[[], date],
    ) -> None:  # fmt: skip
        super().__init__(QLineEdit(action.text, placeholderText=_("What is done")), number)
        self.staff = combo([(person.id, person.name) for person in staff])
        choose(self.staff, action.staff_id or me)
        self.staff.setAccessibleName(_("Who does it"))
        self.day = DateField(today, action.on_day)
        self.day.setPlaceholderText(_("When"))
        self.day.setAccessibleName(_("When"))
        self.day.setFixedWidth(160)
        self.add(self.staff)
        self.add(self.day)
        self.finish()

    def draft(self) -> ActionDraft:
        return ActionDraft(self.text.text(), self.staff.currentData(), self.day.day())


class ActionsEditor(RowsEditor[ActionDraft]):
    """Enter in the last line adds another."""

    def __init__(self, staff: Sequence[Named], me: int, today: Callable[[], date]) -> None:
        super().__init__(_("Another action"))
        self._staff, self._me, self._today = staff, me, today
        self.set_drafts(())

    def make_row(self, number: int, draft: ActionDraft | None) -> ActionLine:
        action = draft or ActionDraft("")
        return ActionLine(number, action, self._staff, self._me, self._today)
