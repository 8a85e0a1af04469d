"""Below the header: the timeline and the archive, side by side where there is room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.ui.customers.page.changes import ChangeList
from crmdesk.ui.customers.page.contacts import Contacts
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.files import Files
from crmdesk.ui.customers.page.invoices import Invoices
from crmdesk.ui.customers.page.profile import Profile
from crmdesk.ui.customers.page.tabs import PageTabs
from crmdesk.ui.kit.widgets.card import Card

NARROWEST, WIDE = 360, 900
SIDE, LOWEST = 416, 170
NAMES = ("timeline", "orders", "service", "plans", "profile", "contacts", "invoices", "files",
         "changes")  # fmt: skip

Part = Profile | Contacts | Invoices | Files | ChangeList
_MAKERS: dict[str, Callable[[PageContext, QWidget], Part]] = {
    "profile": Profile,
    "contacts": Contacts,
    "invoices": Invoices,
    "files": Files,
    "changes": ChangeList,
}


@dataclass(slots=True)
class _Guest:
    """A part of her page that another feature makes (orders, plans), and whose it shows."""

    make: Callable[[], QWidget] | None = None
    widget: Any = None
    customer: int = 0


class _Stack(QStackedWidget):
    """What stands behind asks for no room: the header has it, but for some lines."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        if (front := self.currentWidget()) is None:
            return super().minimumSizeHint()
        least = front.minimumSizeHint().expandedTo(front.minimumSize())
        return least.expandedTo(QSize(0, LOWEST))


