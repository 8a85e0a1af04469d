"""What is done with the customers selected: by bar, menu, key and command."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.customers.listing import find_ids
from crmdesk.models.customers.rows import CustomerRow, load_rows
from crmdesk.models.journal.actions import undo
from crmdesk.models.journal.queries import load_history
from crmdesk.ui.customers.commands import register_list_commands
from crmdesk.ui.kit.commands import Commands
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer, add_staff
from tests.support.customer_list import CustomerList
from tests.support.keyboard import type_text


@pytest.fixture
def opened(qtbot: QtBot, db: Database, jobs: JobRunner) -> CustomerList:
    add_staff(db, "安然")
    add_customer(db, "陈静", tags=("VIP",), phones=("13800138000", "021-55550100"))
    add_customer(db, "李娜")
    add_customer(db, "张伟")
    return CustomerList(qtbot, db, jobs)


def rows(db: Database) -> dict[str, CustomerRow]:
    with db.read() as session:
        ids = find_ids(session, CustomerFilter(), now=db.now())
        return {row.name: row for row in load_rows(session, ids).values()}


def last_action(db: Database) -> str:
    with db.read() as session:
        return load_history(session, limit=1)[0].text


def context_menu(opened: CustomerList, name: str) -> None:
    place = opened.place_of(name) + QPoint(60, 20)
    opened.table.customContextMenuRequested.emit(place)


def test_that_the_bar_comes_for_two_and_goes_with_esc(opened: CustomerList) -> None:
    bar = opened.panel.findChild(QLabel, "selected_count")
    assert bar is not None
    opened.select("陈静")
    assert not bar.isVisible()
    opened.select("陈静", "张伟")
    assert bar.isVisible()
    assert bar.text() == "2 selected"
    opened.qtbot.keyClick(opened.table, Qt.Key.Key_Escape)
    opened.settle()
    assert not bar.isVisible()
    assert opened.table.selected_count() == 1


def test_that_a_tag_some_have_is_given_to_all_then_taken_from_all(
    opened: CustomerList, db: Database
) -> None:
    opened.select("陈静", "李娜")
    opened.press("bulk_tag")
    picker = opened.panel.deeds.tags
    opened.pick(picker, "VIP")
    assert [tag.name for tag in rows(db)["李娜"].tags] == ["VIP"]
    assert opened.navigator.said == ["2 customers tagged “VIP”"]
    opened.pick(picker, "VIP")
    assert rows(db)["陈静"].tags == ()
    assert opened.navigator.said[-1] == "Tag “VIP” taken from 2 customers"
    picker.hide()
    assert opened.table.selected_count() == 2


def test_that_a_new_tag_is_made_by_typing_it(opened: CustomerList, db: Database) -> None:
    opened.select("李娜", "张伟")
    opened.press("bulk_tag")
    picker = opened.panel.deeds.tags
    opened.qtbot.waitUntil(picker.isVisible)
    type_text(opened.qtbot, picker.search, "华东")
    opened.qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    opened.settle()
    picker.hide()
    found = rows(db)
    assert [tag.name for tag in (*found["李娜"].tags, *found["张伟"].tags)] == ["华东", "华东"]


def test_that_many_are_assigned_and_given_back(opened: CustomerList, db: Database) -> None:
    opened.select("陈静", "李娜")
    opened.press("bulk_owner")
    opened.choose(opened.menu("owner_menu"), "安然")
    assert rows(db)["李娜"].owner == "安然"
    assert opened.navigator.said == ["2 customers assigned to 安然"]
    opened.press("bulk_owner")
    opened.choose(opened.menu("owner_menu"), "No owner")
    assert rows(db)["李娜"].owner == ""
    assert last_action(db) == "Take the owner from 2 customers"


def test_that_many_change_their_stage(opened: CustomerList, db: Database) -> None:
    opened.select("陈静", "李娜")
    opened.press("bulk_stage")
    opened.choose(opened.menu("stage_menu"), "Lost")
    assert rows(db)["陈静"].stage == rows(db)["李娜"].stage == "lost"
    undo(db)
    opened.settle()
    assert rows(db)["陈静"].stage == "potential"


def test_that_several_are_exported_in_the_order_shown(opened: CustomerList) -> None:
    opened.select("张伟", "陈静")
    opened.press("bulk_export")
    assert opened.navigator.went == [("open_export", ())]
    ids = opened.panel.results.model.ids()
    assert list(opened.panel.shown().selected) == [ids[0], ids[2]]
    assert list(opened.panel.shown().columns)[:2] == ["name", "phone"]


def test_that_del_deletes_and_undo_brings_back(opened: CustomerList, db: Database) -> None:
    opened.select("陈静", "李娜")
    opened.qtbot.keyClick(opened.table, Qt.Key.Key_Delete)
    opened.wait_for("张伟")
    opened.settle()
    assert opened.navigator.said == ["2 customers deleted"]
    assert last_action(db) == "Delete 2 customers"
    undo(db)
    opened.wait_for("陈静", "李娜", "张伟")
    opened.settle()


def test_that_one_is_deleted_by_name(opened: CustomerList, db: Database) -> None:
    opened.select("李娜")
    opened.qtbot.keyClick(opened.table, Qt.Key.Key_Delete)
    opened.wait_for("陈静", "张伟")
    opened.settle()
    assert opened.navigator.said == ["李娜 deleted"]
    assert last_action(db) == "Delete 李娜"


def test_that_a_great_deletion_is_asked_about(opened: CustomerList, db: Database) -> None:
    for number in range(9):
        add_customer(db, f"客户{number}")
    opened.settle()
    opened.table.selectAll()
    opened.qtbot.keyClick(opened.table, Qt.Key.Key_Delete)
    box = opened.panel.findChild(QMessageBox, "confirm")
    assert box is not None
    assert box.text() == "Delete 12 customers?"
    assert len(rows(db)) == 12
    do = box.findChild(QPushButton, "do")
    assert do is not None
    opened.qtbot.mouseClick(do, Qt.MouseButton.LeftButton)
    opened.wait_for()
    opened.settle()


def test_that_the_menu_of_one_leads_where_she_is_dealt_with(opened: CustomerList) -> None:
    opened.select("陈静")
    key = opened.panel.current_customer()
    for text in ("Open", "Log a contact", "New follow-up", "New complaint"):
        context_menu(opened, "陈静")
        opened.choose(opened.menu("customer_menu"), text)
    assert opened.navigator.went == [
        ("open_customer", (key,)),
        ("log_interaction", (key,)),
        ("open_follow_up", (None, key)),
        ("open_complaint", (None, key)),
    ]


def test_that_each_number_can_be_copied_from_the_menu(opened: CustomerList) -> None:
    opened.select("陈静")
    context_menu(opened, "陈静")
    opened.choose(opened.menu("customer_menu"), "Copy 021-5555 0100")
    assert QGuiApplication.clipboard().text() == "02155550100"


def test_that_a_stage_set_for_one_stands_in_her_history(opened: CustomerList, db: Database) -> None:
    opened.select("李娜")
    context_menu(opened, "李娜")
    opened.choose(opened.menu("customer_menu"), "Interested")
    assert rows(db)["李娜"].stage == "interested"
    assert last_action(db) == "Edit 李娜"


def test_that_commands_act_only_on_who_is_selected(opened: CustomerList, db: Database) -> None:
    commands = Commands(opened.panel)
    register_list_commands(commands, opened.panel.deeds)
    commands.run("customers.delete")
    assert len(rows(db)) == 3
    opened.select("陈静")
    commands.run("customer.copy_phone")
    assert opened.navigator.said == ["Copied: 13800138000"]
    commands.run("customers.tag")
    opened.pick(opened.panel.deeds.tags, "VIP")
    assert opened.navigator.said[-1] == "Tag “VIP” taken from 陈静"
    opened.panel.deeds.tags.hide()
    commands.run("customers.assign")
    opened.choose(opened.menu("owner_menu"), "安然")
    commands.run("customers.stage")
    opened.choose(opened.menu("stage_menu"), "Customer")
    commands.run("customers.delete")
    opened.wait_for("李娜", "张伟")
    opened.settle()


def test_that_a_write_that_fails_is_told_and_nothing_is_lost(
    opened: CustomerList, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_arguments: object) -> None:
        from crmdesk.models.core.errors import CrmError

        raise CrmError("database.busy")

    monkeypatch.setattr("crmdesk.ui.kit.customer_acts.delete_customer", busy)
    opened.select("陈静")
    opened.qtbot.keyClick(opened.table, Qt.Key.Key_Delete)
    opened.settle()
    box = opened.panel.findChild(QMessageBox, "failure")
    assert box is not None
    box.close()
    assert len(rows(db)) == 3
