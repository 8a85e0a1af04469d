"""The journal as a screen: who changed what when, found by filters, seen field by field."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.customers.bulk import delete_customers
from crmdesk.models.journal.actions import undo
from crmdesk.models.logbook.filters import JournalFilter
from crmdesk.models.office.lists import add_entry
from crmdesk.models.schema import Customer
from crmdesk.ui.journal.panel import JournalPanel
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.navigator import RecordingNavigator


@pytest.fixture
def customer(db: Database) -> int:
    made = add_customer(db, "王芳", phone="13800138000")
    with db.write("customer.edit", name="王芳") as session:
        row = session.get_one(Customer, made)
        row.title, row.note = "经理", "爱喝茶。" * 80
    with db.write("list.add", name="VIP") as session:
        add_entry(session, "tag", "VIP")
    return made


@pytest.fixture
def panel(
    qtbot: Any, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator,
    customer: int,
) -> JournalPanel:  # fmt: skip
    made = JournalPanel(db, jobs, hub, navigator)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    return made


def texts(panel: JournalPanel) -> list[str]:
    rows = (panel.model.row_at(panel.model.index(at, 0)) for at in range(panel.model.rowCount()))
    return [row.text for row in rows]


def stand_on(qtbot: Any, panel: JournalPanel, row: int) -> None:
    panel.table.select_id(panel.model.ids()[row])
    title = panel.model.row_at(panel.model.index(row, 0)).text
    qtbot.waitUntil(lambda: panel.pane.title.text() == title)


def seen(panel: JournalPanel) -> str:
    return panel.pane.view.toPlainText()


def child(parent: QWidget, name: str) -> Any:
    found = parent.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_that_the_newest_is_stood_on_and_told_field_by_field(
    qtbot: Any, panel: JournalPanel
) -> None:
    assert texts(panel)[0] == "Add “VIP” to the list"
    stand_on(qtbot, panel, 1)
    qtbot.waitUntil(lambda: "经理" in seen(panel))
    told = seen(panel)
    assert "Job title" in told
    assert "Changed" in told
    assert "note" not in told, "no column names"


def test_that_a_long_text_folds_and_opens(qtbot: Any, panel: JournalPanel) -> None:
    stand_on(qtbot, panel, 1)
    qtbot.waitUntil(lambda: "…" in seen(panel))
    short = len(seen(panel))
    panel.pane.view.anchorClicked.emit("fold:0")
    assert len(seen(panel)) > short + 100
    panel.pane.view.anchorClicked.emit("fold:0")
    assert len(seen(panel)) == short


def test_that_words_of_customers_are_never_markup(
    qtbot: Any, db: Database, panel: JournalPanel, customer: int
) -> None:
    with db.write("customer.edit", name="王芳") as session:
        session.get_one(Customer, customer).title = "<b>x</b><img src='http://a/b'>"
    qtbot.waitUntil(lambda: panel.model.rowCount() == 4)
    stand_on(qtbot, panel, 0)
    qtbot.waitUntil(lambda: "<b>x</b><img" in seen(panel))


def test_that_filters_leave_what_they_are_about(
    qtbot: Any, panel: JournalPanel, customer: int
) -> None:
    panel.show_customer(customer)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    assert panel.filters.customer.text() == "王芳"
    child(panel, "journal_clear").click()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)
    panel.show_filter(JournalFilter(groups=("office",)))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    panel.search.setText("nobody")
    qtbot.waitUntil(lambda: panel.area.currentWidget() is not panel.table)
    assert panel.pane.title.text() == "Choose a change to see what it did."
    panel._clear()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)


def test_that_days_of_ones_own_are_asked_for_only_then(panel: JournalPanel) -> None:
    assert panel.filters.first.isHidden()
    panel.filters.period.set_values(["own"])
    panel.filters.period.changed.emit(["own"])
    assert not panel.filters.first.isHidden()


def test_that_enter_opens_the_customer_and_delete_does_nothing(
    qtbot: Any, panel: JournalPanel, navigator: RecordingNavigator, customer: int
) -> None:
    stand_on(qtbot, panel, 1)
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert navigator.went == [("open_customer", (customer,))]
    panel.table.select_id(panel.model.ids()[0])
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert navigator.said == ["This concerns no customer there is now."]


def test_that_one_is_undone_from_beside_and_several_at_once(
    qtbot: Any, panel: JournalPanel, navigator: RecordingNavigator
) -> None:
    stand_on(qtbot, panel, 1)
    panel.pane.undo_button.click()
    ids = panel.model.ids()
    assert navigator.went == [("undo_change", (ids[1], "Edit 王芳"))]
    assert panel.bar.isHidden()
    panel.table.selectAll()
    assert panel.bar.count.text() == "3 changes selected"
    child(panel, "undo_selected").click()
    assert navigator.went[1:] == [("undo_changes", (ids,))]


def test_that_what_was_undone_says_so_and_an_undo_is_done_again(
    qtbot: Any, db: Database, panel: JournalPanel
) -> None:
    undo(db)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 4)
    stand_on(qtbot, panel, 1)
    assert not panel.pane.undo_button.isEnabled()
    assert panel.pane.reason.text() == "This was undone already."
    stand_on(qtbot, panel, 0)
    assert panel.pane.undo_button.text() == "Redo this"


def test_that_deleted_customers_can_be_brought_back_from_the_list_of_deletions(
    qtbot: Any, db: Database, panel: JournalPanel, customer: int
) -> None:
    with db.write("customer.delete", name="王芳") as session:
        delete_customers(session, [customer])
    qtbot.waitUntil(lambda: panel.model.rowCount() == 4)
    panel.show_filter(JournalFilter(groups=("deletions",)))
    qtbot.waitUntil(lambda: texts(panel) == ["Delete 王芳"])
    stand_on(qtbot, panel, 0)
    assert panel.pane.undo_button.text() == "Restore"
    assert panel.pane.customer_button.isHidden()
    qtbot.waitUntil(lambda: "13800138000" in seen(panel).replace(" ", ""))


def test_that_a_name_beside_leads_to_the_customer(
    qtbot: Any, panel: JournalPanel, navigator: RecordingNavigator, customer: int
) -> None:
    stand_on(qtbot, panel, 2)
    qtbot.waitUntil(lambda: "王芳" in seen(panel))
    panel.pane.view.anchorClicked.emit(f"customer:{customer}")
    assert navigator.went == [("open_customer", (customer,))]