class Body(QWidget):
    """Tabs; each is made when it is first shown. On a wide page the archive stands beside them."""

    turned = Signal(str)

    def __init__(
        self,
        context: PageContext,
        timeline: QWidget,
        orders: Callable[[], QWidget] | None = None,
        plans: Callable[[], QWidget] | None = None,
        service: Callable[[], QWidget] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._timeline = context, timeline
        self._guests = {
            "orders": _Guest(orders), "plans": _Guest(plans), "service": _Guest(service)
        }  # fmt: skip
        self._page: CustomerPage | None = None
        self._parts: dict[str, Part] = {}
        self._stale: set[str] = set()
        self._wide = False
        self.tabs = PageTabs()
        self._names: tuple[str, ...] = ()
        self._show_tabs()
        self.tabs.currentChanged.connect(lambda _at: self._turn())
        self._stack = _Stack()
        main = Card(padding=12)
        self._side = Card(padding=12)
        self._side.setFixedWidth(SIDE)
        self._side.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(main, 1)
        row.addWidget(self._side)
        main.body.setSpacing(0)
        main.add(self.tabs)
        main.add(self._stack, 1)
        self._stack.addWidget(timeline)

    def make_ready(self) -> None:
        """Put the archive into its place before anybody turns to it: it is the largest tab."""
        part = self.part("profile")
        if self._stack.indexOf(part) < 0 and not self._wide:
            self._stack.addWidget(part)
        part.sizeHint()

    def show_page(self, page: CustomerPage) -> None:
        """Show what can be seen now; the rest when one turns to it."""
        self._page = page
        self._stale = set(_MAKERS)
        self._show_tabs()
        self._turn()

    def refresh_changes(self, page: CustomerPage) -> None:
        """The facts are the same, yet something was done: the journal has more to say."""
        self._page = page
        self._stale.add("changes")
        self._turn()

    def show_timeline(self, customer_id: int) -> None:
        """Let the timeline show this customer."""
        self._timeline.show_customer(customer_id)  # type: ignore[attr-defined]

    def show_tab(self, name: str) -> None:
        """Turn to a tab; the archive stands beside the tabs on a wide page."""
        if name != "profile" or not self._wide:
            self.tabs.setCurrentIndex(self._names.index(name))

    def tab(self) -> str:
        """The name of the tab in front."""
        return self._names[max(0, self.tabs.currentIndex())]

    def fill_in(self, name: str) -> None:
        """Go to a fact or a gap, ready to type."""
        tab = {"contact": "contacts", "invoice": "invoices"}.get(name, "profile")
        self.show_tab(tab)
        part = self.part(tab)
        self._refresh(tab)
        if isinstance(part, Profile):
            part.fill_in(name)
        elif isinstance(part, Contacts | Invoices):
            part.fill_in()

    def typed(self) -> dict[str, str]:
        """Words about facts that are being typed and not stored."""
        profile = self._parts.get("profile")
        return profile.facts.typed() if isinstance(profile, Profile) else {}

    def resume(self, words: Mapping[str, str]) -> None:
        """Go on with words a crash left behind, if it left any."""
        if not words:
            return
        self.show_tab("profile")
        profile = self.part("profile")
        self._refresh("profile")
        if isinstance(profile, Profile):
            profile.facts.resume(words)

    def finish(self) -> None:
        """Store what is being edited."""
        for part in self._parts.values():
            if isinstance(part, Profile | Contacts):
                part.finish()

    def minimumSizeHint(self) -> QSize:
        """A wide page may be made narrow again, though what it shows now needs the width."""
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Else its whole wish counts as its least height, and the header has to make room."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        if wide != self._wide:
            self._wide = wide
            self._show_tabs()
            self._turn()

    def _show_tabs(self) -> None:
        """Contacts for whom they may exist; the archive unless it stands beside."""
        page = self._page
        away = {"profile"} if self._wide else set()
        if page is None or not (page.kind == "company" or page.contacts):
            away.add("contacts")
        had: dict[str, object] = {}
        if page is not None:
            had = {"orders": page.bought, "plans": page.plans, "service": page.service}
        away |= {
            name for name, guest in self._guests.items() if guest.make is None or not had.get(name)
        }
        names = tuple(name for name in NAMES if name not in away)
        if names != self._names:
            self._set_tabs(names)
        for at, name in enumerate(names):
            title = _title(name, page)
            if self.tabs.tabText(at) != title:
                self.tabs.setTabText(at, title)

    def _set_tabs(self, names: tuple[str, ...]) -> None:
        """The tab in front stays in front where it can."""
        front = self.tab() if self._names else ""
        self.tabs.blockSignals(True)  # noqa: FBT003 - Qt's signature
        while self.tabs.count():
            self.tabs.removeTab(0)
        for name in names:
            self.tabs.addTab(_title(name, self._page))
        self._names = names
        self.tabs.setCurrentIndex(names.index(front) if front in names else 0)
        self.tabs.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _turn(self) -> None:
        """Bring the chosen tab to the front, and the archive to where it belongs."""
        if self._page is None:
            return
        name = self.tab()
        self.turned.emit(name)
        self._side.setVisible(self._wide)
        if self._wide:
            profile = self.part("profile")
            if profile.parentWidget() is not self._side:
                self._side.add(profile, 1)
            profile.show()
            self._refresh("profile")
        if name == "timeline":
            self._stack.setCurrentWidget(self._timeline)
            return
        if name in self._guests:
            self._turn_to_guest(self._guests[name], self._page.id)
            return
        part = self.part(name)
        if self._stack.indexOf(part) < 0:
            self._stack.addWidget(part)
        self._refresh(name)
        self._stack.setCurrentWidget(part)

    def _turn_to_guest(self, guest: _Guest, customer_id: int) -> None:
        """It is made when first shown, and reads when she is another."""
        if guest.widget is None and guest.make is not None:
            guest.widget = guest.make()
            self._stack.addWidget(guest.widget)
        if guest.customer != customer_id:
            guest.customer = customer_id
            guest.widget.show_customer(customer_id)
        if guest.widget is not None:
            self._stack.setCurrentWidget(guest.widget)

    def part(self, name: str) -> Part:
        """The tab of that name; made when first asked for."""
        if name not in self._parts:
            self._parts[name] = _MAKERS[name](self._context, self._stack)
        return self._parts[name]

    def _refresh(self, name: str) -> None:
        if name in self._stale and self._page is not None:
            self._stale.discard(name)
            self._parts[name].show_page(self._page)


def _title(name: str, page: CustomerPage | None) -> str:
    count = 0
    if page is not None:
        rows = {"contacts": page.contacts, "invoices": page.invoices, "files": page.files}
        count = len(rows.get(name, ()))
        if name == "orders" and page.bought:
            count = page.bought.orders
        if name == "service":
            count = page.service
        if name == "plans":
            count = page.plans if page.plans > 1 else 0
    title = {
        "timeline": _("Timeline"),
        "orders": _("Orders"),
        "service": pgettext("tab", "Service"),
        "plans": pgettext("tab", "Plan"),
        "profile": pgettext("tab", "Facts"),
        "contacts": _("Contacts"),
        "invoices": pgettext("tab", "Invoices"),
        "files": _("Files"),
        "changes": pgettext("tab", "Changes"),
    }[name]
    return f"{title} {count}" if count else title
