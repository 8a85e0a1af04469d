"""Service orders by their clocks, contracts with their visits."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Interaction
from crmdesk.models.service.contract_queries import ContractFilter, find_contracts, load_contracts
from crmdesk.models.service.contracts import ContractDraft, add_contract
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import ElidedLabel
from crmdesk.ui.kit.print_preview import SheetPreview
from crmdesk.ui.service.contract_commands import ContractCommands
from crmdesk.ui.service.contract_dialog import ContractDialog
from crmdesk.ui.service.contracts_tab import ContractsTab
from crmdesk.ui.service.customer_panel import CustomerServicePanel
from crmdesk.ui.service.orders_tab import OrdersTab
from crmdesk.ui.service.panel import ServicePanel
from crmdesk.ui.service.visit_dialogs import MoveDialog, VisitDialog
from tests.support.builders import add_customer, add_staff
from tests.support.cases import press
from tests.support.databases import FakeClock
from tests.support.navigator import RecordingNavigator
from tests.ui.service.conftest import MONDAY, OpenPanel, receive

TODAY = date(2026, 11, 23)
YEAR = ContractDraft(None, "gold", date(2026, 1, 1), date(2026, 12, 31), fee=600000, every_months=1)


def add(db: Database, **changes: Any) -> int:
    changes.setdefault("customer_id", add_customer(db, name="华兴机械", kind="company"))
    with db.write("contract.add", name="") as session:
        return add_contract(session, replace(YEAR, **changes), now=db.now())


def orders(panel: ServicePanel) -> OrdersTab:
    tab = panel.tab("orders")
    assert isinstance(tab, OrdersTab)
    return tab


def contracts(panel: ServicePanel) -> ContractsTab:
    tab = panel.tab("contracts")
    assert isinstance(tab, ContractsTab)
    return tab


def column(tab: OrdersTab | ContractsTab, key: str) -> list[str]:
    at = [one.key for one in tab.columns()].index(key)
    return [str(tab.model.index(row, at).data()) for row in range(tab.model.rowCount())]


def test_that_the_one_whose_clock_runs_out_first_stands_first(
    qtbot: QtBot, db: Database, clock: FakeClock, open_panel: OpenPanel
) -> None:
    clock.now = MONDAY - timedelta(days=3)
    late = receive(db, add_customer(db, name="陈静"))
    clock.now = MONDAY - timedelta(hours=1)
    new = receive(db, add_customer(db, name="张伟"))
    clock.now = MONDAY
    tab = orders(open_panel("orders"))
    assert tab.model.ids() == [late, new]
    assert column(tab, "clock") == ["First reaction · 6 h late", "First reaction · 1 h left"]


def test_that_a_new_one_appears_and_one_deleted_goes(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, navigator: RecordingNavigator
) -> None:
    panel = open_panel("orders")
    tab = orders(panel)
    receive(db, add_customer(db, name="张伟"))
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    assert panel.subtitle.text() == "1 service order"
    tab.table.select_id(tab.model.ids()[0])
    assert panel.current_customer() is not None
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 0)
    qtbot.waitUntil(lambda: navigator.said == ["Service order deleted"])


def test_that_the_key_of_what_is_done_goes_on_with_an_order(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, navigator: RecordingNavigator
) -> None:
    order = receive(db, add_customer(db, name="张伟"))
    panel = open_panel("orders")
    tab = orders(panel)
    tab.table.select_id(order)
    panel.activateWindow()
    tab.table.setFocus()
    qtbot.waitUntil(tab.table.hasFocus)
    qtbot.keyClick(tab.table, Qt.Key.Key_D)
    assert navigator.went == [("open_service", (order, None))]


def test_that_the_list_is_searched_and_the_search_is_taken_back(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    receive(db, add_customer(db, name="张伟"), serial="SN-9")
    receive(db, add_customer(db, name="陈静"))
    panel = open_panel("orders")
    tab = orders(panel)
    panel.focus_search()
    panel.search.setText("SN-9")
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    panel.search.setText("nothing like it")
    qtbot.waitUntil(lambda: tab.model.rowCount() == 0)
    tab.cleared.emit()
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2)


def test_that_an_empty_list_offers_the_first_one(
    qtbot: QtBot, open_panel: OpenPanel, navigator: RecordingNavigator
) -> None:
    panel = open_panel("orders")
    press(qtbot, orders(panel), "begin")
    assert navigator.went == [("open_service", (None, None))]
    panel.tabs.setCurrentIndex(1)
    press(qtbot, panel, "new_service")
    assert navigator.went[-1] == ("open_contract", (None, None))


def test_that_a_visit_is_done_in_place_and_logged(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, navigator: RecordingNavigator
) -> None:
    contract = add(db, every_months=6)
    panel = open_panel("contracts")
    tab = contracts(panel)
    qtbot.waitUntil(tab.visits.isVisible)
    assert [tab.visits.visits.item(at).text() for at in range(2)] == [
        "By 30 Jun · 146 days late",
        "By 31 Dec",
    ]
    press(qtbot, tab.visits, "visit_done")
    dialog = panel.findChild(VisitDialog)
    assert dialog is not None
    text = dialog.findChild(QPlainTextEdit, "text")
    assert text is not None
    qtbot.keyClicks(text, "cleaned all of it")
    dialog.submit()
    qtbot.waitUntil(lambda: navigator.said == ["Visit logged"])
    with db.read() as session:
        assert session.query(Interaction).one().text == "cleaned all of it"
        assert load_contracts(session, [contract])[contract].done == 1
    qtbot.waitUntil(lambda: column(tab, "visits") == ["1 / 2"])


def test_that_a_visit_is_put_off_or_left_out(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    contract = add(db, every_months=6)
    panel = open_panel("contracts")
    tab = contracts(panel)
    qtbot.waitUntil(tab.visits.isVisible)
    press(qtbot, tab.visits, "visit_move")
    dialog = panel.findChild(MoveDialog)
    assert dialog is not None
    dialog.due_on.set_day(date(2026, 11, 30))
    dialog.submit()
    qtbot.waitUntil(lambda: tab.visits.visits.item(0).text() == "By 30 Nov")
    press(qtbot, tab.visits, "visit_skip")
    qtbot.waitUntil(lambda: tab.visits.visits.item(0).text().startswith("Left out"))
    with db.read() as session:
        assert load_contracts(session, [contract])[contract].next_visit == date(2026, 12, 31)


def test_that_a_visit_beyond_the_contract_is_asked_about(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    contract = add(db, every_months=6)
    panel = open_panel("contracts")
    tab = contracts(panel)
    qtbot.waitUntil(tab.visits.isVisible)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_L)
    dialog = panel.findChild(MoveDialog)
    assert dialog is not None
    dialog.due_on.set_day(date(2027, 1, 5))
    dialog.submit()
    box = dialog.findChild(QMessageBox, "beyond_contract")
    assert box is not None
    with db.read() as session:
        assert load_contracts(session, [contract])[contract].next_visit == date(2026, 6, 30)
    box.buttons()[0].click()
    qtbot.waitUntil(lambda: tab.visits.visits.item(1).text() == "By 5 Jan 2027")


def test_that_keys_leave_out_a_visit_and_the_keyboard_stays(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    add(db, every_months=6)
    panel = open_panel("contracts")
    tab = contracts(panel)
    qtbot.waitUntil(tab.visits.isVisible)
    panel.activateWindow()
    tab.visits.skip.setFocus()
    qtbot.waitUntil(tab.visits.skip.hasFocus)
    tab.visits.skip.click()
    qtbot.waitUntil(lambda: tab.visits.visits.item(0).text().startswith("Left out"))
    qtbot.waitUntil(tab.visits.visits.hasFocus)
    qtbot.keyClick(tab.visits.visits, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: tab.visits.visits.item(1).text().startswith("Left out"))
    assert tab.visits.visits.hasFocus()


def test_that_one_key_renews_a_contract(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, navigator: RecordingNavigator
) -> None:
    contract = add(db)
    tab = contracts(open_panel("contracts"))
    assert column(tab, "state") == ["Ends in 38 days"]
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: column(tab, "state") == ["Running"])
    with db.read() as session:
        assert load_contracts(session, [contract])[contract].status == "renewed"
    undo(db)
    qtbot.waitUntil(lambda: tab.model.ids() == [contract])


def test_that_a_contract_is_written_by_keyboard(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, jobs: JobRunner,
    navigator: RecordingNavigator,
) -> None:  # fmt: skip
    add_staff(db, "Wang")
    customer = add_customer(db, name="张伟")
    panel = open_panel("contracts")
    ContractCommands(db, jobs, navigator).open(None, customer, panel)
    dialog = panel.findChild(ContractDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.level, "silver")
    dialog.every_months.setCurrentIndex(dialog.every_months.findText("On days I name"))
    days = dialog.findChild(QLineEdit, "days")
    assert days is not None
    assert days.isVisible()
    qtbot.keyClicks(days, "2027-03-01, nonsense")
    assert not dialog.save_button.isEnabled()
    days.setText("2027-03-01、2027-09-01")
    qtbot.keyClick(days, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: navigator.said == ["Service contract saved"])
    with db.read() as session:
        (made,) = find_contracts(session, ContractFilter(), TODAY)
        row = load_contracts(session, [made])[made]
    assert (row.level, row.visits, row.next_visit) == ("silver", 2, date(2027, 3, 1))
    assert row.ends_on == date(2027, 11, 22)


def test_that_a_contract_opened_shows_what_is_stored(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, jobs: JobRunner,
    navigator: RecordingNavigator,
) -> None:  # fmt: skip
    contract = add(db, every_months=5)
    panel = open_panel("contracts")
    ContractCommands(db, jobs, navigator).open(contract, None, panel)
    dialog = panel.findChild(ContractDialog)
    assert dialog is not None
    with db.read() as session:
        customer = load_contracts(session, [contract])[contract].customer_id
    assert dialog.draft() == replace(YEAR, customer_id=customer, every_months=5,
                                     staff_id=dialog.staff.currentData())  # fmt: skip
    dialog.done(0)


def test_that_the_customers_page_shows_her_service_and_contracts(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator,
    clock: FakeClock,
) -> None:  # fmt: skip
    clock.now = MONDAY
    customer = add_customer(db, name="华兴机械", kind="company")
    contract = add(db, customer_id=customer)
    panel = CustomerServicePanel(db, jobs, hub, navigator)
    qtbot.addWidget(panel)
    panel.resize(700, 500)
    panel.show()
    panel.show_customer(customer)
    receive(db, customer)
    receive(db, add_customer(db, name="别人"))
    qtbot.waitUntil(lambda: panel.orders.model.rowCount() == 1)
    link = panel.findChild(QPushButton, "open_contract")
    assert link is not None
    assert link.text() == "gold · until 31 Dec"
    visit = panel.findChild(ElidedLabel, "next_visit")
    assert visit is not None
    assert visit.text() == "next visit by 31 Jan"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    press(qtbot, panel, "new_service")
    assert navigator.went == [
        ("open_contract", (contract, None)),
        ("open_service", (None, customer)),
    ]


def test_that_the_current_one_is_printed(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, navigator: RecordingNavigator
) -> None:
    panel = open_panel("orders")
    panel.print_page()
    assert navigator.said == ["Choose the service order to print"]
    order = receive(db, add_customer(db))
    tab = orders(panel)
    qtbot.waitUntil(lambda: tab.model.ids() == [order])
    tab.table.select_id(order)
    panel.print_page()
    preview = panel.window().findChild(SheetPreview)
    assert preview is not None
    preview.done(0)


def test_that_what_is_looked_for_is_read_where_the_window_lives(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator
) -> None:
    asked: list[bool] = []

    def wanted() -> tuple[str, int | None]:
        asked.append(threading.current_thread() is threading.main_thread())
        return "", None

    for make in (OrdersTab, ContractsTab):
        tab = make(db, jobs, navigator, wanted)
        qtbot.addWidget(tab)
        with qtbot.waitSignal(tab.counted):
            tab.refresh()
    assert asked
    assert all(asked)
