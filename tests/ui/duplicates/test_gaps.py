"""Missing, wrong and stale facts, mended where they stand."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.bulk import set_source
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Customer, Phone
from crmdesk.ui.duplicates.gaps_tab import GapsTab
from crmdesk.ui.duplicates.panel import CleaningPanel
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer, add_interaction, add_staff
from tests.support.navigator import RecordingNavigator


@pytest.fixture
def make(
    qtbot: Any, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> Any:
    def made(tab: int, kind: str) -> GapsTab:
        panel = CleaningPanel(db, jobs, hub, navigator)
        qtbot.addWidget(panel)
        panel.resize(1200, 760)
        panel.show()
        panel.tabs.setCurrentIndex(tab)
        found: GapsTab = panel.tabs.widget(tab)  # type: ignore[assignment]
        found.chips.choose(kind)
        qtbot.waitUntil(lambda: jobs.running() == 0)
        found.table.setFocus()
        return found

    return made


def numbers(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(Phone.e164).order_by(Phone.id)))


def test_that_a_wrong_number_is_mended_in_its_cell_and_taken_back(
    qtbot: Any, db: Database, make: Any, navigator: RecordingNavigator
) -> None:
    add_customer(db, "王芳", phone="1380013800")
    tab = make(1, "bad_phone")
    columns = [column.key for column in tab.model.columns]
    assert tab.model.index(0, columns.index("wrong")).data() == "1 digit is missing"
    qtbot.keyClick(tab.table, Qt.Key.Key_F2)
    assert tab.editor.text() == "1380013800"
    tab.editor.setText("13800138001")
    qtbot.keyClick(tab.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: numbers(db) == ["+8613800138001"])
    qtbot.waitUntil(lambda: tab.model.rowCount() == 0)
    qtbot.waitUntil(lambda: navigator.said == ["Phone of 王芳 saved"])
    undo(db)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)


def test_that_escape_leaves_the_number_as_it_was(qtbot: Any, db: Database, make: Any) -> None:
    add_customer(db, "王芳")
    tab = make(1, "no_phone")
    qtbot.keyClick(tab.table, Qt.Key.Key_F2)
    tab.editor.setText("13800138000")
    qtbot.keyClick(tab.editor, Qt.Key.Key_Escape)
    assert not tab.editor.isVisible()
    assert numbers(db) == []


def test_that_a_missing_number_is_typed_in_the_list(qtbot: Any, db: Database, make: Any) -> None:
    add_customer(db, "王芳")
    tab = make(1, "no_phone")
    qtbot.keyClick(tab.table, Qt.Key.Key_F2)
    tab.editor.setText("138 0013 8000")
    qtbot.keyClick(tab.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: numbers(db) == ["+8613800138000"])


def test_that_many_are_given_an_owner_a_source_or_a_stage_at_once(
    qtbot: Any, db: Database, make: Any
) -> None:
    keys = [add_customer(db, name) for name in ("甲", "乙", "丙")]
    chen = add_staff(db, "陈静")
    with db.write("customers.source", count=1) as session:
        set_source(session, [add_customer_in(session)], "展会")
    tab = make(1, "no_owner")
    tab.table.select_ids(keys[:2], keys[0])
    press(qtbot, tab, "gap_owner")
    menu = tab.findChild(object, "owner_menu")
    next(action for action in menu.actions() if action.text() == "陈静").trigger()

    def owners() -> list[int]:
        with db.read() as session:
            return list(session.scalars(select(Customer.id).where(Customer.owner_id == chen)))

    qtbot.waitUntil(lambda: sorted(owners()) == keys[:2])
    qtbot.waitUntil(lambda: list(tab.model.ids()) == keys[2:])
    menu.close()
    tab.chips.choose("no_source")
    qtbot.waitUntil(lambda: sorted(tab.model.ids()) == keys[1:])
    tab.table.select_ids([keys[2]], keys[2])
    press(qtbot, tab, "gap_source")
    menu = tab.findChild(object, "source_menu")
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: list(tab.model.ids()) == keys[1:2])
    menu.close()


def press(qtbot: Any, tab: GapsTab, name: str) -> None:
    qtbot.mouseClick(tab.findChild(QAbstractButton, name), Qt.MouseButton.LeftButton)


def add_customer_in(session: Any) -> int:
    """Somebody, so that the office knows a source."""
    return int(session.scalars(select(Customer.id)).first())


def test_that_who_was_silent_is_logged_or_deleted_from_the_list(
    qtbot: Any, db: Database, make: Any, navigator: RecordingNavigator
) -> None:
    key = add_customer(db, "王芳")
    add_interaction(db, key, at=db.now() - timedelta(days=500))
    tab = make(2, "silent")
    assert tab.model.ids() == [key]
    qtbot.keyClick(tab.table, Qt.Key.Key_G)
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    assert navigator.went == [("log_interaction", (key,)), ("open_customer", (key,))]
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 0)
    undo(db)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)


def test_that_the_menu_of_a_row_offers_what_can_be_done(
    qtbot: Any, db: Database, make: Any
) -> None:
    add_customer(db, "王芳")
    tab = make(1, "no_phone")
    at = tab.table.visualRect(tab.table.model().index(0, 0)).center()
    tab.table.customContextMenuRequested.emit(at)
    menu = tab.findChild(object, "gap_menu")
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert texts == ["Open", "Change the number", "Log a contact", "Owner", "Source", "Stage",
                     "Delete"]  # fmt: skip
    menu.close()
