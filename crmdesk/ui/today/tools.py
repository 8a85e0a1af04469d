"""Whose day is shown and in which order: remembered on this computer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.entries import Named
from crmdesk.ui.kit.widgets.chips import FilterChip

URGENCY, HOUR = 0, 1
_ORDER, _WHOSE = "today/order", "today/whose"


class TodayTools(QObject):
    """`staff` chooses the people (none: everybody), `order` how the rows stand."""

    changed = Signal()
    sorted = Signal()

    def __init__(self, staff: Sequence[Named], me: int, parent: QObject) -> None:
        super().__init__(parent)
        mine = [(one.id, _("Me")) for one in staff if one.id == me]
        others = [(one.id, one.name) for one in staff if one.id != me]
        self.staff = FilterChip(_("Whose day"), [*mine, *others])
        self.staff.setObjectName("today_whose")
        self.staff.setVisible(len(staff) > 1)
        self.staff.set_values(remembered_staff())
        self.order = QWidget()
        self.order.setObjectName("today_order")
        self._chips = QButtonGroup(self.order)
        self._add_orders()
        self.staff.changed.connect(self._on_staff)

    def people(self) -> list[int]:
        """Whose day is shown."""
        return [int(str(value)) for value in self.staff.values()]

    def by_hour(self) -> bool:
        return self._chips.checkedId() == HOUR

    def turn_order(self) -> None:
        """The other one."""
        self._chips.button(URGENCY if self.by_hour() else HOUR).click()

    def _add_orders(self) -> None:
        row = QHBoxLayout(self.order)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, name, text in (
            (URGENCY, "order_urgency", pgettext("order", "By urgency")),
            (HOUR, "order_hour", pgettext("order", "By the hour")),
        ):
            chip = QPushButton(text)
            chip.setObjectName(name)
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.setToolTip(_("Turn the order: {key}").format(key="H"))
            chip.clicked.connect(lambda _on=False, number=number: self._on_order(number))
            self._chips.addButton(chip, number)
            row.addWidget(chip)
        hour = str(QSettings().value(_ORDER, "")) == "hour"
        self._chips.button(HOUR if hour else URGENCY).setChecked(True)

    def _on_staff(self, _values: object) -> None:
        QSettings().setValue(_WHOSE, ",".join(str(one) for one in self.people()))
        self.changed.emit()

    def _on_order(self, order: int) -> None:
        QSettings().setValue(_ORDER, "hour" if order == HOUR else "urgency")
        self.sorted.emit()


def remembered_staff() -> list[int]:
    """Whose day was shown last; somebody gone since is dropped by the chip."""
    told = str(QSettings().value(_WHOSE, "") or "")
    return [int(one) for one in told.split(",") if one.isdigit()]
