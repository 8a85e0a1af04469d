"""The form of a service plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.choices import load_contact_names
from crmdesk.models.office.entries import Named
from crmdesk.models.plans.drafts import PlanDraft, ServiceDraft
from crmdesk.models.plans.service_lines import read_services, write_services
from crmdesk.ui.kit.dates import parse_day
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.money_field import MoneyField
from crmdesk.ui.kit.widgets.number_box import NumberBox

_WHO = Qt.ItemDataRole.UserRole
WIDTH = 780


class Period(QWidget):
    """From when to when."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.first, self.last = DateField(today), DateField(today)
        self.first.setObjectName("starts_on")
        self.last.setObjectName("ends_on")
        self.first.setAccessibleName(pgettext("plan", "From"))
        self.last.setAccessibleName(pgettext("plan", "To"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for field in (self.first, self.last):
            field.changed.connect(lambda _day: self.changed.emit())
        row.addWidget(self.first, 1)
        row.addWidget(label("–", "muted"))
        row.addWidget(self.last, 1)
        self.setFocusProxy(self.first)


class Team(QListWidget):
    """Colleagues and the customer's people, to be ticked; `changed` when one was."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def show_people(self, people: Sequence[tuple[str, int, str]], ticked: set[object]) -> None:
        """Each (kind, id, name), kind being staff or contact."""
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.clear()
        for kind, key, name in people:
            item = QListWidgetItem(name)
            item.setData(_WHO, (kind, key))
            on = (kind, key) in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.blockSignals(blocked)

    def ticked(self, kind: str) -> tuple[int, ...]:
        """The ids of those ticked."""
        items = (self.item(at) for at in range(self.count()))
        told = [item.data(_WHO) for item in items if item.checkState() == Qt.CheckState.Checked]
        return tuple(key for of, key in told if of == kind)


class PlanDialog(FormDialog):
    """A service a line; a day at its end is by when."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        staff: Sequence[Named],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Service plan"), parent)
        self.setObjectName("plan_dialog")
        self.setMinimumWidth(WIDTH)
        self._db, self._staff, self._today = db, staff, today
        self.customer = CustomerPicker(db, jobs)
        self.period = Period(today)
        self.lead = QComboBox()
        for person in staff:
            self.lead.addItem(person.name, person.id)
        self.visit_every = NumberBox()
        self.visit_every.setRange(0, 730)
        self.visit_every.setSpecialValueText(pgettext("plan", "no rhythm"))
        self.budget = MoneyField()
        self.texts = {name: _area(2) for name in ("business", "goals", "challenges", "content")}
        self.services, self.team = _area(5), Team()
        self._lay_out()
        self.customer.changed.connect(lambda _choice: self._offer_team(set()))

    def show_draft(self, draft: PlanDraft, *, fixed: bool = False) -> None:
        """Begin with this; `fixed`: whose plan it is does not change."""
        if draft.customer_id:
            self.customer.set_customer(draft.customer_id)
        self.customer.setEnabled(not fixed)
        self.period.first.set_day(draft.starts_on)
        self.period.last.set_day(draft.ends_on)
        self.lead.setCurrentIndex(max(self.lead.findData(draft.lead_id or self._db.staff_id), 0))
        self.visit_every.setValue(draft.visit_every or 0)
        self.budget.set_amount(draft.budget)
        for name, editor in self.texts.items():
            editor.setPlainText(getattr(draft, name))
        told = [(one.text, one.due_on) for one in draft.services]
        self.services.setPlainText(write_services(told))
        ticked: set[object] = {("staff", key) for key in draft.staff}
        self._offer_team(ticked | {("contact", key) for key in draft.contacts})
        self.ready()
        if draft.customer_id:
            self.texts["business"].setFocus()

    def draft(self) -> PlanDraft:
        first = self.period.first.day()
        today = self._today()
        services = read_services(self.services.toPlainText(), first or today, today, parse_day)
        texts = {name: editor.toPlainText() for name, editor in self.texts.items()}
        return PlanDraft(
            self.customer.customer_id() or 0,
            first,
            self.period.last.day(),
            self.lead.currentData(),
            visit_every=self.visit_every.value() or None,
            budget=-1 if self.budget.unclear() else self.budget.amount(),
            staff=self.team.ticked("staff"),
            contacts=self.team.ticked("contact"),
            services=tuple(ServiceDraft(text, due) for text, due in services),
            **texts,
        )

    def name(self) -> str:
        """Whose plan it is."""
        choice = self.customer.choice()
        return choice.text if choice else ""

    def _lay_out(self) -> None:
        self.add_field("customer", _("&Customer"), self.customer)
        self.add_field("period", pgettext("plan", "&Period"), self.period)
        self.add_field("lead", pgettext("plan", "&In charge"), self.lead)
        self.add_field("visit_every", _("A &visit every … days"), self.visit_every)
        self.add_field("budget", pgettext("plan", "&Budget"), self.budget)
        self.add_field("business", _("Its b&usiness"), self.texts["business"])
        self.add_field("goals", _("Its &goals"), self.texts["goals"])
        self.add_field("challenges", _("Its c&hallenges"), self.texts["challenges"])
        self.add_field("content", _("What we &do"), self.texts["content"])
        self.services.setObjectName("services")
        self.services.setPlaceholderText(_("One a line, with the day by which if you like:")
                                         + "\n" + _("Training for new staff 6-30"))  # fmt: skip
        self.services.textChanged.connect(lambda: self._on_edited("content"))
        self.services.installEventFilter(self)
        self.team.setObjectName("team")
        self.team.changed.connect(lambda: self._on_edited("content"))
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(16)
        for caption, editor, stretch in (
            (_("Services beyond the goods"), self.services, 3),
            (pgettext("plan", "Team"), self.team, 2),
        ):
            column = QVBoxLayout()
            column.setSpacing(4)
            above = label(caption, "secondary")
            above.setBuddy(editor)
            editor.setAccessibleName(caption)
            editor.setFixedHeight(104)
            column.addWidget(above)
            column.addWidget(editor)
            row.addLayout(column, stretch)
        self.add_wide(pair)

    def _offer_team(self, ticked: set[object]) -> None:
        people = [("staff", person.id, person.name) for person in self._staff]
        customer = self.customer.customer_id()
        if customer is not None:
            with self._db.read() as session:
                for key, name in load_contact_names(session, customer):
                    told = _("{name} (customer)").format(name=name)
                    people.append(("contact", key, told))
        self.team.show_people(people, ticked)


def _area(lines: int) -> QPlainTextEdit:
    editor = QPlainTextEdit()
    editor.setTabChangesFocus(True)
    editor.setFixedHeight(lines * 20 + 8)
    return editor
