"""What a user does to the main window of the real program, on a real file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QMessageBox,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crmdesk.app import Program
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.settings import load_settings
from crmdesk.models.customers.choices import find_choices, load_choices
from crmdesk.models.customers.page import load_page
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.models.journal.queries import load_history
from crmdesk.models.open import open_database
from crmdesk.ui.customers.page.view import CustomerView
from crmdesk.ui.customers.panel import CustomersPanel
from crmdesk.ui.shell.assembly import Assembly
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.screens import AllFeatures
from tests.support.databases import FakeClock
from tests.support.keyboard import type_text

NO_KEY = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
W = TypeVar("W", bound=QWidget)


class Desk:
    """Somebody at the desk: starts the program, reads the screen, types, clicks, leaves."""

    def __init__(self, qtbot: QtBot, database: Path, clock: FakeClock) -> None:
        self.qtbot, self.database, self.clock = qtbot, database, clock
        self._program: Program | None = None

    # the program

    def start(self, file: str = "") -> None:
        """Open the program as the system does, with a file or link given to it."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        program = Program(application, load_settings(), AllFeatures, clock=self.clock)
        self._program = program
        program.begin(str(self.database), file)
        self.qtbot.waitExposed(self.window)
        if QApplication.activeModalWidget() is None:
            self.window.activateWindow()
        self.settle()

    def leave(self) -> None:
        """Close the window; the program ends."""
        if self._program is not None:
            window, program = self.window, self._program
            self._program = None
            window.close()
            with self.qtbot.waitSignal(window.destroyed):
                window.deleteLater()
                program.deleteLater()

    def start_again(self) -> None:
        """The program ended and is opened once more."""
        self.leave()
        self.start()

    def receive(self, link: str) -> None:
        """A later start hands over a file or a crmdesk: link."""
        self.program.receive(link)
        self.settle()

    @property
    def program(self) -> Program:
        assert self._program is not None, "the program is not running"
        return self._program

    @property
    def assembly(self) -> Assembly:
        assert self.program.assembly is not None
        return self.program.assembly

    @property
    def window(self) -> MainWindow:
        return self.assembly.window

    def settle(self) -> None:
        """Until every answer has come; a box that says something failed fails the test."""
        jobs = self.assembly._parts.jobs
        self.until(lambda: jobs.running() == 0)
        self.qtbot.wait(60)  # an arrow key held down passes by: pages wait 40 ms
        self.until(lambda: jobs.running() == 0)
        if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
            self._front()
        for box in self.window.findChildren(QMessageBox, "failure"):
            pytest.fail(f"{box.text()}\n{box.detailedText()}")

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        self.qtbot.waitUntil(holds)

    def another_connection(self) -> Database:
        """The same file, opened by somebody else."""
        return open_database(self.database, clock=self.clock)

    def _front(self) -> None:
        """What a window manager does when a dialog or menu is gone."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            self.window.activateWindow()
            self.until(self.window.isActiveWindow)

    @property
    def db(self) -> Database:
        return self.assembly._parts.db

    # looking

    def find(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        """The one visible widget of this name."""
        places = [inside] if inside is not None else QApplication.topLevelWidgets()
        found = [
            widget
            for place in places
            for widget in place.findChildren(kind, name)
            if widget.isVisible()
        ]
        assert found, f"nothing to be seen of {name}"
        return found[-1]

    def dialog(self, name: str) -> QDialog:
        """The dialog of this name, once it is open."""

        def shown() -> list[QDialog]:
            tops = QApplication.topLevelWidgets()
            return [
                top
                for top in tops
                if isinstance(top, QDialog) and top.objectName() == name and top.isVisible()
            ]

        self.until(lambda: bool(shown()))
        self.settle()
        return shown()[-1]

    def closed(self, name: str) -> None:
        """Wait until no dialog of this name is open any more."""
        tops = QApplication.topLevelWidgets
        self.until(lambda: not any(t.isVisible() and t.objectName() == name for t in tops()))
        self.settle()

    def sees(self, text: str, inside: QWidget | None = None) -> bool:
        """Whether a word somewhere on the screen says this."""
        place = inside if inside is not None else self.window
        shown = [widget for widget in place.findChildren(QWidget) if widget.isVisible()]
        return any(
            text in (widget.text() if isinstance(widget, QLabel) else widget.accessibleName())
            for widget in shown
        )

    @property
    def customers(self) -> CustomersPanel:
        panel = self.window.screen_widget("customers")
        assert isinstance(panel, CustomersPanel)
        return panel

    @property
    def page(self) -> CustomerView:
        self.qtbot.waitUntil(lambda: self.window.findChild(CustomerView) is not None)
        [page] = self.window.findChildren(CustomerView)
        return page

    def names(self) -> list[str]:
        """The names in the customer list, from the top."""
        model = self.customers.results.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def lines(self, name: str, inside: QWidget | None = None) -> list[str]:
        """What the rows of a list say; of a table, cell by cell."""
        model = self.find(QAbstractItemView, name, inside).model()
        columns = range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1)
        return [
            " | ".join(_said(model.index(row, column)) for column in columns)
            for row in range(model.rowCount(QModelIndex()))
        ]

    def stored(self) -> CustomerPage:
        """What the file holds about the customer whose page is open."""
        customer = self.page.customer_id()
        assert customer is not None, "no page is open"
        with self.db.read() as session:
            found = load_page(session, customer, today=self.today())
        assert found is not None
        return found

    def ids(self) -> list[int]:
        """Every customer of the file."""
        with self.db.read() as session:
            return [choice.id for choice in find_choices(session, "", limit=1000)]

    def name_of(self, customer: int) -> str:
        """What a customer is called."""
        with self.db.read() as session:
            [found] = load_choices(session, [customer])
        return found.name

    def today(self) -> date:
        """The day at the office."""
        return local_day(self.clock(), office_zone("Asia/Shanghai"))

    # keys

    def key(self, keys: str, on: QWidget | None = None) -> None:
        """Press a key where the keyboard is: 'Ctrl+L', 'Enter', 'Down'."""
        target = on or QApplication.focusWidget() or self.window
        combination = QKeySequence(keys)[0]
        self.qtbot.keyClick(target, combination.key(), combination.keyboardModifiers())
        self.settle()

    def keys(self, *keys: str) -> None:
        """Press one after the other."""
        for key in keys:
            self.key(key)

    def type(self, text: str, into: QWidget | None = None) -> None:
        """Write where the keyboard is, Chinese by the input method."""
        target = into or QApplication.focusWidget()
        assert target is not None, "the keyboard is nowhere"
        type_text(self.qtbot, target, text)
        self.settle()

    # mouse

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press and release the left button on it."""
        self.qtbot.mouseClick(widget, LEFT, NO_KEY, at or widget.rect().center())
        self.settle()

    def shown(self, name: str) -> None:
        """Wait until the widget of this name is there to be seen."""
        self.until(
            lambda: any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))
        )

    def press(self, name: str, inside: QWidget | None = None) -> None:
        """Click the button of this name."""
        self.click(self.find(QWidget, name, inside))

    def press_text(self, text: str, inside: QWidget) -> None:
        """Click the button that says this."""
        [button] = [
            found
            for found in inside.findChildren(QAbstractButton)
            if found.isVisible() and found.text() == text
        ]
        self.click(button)

    def click_line(self, name: str, row: int, inside: QWidget) -> None:
        """Click a row of a table."""
        view = self.find(QAbstractItemView, name, inside)
        self.click(view.viewport(), view.visualRect(view.model().index(row, 0)).center())

    def undoable(self) -> bool:
        """Whether the Edit menu offers to undo something."""
        self.until(self.assembly.undo.knows)
        return self.assembly.undo.steps.undo is not None

    def first_not_undone(self) -> int:
        """The row of the journal that the Edit menu would undo."""
        with self.db.read() as session:
            rows = load_history(session, limit=1000)
        states = [row.state for row in rows]
        return states.index("done")

    def turn_to_tab(self, title: str, inside: QWidget) -> None:
        """Click the tab of this title."""
        for bar in inside.findChildren(QTabBar):
            titles = [bar.tabText(at) for at in range(bar.count())]
            if bar.isVisible() and title in titles:
                self.click(bar, bar.tabRect(titles.index(title)).center())
                return
        pytest.fail(f"no tab {title}")

    def click_row(self, text: str, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        """Click the customer of this name in the list."""
        table = self.customers.results.table
        index = self.customers.results.model.index(self.names().index(text), 0)
        place = table.visualRect(index).topLeft() + QPoint(40, 10)
        self.qtbot.mouseClick(table.viewport(), LEFT, keys, place)
        self.settle()

    def open_customer(self, name: str) -> None:
        """Go to the list and click her."""
        self.window.show_screen("customers")
        self.until(lambda: name in self.names())
        self.click_row(name)
        self.until(lambda: self.page.customer_id() is not None)

    def drop(self, path: Path) -> None:
        """Let go of a file over the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        copy, place = Qt.DropAction.CopyAction, QPoint(600, 400)
        entering = QDragEnterEvent(place, copy, data, LEFT, NO_KEY)
        QApplication.sendEvent(self.window, entering)
        assert entering.isAccepted(), "the file may not be dropped"
        dropping = QDropEvent(QPointF(place), copy, data, LEFT, NO_KEY)
        QApplication.sendEvent(self.window, dropping)
        self.settle()

    # menus

    def menu(self, command: str) -> None:
        """Open the menu bar where this command stands and click it."""
        action = self.window.commands.action(command)
        [menu] = [
            found
            for found in self.window.menuBar().findChildren(QMenu)
            if action in found.actions()
        ]
        above = menu.parentWidget()
        if isinstance(above, QMenu):
            self._open(above)
            self.qtbot.mouseClick(above, LEFT, NO_KEY, _center(above, menu.menuAction()))
            self.until(menu.isVisible)
        else:
            self._open(menu)
        assert action.isEnabled(), f"{action.text()} is greyed out"
        self.qtbot.mouseClick(menu, LEFT, NO_KEY, _center(menu, action))
        self.settle()

    def _open(self, menu: QMenu) -> None:
        bar = self.window.menuBar()
        self.qtbot.mouseClick(bar, LEFT, NO_KEY, bar.actionGeometry(menu.menuAction()).center())
        self.until(menu.isVisible)

    # files

    def choose_file(self, path: Path) -> None:
        """Answer the file dialog by typing where."""
        dialog = self.dialog("file_dialog")
        assert isinstance(dialog, QFileDialog)
        name = self.find(QLineEdit, "fileNameEdit", dialog)
        name.clear()
        self.qtbot.keyClicks(name, str(path))
        self.qtbot.keyClick(name, Qt.Key.Key_Return)
        self.closed("file_dialog")

    # pickers

    def pick(self, field: QWidget, typed: str, wanted: str, *, by_mouse: bool = False) -> None:
        """Find somebody in a field that finds while one types."""
        self.type(typed, into=field)
        [offered] = field.findChildren(QListWidget, "choices")
        self.until(offered.isVisible)
        [item] = [
            offered.item(row)
            for row in range(offered.count())
            if offered.item(row).text().startswith(wanted)
        ]
        if by_mouse:
            self.click(offered.viewport(), offered.visualItemRect(item).center())
        else:
            while offered.currentItem() is not item:
                self.key("Down", on=field)
            self.key("Return", on=field)

    def choose(self, code: object, row: str, inside: QWidget) -> None:
        """Click one of the chips of a row of choices."""
        chips = self.find(QWidget, row, inside)
        self.click(self.find(QPushButton, f"choice_{code}", chips))


def _said(index: QModelIndex) -> str:
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return str(spoken or index.data() or "")


def _center(menu: QMenu, action: QAction) -> QPoint:
    return menu.actionGeometry(action).center()
