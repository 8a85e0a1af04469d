"""A customer's page as a test drives it: found by name, typed into, waited for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QVBoxLayout, QWidget

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.customers.page import load_page
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.ui.customers.page.field import FactField
from crmdesk.ui.customers.page.view import CustomerView
from crmdesk.ui.customers.page.warnings import WarningMark
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingNavigator

OFFICE = OfficeSettings(area_code="0571")
ZONE = office_zone(OFFICE.zone)


class FakeTimeline(QWidget):
    """Where the timeline would be; remembers whom it was asked to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[int] = []

    def show_customer(self, customer_id: int) -> None:
        self.shown.append(customer_id)


@dataclass
class PageDriver:
    """The page in a window, and what a user does to it."""

    qtbot: Any
    db: Database
    view: CustomerView
    navigator: RecordingNavigator
    timeline: FakeTimeline
    window: QWidget

    def stored(self) -> CustomerPage:
        """What the database holds about the customer shown."""
        customer = self.view.customer_id()
        assert customer is not None
        return self.of(customer)

    def of(self, customer_id: int) -> CustomerPage:
        """What the database holds about any customer."""
        with self.db.read() as session:
            found = load_page(session, customer_id, today=date(2026, 11, 21))
        assert found is not None
        return found

    def part(self, kind: type[Any], name: str) -> Any:
        """A widget of the page by object name."""
        found = self.view.findChild(kind, name)
        assert found is not None, name
        return found

    def seen(self, kind: type[Any], name: str) -> Any:
        """The one visible widget of this name, once it stands there: lists are built anew when
        their rows change, and the old ones go a moment later."""

        def visible() -> list[Any]:
            return [found for found in self.view.findChildren(kind, name) if found.isVisible()]

        self.until(lambda: len(visible()) == 1)
        return visible()[0]

    def field(self, name: str) -> FactField:
        """An in-place field; the tab it stands in is brought to the front."""
        if name.startswith("fact_"):
            self.view.body.show_tab("profile")
        field: FactField = self.part(FactField, name)
        return field

    def editor(self, field: FactField) -> Any:
        """What edits the field, turned to if need be."""
        if not field.editing():
            field.edit()
        return field._editor.widget

    def type_into(self, name: str, text: str, *, end: bool = True) -> FactField:
        """Edit a field: what stood there is replaced, Enter ends it."""
        field = self.field(name)
        editor = self.editor(field)
        self.qtbot.waitUntil(editor.hasFocus)
        editor.selectAll()
        type_text(self.qtbot, editor, text)
        if end:
            self.qtbot.keyClick(editor, Qt.Key.Key_Return)
        return field

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the page or the database says so."""
        self.qtbot.waitUntil(condition)

    def read(self, field: FactField) -> str:
        """What the field says while nobody edits it."""
        shown = field.findChild(QLabel, "value")
        assert shown is not None
        return shown.text().replace("\u200b", "")

    def problem(self, field: FactField) -> str:
        """What is said to be wrong, "" for nothing."""
        found = field.findChild(QLabel, "problem")
        assert found is not None
        return found.text() if not found.isHidden() else ""


def open_page(qtbot: Any, db: Database, jobs: JobRunner, customer_id: int) -> PageDriver:
    """The page of this customer, in a window of its own."""
    navigator, timeline = RecordingNavigator(), FakeTimeline()
    window, hub = QWidget(), DataHub(db)
    hub.setParent(window)
    view = CustomerView(db, jobs, hub, navigator, office=OFFICE, zone=ZONE, timeline=timeline)
    QVBoxLayout(window).addWidget(view)
    window.resize(560, 900)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    view.show_customer(customer_id)
    return PageDriver(qtbot, db, view, navigator, timeline, window)


def page_beside_the_list(qtbot: Any, window: QWidget) -> CustomerView:
    """The page in the whole window, which comes a moment after the list."""
    qtbot.waitUntil(lambda: window.findChild(CustomerView) is not None)
    page = window.findChild(CustomerView)
    assert isinstance(page, CustomerView)
    return page


def choose(menu_of: QWidget, text: str) -> None:
    """Pick an entry of the menus below a widget, submenus by 'Agreed/in person'."""
    path = text.split("/")
    menus = [menu for menu in menu_of.findChildren(QMenu) if menu.isVisible()]
    actions: list[QAction] = [action for menu in menus for action in menu.actions()]
    for word in path:
        found = next(action for action in actions if action.text().split("\t")[0] == word)
        inner = found.menu()
        actions = inner.actions() if isinstance(inner, QMenu) else []
    found.trigger()
    for menu in menus:
        menu.close()


def warned(page: PageDriver) -> list[str]:
    """What the header warns of, the gravest first."""
    return [mark.text() for mark in page.view.findChildren(WarningMark) if not mark.isHidden()]


def clipboard() -> str:
    """What was copied."""
    return QApplication.clipboard().text()
