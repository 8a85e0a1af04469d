"""The row of filters over the journal: whose, by whom, what about, when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.journal.groups import group_texts
from crmdesk.models.logbook.filters import PERIODS, JournalFilter
from crmdesk.models.office.entries import Named
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.flow import FlowLayout

OWN = "own"


class JournalFilterBar(QWidget):
    """`changed` is said when the user chose; `filter(text)` is what the chips say, with words."""

    changed = Signal()

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        staff: Sequence[Named],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("journal_filters")
        self.customer = CustomerPicker(db, jobs, allow_new=False)
        self.customer.setObjectName("journal_customer")
        self.customer.setFixedWidth(220)
        people = [(person.id, person.name) for person in staff]
        self.staff = FilterChip(pgettext("journal", "Who"), people)
        self.groups = FilterChip(pgettext("journal", "What about"), list(group_texts().items()))
        self.period = FilterChip(pgettext("journal", "When"), _periods(), many=False)
        self.first = DateField(today, future=False)
        self.last = DateField(today, future=False)
        self._until = label("–", "muted")
        self.undoable = QPushButton(_("Can be undone"))
        self.clear_button = PlainButton(_("Clear filters"), kind="link")
        self._name()
        row = FlowLayout(self)
        for widget in (
            self.customer, self.staff, self.groups, self.period, self.first, self._until,
            self.last, self.undoable, self.clear_button,
        ):  # fmt: skip
            row.addWidget(widget)
        for chip in (self.staff, self.groups, self.period):
            chip.changed.connect(self._on_values)
        for field in (self.first, self.last):
            field.changed.connect(self._on_values)
        self.customer.changed.connect(self._on_values)
        self.undoable.clicked.connect(self._on_values)
        self.clear_button.clicked.connect(self._on_clear)
        self._show()

    def filter(self, text: str = "") -> JournalFilter:
        """What the chips say."""
        period = next((str(value) for value in self.period.values()), "")
        own = period == OWN
        return JournalFilter(
            text=text,
            customer=self.customer.customer_id(),
            staff=tuple(int(str(value)) for value in self.staff.values()),
            groups=tuple(str(value) for value in self.groups.values()),
            period=period,
            first=self.first.day() if own else None,
            last=self.last.day() if own else None,
            undoable=self.undoable.isChecked(),
        )

    def set_filter(self, chosen: JournalFilter) -> None:
        """Let the chips say this, without saying that it changed."""
        if chosen.customer is None:
            self.customer.set_choice(None)
        else:
            self.customer.set_customer(chosen.customer)
        self.staff.set_values(list(chosen.staff))
        self.groups.set_values(list(chosen.groups))
        self.period.set_values([chosen.period] if chosen.period else [])
        self.first.set_day(chosen.first)
        self.last.set_day(chosen.last)
        self.undoable.setChecked(chosen.undoable)
        self._show()

    def _on_values(self, *_values: object) -> None:
        self._show()
        self.changed.emit()

    def _on_clear(self) -> None:
        self.set_filter(JournalFilter())
        self.changed.emit()

    def _show(self) -> None:
        own = OWN in self.period.values()
        for widget in (self.first, self._until, self.last):
            widget.setVisible(own)
        self.clear_button.setVisible(not self.filter().is_empty())

    def _name(self) -> None:
        for name, chip in (("who", self.staff), ("what", self.groups), ("when", self.period)):
            chip.setObjectName(f"journal_{name}")
        for name, field, told in (
            ("first", self.first, _("First day")),
            ("last", self.last, _("Last day")),
        ):
            field.setObjectName(f"journal_{name}")
            field.setAccessibleName(told)
            field.setFixedWidth(150)
        self.undoable.setObjectName("journal_undoable")
        self.undoable.setProperty("role", "chip")
        self.undoable.setCheckable(True)
        self.undoable.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clear_button.setObjectName("journal_clear")


def _periods() -> list[tuple[object, str]]:
    def text(code: str) -> str:
        days = PERIODS[code]
        if days == 1:
            return _("Today")
        return ngettext("Last {n} day", "Last {n} days", days).format(n=days)

    return [*((code, text(code)) for code in PERIODS), (OWN, pgettext("journal", "Own days"))]
