"""Logging from anywhere, and changing what was logged."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.interactions.actions import delete_interaction
from crmdesk.models.schema import FollowUp, Interaction
from crmdesk.ui.interactions.commands import InteractionCommands
from crmdesk.ui.interactions.dialog import InteractionDialog
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_contact, add_customer, add_follow_up, add_interaction
from tests.support.databases import NOW
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingNavigator


@pytest.fixture
def commands(db: Database, jobs: JobRunner, navigator: RecordingNavigator) -> InteractionCommands:
    return InteractionCommands(db, jobs, navigator)


def logged(db: Database) -> list[Interaction]:
    with db.read() as session:
        return list(session.scalars(select(Interaction).order_by(Interaction.id)))


def edit_dialog(window: QWidget) -> InteractionDialog:
    found = window.findChild(InteractionDialog)
    assert found is not None
    return found


def test_that_a_contact_is_logged_from_anywhere_in_a_few_keys(
    qtbot: QtBot,
    db: Database,
    commands: InteractionCommands,
    navigator: RecordingNavigator,
    window: QWidget,
) -> None:
    add_customer(db, "李娜")
    customer = add_customer(db, "张伟", phone="13800138000")
    dialog = commands.log(None, window)
    qtbot.waitUntil(dialog.customer.hasFocus)
    keys = 0
    for key in "zw":
        qtbot.keyClick(dialog.customer, key)
        keys += 1
    qtbot.waitUntil(lambda: dialog.customer.list.isVisible() and dialog.customer.list.count() > 0)
    qtbot.keyClick(dialog.customer, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.composer.words.hasFocus)
    type_text(qtbot, dialog.composer.words, "要两箱样品")
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.composer.words, Qt.Key.Key_Return)
    assert keys + 3 == 5  # Ctrl+L, two letters, Enter, (the words), Enter
    assert [(row.customer_id, row.text) for row in logged(db)] == [(customer, "要两箱样品")]
    assert navigator.said == ["Logged with 张伟"]


def test_that_a_customer_nobody_knows_can_be_created(
    qtbot: QtBot,
    commands: InteractionCommands,
    navigator: RecordingNavigator,
    window: QWidget,
) -> None:
    dialog = commands.log(None, window)
    qtbot.waitUntil(dialog.customer.hasFocus)
    type_text(qtbot, dialog.customer, "Ada")
    qtbot.waitUntil(lambda: dialog.customer.list.count() > 0)
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.customer, Qt.Key.Key_Return)
    assert navigator.went == [("new_customer", ("Ada",))]


def test_that_esc_leaves_and_the_words_wait(
    qtbot: QtBot, db: Database, commands: InteractionCommands, window: QWidget
) -> None:
    customer = add_customer(db)
    dialog = commands.log(customer, window)
    qtbot.waitUntil(dialog.composer.words.hasFocus)
    type_text(qtbot, dialog.composer.words, "not yet")
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    again = commands.log(customer, window)
    assert again.composer.words.toPlainText() == "not yet"
    again.reject()
    assert logged(db) == []


def test_that_a_birthday_comes_with_words_and_a_follow_up_is_done_along(
    qtbot: QtBot, db: Database, commands: InteractionCommands, window: QWidget
) -> None:
    customer = add_customer(db, "华兴机械", kind="company")
    contact = add_contact(db, customer, "李工")
    follow_up = add_follow_up(db, customer, NOW.date(), "祝福")
    dialog = commands.log(
        customer,
        window,
        contact_id=contact,
        purpose="care",
        text="Birthday wishes",
        follow_up=(follow_up, "祝福"),
    )
    qtbot.waitUntil(dialog.composer.words.hasFocus)
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.composer.words, Qt.Key.Key_Return)
    (entry,) = logged(db)
    assert (entry.purpose, entry.contact_id, entry.text) == ("care", contact, "Birthday wishes")
    with db.read() as session:
        assert session.get_one(FollowUp, follow_up).status == "done"


def test_that_the_form_shows_an_entry_and_stores_its_change(
    qtbot: QtBot, db: Database, commands: InteractionCommands, window: QWidget
) -> None:
    customer = add_customer(db, "华兴机械", kind="company")
    contact = add_contact(db, customer, "李工")
    at = NOW - timedelta(days=2, seconds=17)
    entry = add_interaction(
        db, customer, "一", at=at, kind="visit", direction="", minutes=30, cost=1250,
        outcome="agreed", purpose="sales", contact_id=contact, currency="CNY",
    )  # fmt: skip
    commands.edit(entry, window)
    dialog = edit_dialog(window)
    assert dialog.words.toPlainText() == "一"
    assert (dialog.kinds.kind(), dialog.kinds.direction()) == ("visit", "")
    assert dialog.contact.currentText() == "李工"
    type_text(qtbot, dialog.words, "二")
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: logged(db)[0].text == "一二")
    (row,) = logged(db)
    assert (row.at, row.direction, row.minutes, row.cost) == (at, "", 30, 1250)
    assert (row.outcome, row.purpose, row.contact_id) == ("agreed", "sales", contact)
    qtbot.waitUntil(lambda: window.findChild(InteractionDialog) is None)


def test_that_the_form_says_what_is_wrong_under_its_field(
    qtbot: QtBot, db: Database, commands: InteractionCommands, window: QWidget
) -> None:
    entry = add_interaction(db, add_customer(db), "一")
    commands.edit(entry, window)
    dialog = edit_dialog(window)
    dialog.cost.setText("viel")
    save = dialog.findChild(QPushButton, "save")
    assert save is not None
    assert not save.isEnabled()
    dialog.cost.setText("12")
    dialog.words.clear()
    dialog.outcome.set_value(None)
    assert not save.isEnabled()
    dialog.words.setPlainText("二")
    dialog.at.clock.setText("23:59")
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    below = dialog.findChild(QWidget, "at_problem")
    assert below is not None
    qtbot.waitUntil(lambda: "future" in below.property("text"))
    dialog.done(0)


def test_that_an_entry_gone_meanwhile_is_told(
    qtbot: QtBot, db: Database, commands: InteractionCommands, window: QWidget
) -> None:
    entry = add_interaction(db, add_customer(db), "一")
    with db.write("interaction.delete", name="") as session:
        delete_interaction(session, entry)
    commands.edit(entry, window)
    box = next(one for one in QApplication.topLevelWidgets() if one.objectName() == "failure")
    assert "deleted meanwhile" in box.property("text")
    box.close()


def test_that_a_composer_says_when_it_logged(
    qtbot: QtBot, db: Database, commands: InteractionCommands, navigator: RecordingNavigator
) -> None:
    composer = commands.composer()
    qtbot.addWidget(composer)
    composer.show_customer(add_customer(db))
    composer.words.setPlainText("x")
    with qtbot.waitSignal(composer.saved):
        composer.submit()
    assert navigator.said == ["Logged"]


def test_that_a_next_step_is_noted_and_changed_in_the_form_of_an_entry(
    qtbot: QtBot, db: Database, commands: InteractionCommands, window: QWidget
) -> None:
    entry = add_interaction(db, add_customer(db))

    def steps() -> list[tuple[str, str, int | None]]:
        with db.read() as session:
            rows = session.scalars(select(FollowUp))
            return [(row.text, f"{row.due_on}", row.interaction_id) for row in rows]

    commands.edit(entry, window)
    dialog = edit_dialog(window)
    assert dialog.next.text() == ""
    type_text(qtbot, dialog.next.line, "周五 送样品")
    with qtbot.waitSignal(dialog.finished):
        dialog.submit()
    assert steps() == [("送样品", "2026-11-27", entry)]
    commands.edit(entry, window)
    again = next(one for one in window.findChildren(InteractionDialog) if one is not dialog)
    assert again.next.text() == "2026-11-27 送样品"
    again.next.set_text("下周一 送两份样品")
    with qtbot.waitSignal(again.finished):
        again.submit()
    assert steps() == [("送两份样品", "2026-11-23", entry)]
