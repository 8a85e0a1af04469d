"""One service plan: how far it is, its services to be ticked, what it is about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.plans.queries import PlanRow, ServiceRow
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.labels import ElidedLabel, label
from crmdesk.ui.kit.menus import add_entry, below, passing_menu
from crmdesk.ui.kit.meter import Meter
from crmdesk.ui.kit.widgets.buttons import IconButton, PlainButton
from crmdesk.ui.kit.widgets.scroll_area import scrolled
from crmdesk.ui.plans import words
from crmdesk.ui.plans.acts import PlanActs, Then

_ROW = Qt.ItemDataRole.UserRole
ROW = 30  # px


class Services(QListWidget):
    """Blank or Enter ticks the one stood on; `ticked` carries its id."""

    ticked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plan_services")
        self.setAccessibleName(_("Services beyond the goods"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._say)

    def show_services(self, plan: PlanRow) -> None:
        """Those of a plan; the place one stands on stays."""
        at = self.currentRow()
        self.clear()
        for one in plan.services:
            when = words.say_service(one, plan.today)
            item = QListWidgetItem(f"{one.text}    {when}" if when else one.text)
            late = words.is_late(one, plan.today)
            role, tone = ("check-circle", "green") if one.done_on else ("clock", "muted")
            item.setIcon(icon("warning", "red") if late else icon(role, tone))
            item.setData(_ROW, one.id)
            item.setToolTip(item.text())
            self.addItem(item)
        self.setCurrentRow(min(max(at, 0), self.count() - 1))
        self.setFixedHeight(max(1, len(plan.services)) * ROW + 8)
        self.setVisible(bool(plan.services))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and (item := self.currentItem()) is not None:
            self._say(item)
            return
        super().keyPressEvent(event)

    def _say(self, item: QListWidgetItem) -> None:
        self.ticked.emit(item.data(_ROW))


class PlanView(QWidget):
    """`then` is called with the id of a plan made or changed here."""

    def __init__(self, acts: PlanActs, then: Then) -> None:
        super().__init__()
        self.setObjectName("plan_view")
        self._acts, self._then = acts, then
        self._plan: PlanRow | None = None
        self.title, self.period = ElidedLabel("heading"), ElidedLabel("secondary")
        self.meters = {
            "time": Meter(pgettext("plan", "Time")),
            "visits": Meter(pgettext("plan", "Visits")),
            "services": Meter(pgettext("plan", "Services")),
            "budget": Meter(pgettext("plan", "Budget")),
        }
        self.services = Services()
        self.services.ticked.connect(self._on_ticked)
        self.next_visit = label("", "secondary", wrap=True)
        self.next_visit.setObjectName("next_visit")
        self._texts: dict[str, tuple[QLabel, QLabel]] = {}
        self._lay_out()

    def show_plan(self, plan: PlanRow | None) -> None:
        """All that is known of it; nothing for None."""
        self._plan = plan
        self._inside.setVisible(plan is not None)
        if plan is None:
            return
        self.title.setText(plan.customer)
        self.period.setText(_say_head(plan))
        levels = {
            "time": words.time_level(plan),
            "visits": words.visit_level(plan),
            "services": words.service_level(plan),
            "budget": words.budget_level(plan),
        }
        for name, level in levels.items():
            self.meters[name].show_level(level)
        self.next_visit.setText(_say_visits(plan))
        self.next_visit.setVisible(bool(self.next_visit.text()))
        self.services.show_services(plan)
        self._service_head.setVisible(bool(plan.services))
        for name, text in _texts(plan).items():
            for part in self._texts[name]:
                part.setVisible(bool(text))
            self._texts[name][1].setText(text)

    def plan(self) -> PlanRow | None:
        """The one shown."""
        return self._plan

    def edit(self) -> None:
        if self._plan is not None:
            self._acts.edit(self._plan, self._then)

    def print_page(self) -> None:
        if self._plan is not None:
            self._acts.print(self._plan)

    def _on_ticked(self, service_id: int) -> None:
        plan = self._plan
        found: ServiceRow | None = next(
            (one for one in plan.services if one.id == service_id), None
        ) if plan else None  # fmt: skip
        if plan is not None and found is not None:
            self._acts.deliver(plan, found)

    def _open_menu(self) -> None:
        plan = self._plan
        if plan is None:
            return
        menu = passing_menu(self, "plan_menu")
        add_entry(menu, _("Go on in the next period…"), "refresh",
                  lambda: self._acts.go_on(plan, self._then))  # fmt: skip
        add_entry(menu, _("Print…"), "print", self.print_page)
        menu.addSeparator()
        add_entry(menu, _("Delete the plan"), "delete", lambda: self._acts.delete(plan))
        menu.popup(below(self.more))

    def _lay_out(self) -> None:
        edit = PlainButton(_("Edit"), "edit")
        edit.setObjectName("edit_plan")
        edit.clicked.connect(lambda: self.edit())
        self.more = IconButton("more", _("More"))
        self.more.setObjectName("plan_more")
        self.more.clicked.connect(lambda: self._open_menu())
        head, names = QHBoxLayout(), QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.period)
        head.addLayout(names, 1)
        head.addWidget(edit)
        head.addWidget(self.more)
        self._inside = QWidget()
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(head)
        inner.addWidget(scrolled(self._body()), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._inside)

    def _body(self) -> QWidget:
        """What may need scrolling."""
        bars = QGridLayout()
        bars.setHorizontalSpacing(20)
        bars.setVerticalSpacing(10)
        for at, meter in enumerate(self.meters.values()):
            bars.addWidget(meter, at // 2, at % 2)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 8, 8, 8)
        column.setSpacing(10)
        column.addLayout(bars)
        column.addWidget(self.next_visit)
        self._service_head = label(_("Services beyond the goods"), "heading")
        column.addWidget(self._service_head)
        column.addWidget(self.services)
        for name, caption in _captions().items():
            above, below_it = label(caption, "muted"), label("", wrap=True, selectable=True)
            below_it.setObjectName(f"plan_{name}")
            self._texts[name] = (above, below_it)
            column.addWidget(above)
            column.addWidget(below_it)
        column.addStretch(1)
        return body


def _captions() -> dict[str, str]:
    return {
        "content": pgettext("plan", "What we do"),
        "business": pgettext("plan", "Business"),
        "goals": pgettext("plan", "Goals"),
        "challenges": pgettext("plan", "Challenges"),
        "team": pgettext("plan", "Team"),
    }


def _texts(plan: PlanRow) -> dict[str, str]:
    team = [*plan.colleagues, *(_("{name} (customer)").format(name=name) for name in plan.people)]
    found = {name: getattr(plan, name) for name in ("content", "business", "goals", "challenges")}
    return found | {"team": pgettext("list", ", ").join(team)}


def _say_head(plan: PlanRow) -> str:
    return " · ".join(part for part in (words.period(plan), plan.lead) if part)


def _say_visits(plan: PlanRow) -> str:
    """A visit every 30 days · next visit 18 Nov"""
    again = words.say_next_visit(plan)
    parts = [words.say_rhythm(plan)]
    if again:
        parts.append(_("next visit {day}").format(day=again))
    return " · ".join(part for part in parts if part)
