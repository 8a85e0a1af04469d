"""What was done, and what was used up for it, a line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.entries import Named
from crmdesk.models.orders.rules import read_quantity, say_quantity
from crmdesk.models.service.drafts import PartLine, WorkLine
from crmdesk.models.service.rules import PLACES, place_text
from crmdesk.ui.kit.cases.rows_editor import EditorRow, RowsEditor
from crmdesk.ui.kit.cases.step_page import choose, combo
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.money_field import MoneyField
from crmdesk.ui.kit.widgets.number_box import NumberBox

Today = Callable[[], date]
_DAY = 24 * 60
_ONE = 1000


class WorkRow(EditorRow):
    """What, who, where, how long, which day."""

    def __init__(
        self, number: int, line: WorkLine, staff: Sequence[Named], me: int, today: Today
    ) -> None:
        text = QLineEdit(line.text, placeholderText=pgettext("service", "What was done"))
        super().__init__(text, number, two_lines=True)
        self.staff = combo([(person.id, person.name) for person in staff])
        choose(self.staff, line.staff_id or me)
        self.staff.setAccessibleName(_("Who did it"))
        self.place = combo(
            [("", pgettext("service", "Where")), *((code, place_text(code)) for code in PLACES)]
        )
        choose(self.place, line.place)
        self.place.setAccessibleName(pgettext("service", "Where"))
        self.minutes = NumberBox(maximum=_DAY, step=5)
        self.minutes.setSuffix(" " + _("min"))
        self.minutes.setSpecialValueText(_("min"))
        self.minutes.setValue(line.minutes or 0)
        self.minutes.setAccessibleName(_("Minutes"))
        self.minutes.setFixedWidth(92)
        self.day = DateField(today, line.on_day, future=False)
        self.day.setPlaceholderText(_("When"))
        self.day.setAccessibleName(_("When"))
        self.day.setFixedWidth(150)
        for editor in (self.staff, self.place, self.minutes, self.day):
            self.add(editor)
        self.finish()

    def draft(self) -> WorkLine:
        return WorkLine(
            self.text.text(),
            self.staff.currentData(),
            self.day.day(),
            self.minutes.value() or None,
            self.place.currentData(),
        )


class WorkEditor(RowsEditor[WorkLine]):
    """Enter in the last line adds another."""

    def __init__(self, staff: Sequence[Named], me: int, today: Today) -> None:
        super().__init__(_("More work"))
        self._staff, self._me, self._today = staff, me, today
        self.set_drafts(())

    def make_row(self, number: int, draft: WorkLine | None) -> WorkRow:
        line = draft or WorkLine("", on_day=self._today())
        return WorkRow(number, line, self._staff, self._me, self._today)


class PartRow(EditorRow):
    """A part, how many, what they cost us."""

    def __init__(self, number: int, part: PartLine) -> None:
        super().__init__(QLineEdit(part.name, placeholderText=_("Part or material")), number)
        self.quantity = QLineEdit(say_quantity(part.quantity))
        self.quantity.setAccessibleName(_("Quantity"))
        self.quantity.setFixedWidth(80)
        self.cost = MoneyField()
        self.cost.set_amount(part.cost)
        self.cost.setPlaceholderText(pgettext("service", "Cost"))
        self.cost.setAccessibleName(pgettext("service", "Cost"))
        self.cost.setFixedWidth(120)
        self.add(self.quantity)
        self.add(self.cost)
        self.finish()

    def draft(self) -> PartLine:
        read = read_quantity(self.quantity.text())
        return PartLine(self.text.text(), read[0] if read else _ONE, self.cost.amount())


class PartsEditor(RowsEditor[PartLine]):
    """Enter in the last line adds another."""

    def __init__(self) -> None:
        super().__init__(_("Another part"))
        self.set_drafts(())

    def make_row(self, number: int, draft: PartLine | None) -> PartRow:
        return PartRow(number, draft or PartLine(""))
