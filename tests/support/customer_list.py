"""What a user does to the customer list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.ui.customers.listing.choice_popup import ChoicePopup
from crmdesk.ui.customers.listing.table import CustomerTable
from crmdesk.ui.customers.panel import CustomersPanel
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingNavigator


class Beside(QWidget):
    """The pane beside the list; `shown` are the customers it was asked to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[int | None] = []

    def show_customer(self, customer_id: int | None) -> None:
        self.shown.append(customer_id)

    show_soon = show_customer


class CustomerList:
    """The screen in a window of its own."""

    def __init__(self, qtbot: QtBot, db: Database, jobs: JobRunner) -> None:
        self.qtbot, self.jobs = qtbot, jobs
        self.navigator, self.beside = RecordingNavigator(), Beside()
        hub = DataHub(db)
        self.panel = CustomersPanel(db, jobs, hub, self.navigator, self.beside)
        hub.setParent(self.panel)
        qtbot.addWidget(self.panel)
        self.panel.resize(1300, 700)
        self.panel.show()
        qtbot.waitExposed(self.panel)
        self.settle()

    @property
    def table(self) -> CustomerTable:
        return self.panel.results.table

    def settle(self) -> None:
        """Until every answer has come and the pane beside has been told."""
        self.qtbot.waitUntil(lambda: self.jobs.running() == 0)
        self.qtbot.wait(60)
        self.qtbot.waitUntil(lambda: self.jobs.running() == 0)

    def names(self) -> list[str]:
        """The names shown, from the top."""
        model = self.panel.results.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def wait_for(self, *names: str) -> None:
        self.qtbot.waitUntil(lambda: self.names() == list(names))

    def search(self, text: str) -> None:
        """Type into the search field after what stands there."""
        self.panel.focus_search()
        type_text(self.qtbot, self.panel.search, text)

    def select(self, *names: str) -> None:
        """Click the first, Ctrl+click the others."""
        for number, name in enumerate(names):
            keys = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
            place = self.place_of(name) + QPoint(40, 10)
            self.qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, keys, place)
        self.settle()

    def place_of(self, name: str, column: int = 0) -> QPoint:
        """The upper left corner of a cell in the row of this name."""
        index = self.panel.results.model.index(self.names().index(name), column)
        return self.table.visualRect(index).topLeft()

    def press(self, name: str) -> None:
        """Click the button of this name."""
        buttons = self.panel.findChildren(QPushButton, name)
        [button] = [found for found in buttons if found.isVisible()]
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def pick(self, popup: ChoicePopup, *texts: str) -> None:
        """Choose lines of an open list."""
        self.qtbot.waitUntil(popup.isVisible)
        self.settle()
        options = popup.findChild(QListWidget, "options")
        assert options is not None
        for text in texts:
            [item] = options.findItems(text, Qt.MatchFlag.MatchExactly)
            place = options.visualItemRect(item).center()
            self.qtbot.mouseClick(options.viewport(), Qt.MouseButton.LeftButton, pos=place)
            self.settle()

    def menu(self, name: str) -> QMenu:
        """The open menu of this name."""
        self.qtbot.waitUntil(lambda: self._menus(name) != [])
        return self._menus(name)[0]

    def choose(self, menu: QMenu, text: str) -> None:
        """Take an entry of an open menu (its text up to the key)."""
        entry(menu, text).trigger()
        menu.close()
        self.settle()

    def _menus(self, name: str) -> list[QMenu]:
        found: Sequence[Any] = self.panel.findChildren(QMenu, name)
        return [menu for menu in found if menu.isVisible()]


def entry(menu: QMenu, text: str) -> QAction:
    """The entry of this text in a menu or its submenus."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            if action.text() == text:
                return action
            try:
                return entry(inner, text)
            except LookupError:
                continue
        if action.text().split("\t")[0] == text:
            return action
    raise LookupError(text)
