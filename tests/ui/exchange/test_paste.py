"""Smart paste as its user sees it: words in, fields to check, a customer stored."""

from collections.abc import Callable, Generator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.exchange.paste.tables import forget_tables
from crmdesk.models.journal.actions import undo
from crmdesk.models.journal.drafts import load_draft
from crmdesk.models.schema import Address, Channel, Customer, Interaction
from crmdesk.ui.exchange.paste_commands import PasteCommands
from crmdesk.ui.exchange.paste_dialog import DRAFT_KEY, PasteDialog
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingNavigator

ORDER = "王芳 13800138000 杭州市西湖区文三路100号 要两箱茶叶 周五前发"
Opener = Callable[..., PasteDialog]


@pytest.fixture
def navigator() -> RecordingNavigator:
    return RecordingNavigator()


@pytest.fixture
def imported() -> list[str]:
    return []


@pytest.fixture
def commands(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator, imported: list[str]
) -> Generator[PasteCommands, None, None]:
    window = QWidget()
    qtbot.addWidget(window)

    def show_import(path: Any) -> QDialog:
        imported.append(path.read_text("utf-8-sig"))
        dialog = QDialog(window)
        dialog.setObjectName("import_dialog")
        dialog.open()
        return dialog

    yield PasteCommands(db, jobs, navigator, show_import, window)
    forget_tables()


@pytest.fixture
def opened(qtbot: QtBot, commands: PasteCommands) -> Opener:
    def open_with(text: str = "") -> PasteDialog:
        dialog = commands.open(text)
        if text.strip():
            qtbot.waitUntil(lambda: bool(dialog.targets()) and not dialog._reader.waiting())
        return dialog

    return open_with


def line(dialog: PasteDialog, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, f"paste_{name}")
    assert found is not None
    return found


def press(qtbot: QtBot, dialog: PasteDialog, name: str = "save") -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def names(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(Customer.name).order_by(Customer.id)))


def test_that_a_text_fills_the_fields_and_is_marked_where_it_was_understood(
    opened: Opener,
) -> None:
    dialog = opened(ORDER)
    shown = {name: line(dialog, name).text() for name in ("name", "phones", "city", "street")}
    assert shown == {
        "name": "王芳", "phones": "13800138000", "city": "杭州市", "street": "文三路100号",
    }  # fmt: skip
    rest = dialog.findChild(QPlainTextEdit, "paste_rest")
    assert rest is not None
    assert rest.toPlainText() == "要两箱茶叶 周五前发"
    marked = [it.cursor.selectedText() for it in dialog.page.text.extraSelections()]
    assert marked == ["王芳", "13800138000", "杭州市西湖区文三路100号"]
    dialog.done(0)


def test_that_the_marks_stand_right_behind_an_emoji(opened: Opener) -> None:
    dialog = opened("😀😀 王芳 13800138000")
    marked = [it.cursor.selectedText() for it in dialog.page.text.extraSelections()]
    assert marked == ["王芳", "13800138000"]
    dialog.done(0)


def test_that_of_many_pieces_those_are_marked_that_are_seen(opened: Opener) -> None:
    """All of 400 in one line took Qt seconds, at each look."""
    numbers = [f"138{at:08d}" for at in range(400)]
    dialog = opened("王芳 " + " ".join(numbers))
    text = dialog.page.text
    marked = [it.cursor.selectedText() for it in text.extraSelections()]
    assert marked[:2] == ["王芳", numbers[0]]
    assert len(marked) < 300
    text.moveCursor(QTextCursor.MoveOperation.End)
    marked = [it.cursor.selectedText() for it in text.extraSelections()]
    assert marked[-1] == numbers[-1]
    assert "王芳" not in marked
    dialog.done(0)


def test_that_the_marks_go_with_words_typed_before_them(opened: Opener) -> None:
    dialog = opened("王芳 13800138000")
    text = dialog.page.text
    text.moveCursor(QTextCursor.MoveOperation.Start)
    text.insertPlainText("请打给：")
    text.resize(text.width() + 1, text.height())
    marked = [it.cursor.selectedText() for it in text.extraSelections()]
    assert marked == ["王芳", "13800138000"]
    dialog.done(0)


def test_that_one_key_stores_her_and_opens_her_page(
    qtbot: QtBot, db: Database, opened: Opener, navigator: RecordingNavigator
) -> None:
    dialog = opened(ORDER)
    assert dialog.page.save.hasFocus()
    qtbot.keyClick(dialog.page.save, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(navigator.said))
    assert names(db) == ["王芳"]
    assert navigator.went[-1][0] == "open_customer"
    with db.read() as session:
        assert session.scalars(select(Interaction.text)).all() == ["要两箱茶叶 周五前发"]
    undo(db)
    assert names(db) == []


def test_that_what_is_typed_is_read_at_once_and_ctrl_enter_stores_it(
    qtbot: QtBot, db: Database, opened: Opener, navigator: RecordingNavigator
) -> None:
    dialog = opened()
    assert not dialog.page.save.isEnabled()
    type_text(qtbot, dialog.page.text, "李明 13900139000")
    qtbot.waitUntil(lambda: line(dialog, "name").text() == "李明")
    qtbot.keyClick(dialog.page.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(navigator.said))
    assert names(db) == ["李明"]


def test_that_a_field_changed_by_hand_stays_when_more_is_typed(
    qtbot: QtBot, db: Database, opened: Opener, navigator: RecordingNavigator
) -> None:
    dialog = opened(ORDER)
    line(dialog, "name").setText("王方")
    line(dialog, "address").setText("上海市浦东新区世纪大道1号")
    assert line(dialog, "city").text() == "上海市"
    dialog.page.text.appendPlainText("微信 wangfang_88")
    qtbot.waitUntil(lambda: line(dialog, "wechat").text() == "wangfang_88")
    assert line(dialog, "name").text() == "王方"
    press(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(navigator.said))
    assert names(db) == ["王方"]


def test_that_words_not_read_yet_are_stored_once_they_are(
    qtbot: QtBot, db: Database, opened: Opener, navigator: RecordingNavigator
) -> None:
    dialog = opened()
    type_text(qtbot, dialog.page.text, "李明 13900139000")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(navigator.said))
    assert names(db) == ["李明"]


def test_that_parts_of_an_address_typed_by_hand_are_stored_until_another_is_typed(
    qtbot: QtBot, db: Database, opened: Opener, navigator: RecordingNavigator
) -> None:
    dialog = opened(ORDER)
    line(dialog, "district").setText("余杭区")
    line(dialog, "address").setText("上海市浦东新区世纪大道1号")
    assert line(dialog, "district").text() == "浦东新区"
    line(dialog, "postcode").setText("200120")
    press(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(navigator.said))
    with db.read() as session:
        (stored,) = session.scalars(select(Address)).all()
        assert (stored.city, stored.street) == ("上海市", "浦东新区世纪大道1号")
        assert stored.postcode == "200120"


def test_that_somebody_known_is_added_to_unless_the_user_wants_a_new_one(
    qtbot: QtBot, db: Database, opened: Opener, navigator: RecordingNavigator
) -> None:
    customer = add_customer(db, name="王芳", phone="13800138000")
    dialog = opened(ORDER + " 微信 wangfang_88")
    assert dialog.page.known.isVisible()
    assert dialog.page.save.text() == "Add to 王芳"
    press(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(navigator.said))
    assert navigator.went[-1] == ("open_customer", (customer,))
    assert names(db) == ["王芳"]
    with db.read() as session:
        assert session.scalars(select(Channel.value)).all() == ["wangfang_88"]
    again = opened(ORDER)
    press(qtbot, again, "choice_0")
    assert again.page.save.text() == "Create customer"
    press(qtbot, again)
    qtbot.waitUntil(lambda: len(navigator.said) == 2)
    assert names(db) == ["王芳", "王芳"]


def test_that_somebody_of_the_same_name_is_only_a_warning(db: Database, opened: Opener) -> None:
    add_customer(db, name="王芳")
    dialog = opened(ORDER)
    assert dialog.page.known.isVisible()
    assert dialog.page.save.text() == "Create customer"
    dialog.done(0)


def test_that_it_may_be_about_the_customer_shown(
    qtbot: QtBot, db: Database, commands: PasteCommands, navigator: RecordingNavigator
) -> None:
    customer = add_customer(db, name="杭州云帆建材有限公司", kind="company")
    dialog = commands.open("王芳 2026/11/20 14:05\n要两箱", customer)
    qtbot.waitUntil(dialog.page.known.isVisible)
    assert dialog.page.save.text() == "Create customer"
    press(qtbot, dialog, f"choice_{customer}")
    assert dialog.page.save.text() == "Add to 杭州云帆建材有限公司"
    press(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(navigator.said))
    assert navigator.went[-1] == ("open_customer", (customer,))


def test_that_a_chat_with_her_is_added_to_the_customer_shown(
    qtbot: QtBot, db: Database, commands: PasteCommands
) -> None:
    customer = add_customer(db, name="王芳")
    dialog = commands.open("王芳 2026/11/20 14:05\n要两箱", customer)
    qtbot.waitUntil(lambda: dialog.page.save.text() == "Add to 王芳")
    dialog.done(0)


def test_that_several_people_are_listed_ticked_and_stored_together(
    qtbot: QtBot, db: Database, opened: Opener, navigator: RecordingNavigator
) -> None:
    dialog = opened("王芳 13800138000\n李明 13900139000\n张姐 13700137000")
    people = dialog.page.people
    assert people.isVisible()
    assert dialog.page.save.text() == "Store 3 customers"
    people.setCurrentRow(1)
    assert line(dialog, "name").text() == "李明"
    line(dialog, "name").setText("李明明")
    people.item(2).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.page.save.text() == "Store 2 customers"
    press(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(navigator.said))
    assert names(db) == ["王芳", "李明明"]
    undo(db)
    assert names(db) == []


def test_that_a_chat_becomes_an_entry_of_the_log(
    qtbot: QtBot, db: Database, opened: Opener, navigator: RecordingNavigator
) -> None:
    dialog = opened("李明 2026/11/20 14:03\n到货了\n王芳 2026/11/20 14:05\n要两箱")
    press(qtbot, dialog, "choice_王芳")
    qtbot.waitUntil(lambda: line(dialog, "name").text() == "王芳")
    press(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(navigator.said))
    assert names(db) == ["王芳"]
    with db.read() as session:
        (entry,) = session.scalars(select(Interaction)).all()
        assert (entry.kind, entry.text) == ("wechat", "李明：到货了\n王芳：要两箱")


def test_that_a_bad_birthday_is_told_under_its_field_and_nothing_is_stored(
    qtbot: QtBot, opened: Opener
) -> None:
    dialog = opened("王芳 13800138000 生日3月8日")
    line(dialog, "birthday").setText("某天")
    assert not dialog.page.save.isEnabled()
    line(dialog, "birthday").setText("3月9日")
    assert dialog.page.save.isEnabled()
    dialog.done(0)


def test_that_rows_of_a_table_go_to_the_import(
    qtbot: QtBot, commands: PasteCommands, opened: Opener, imported: list[str]
) -> None:
    rows = "姓名\t手机\n王芳\t13800138000"
    QGuiApplication.clipboard().setText(rows)
    commands.paste()
    assert imported == [rows]
    dialog = opened()
    dialog.page.text.setPlainText(rows)
    qtbot.waitUntil(lambda: dialog.page.save.text() == "Open in the import…")
    press(qtbot, dialog)
    assert imported == [rows, rows]
    for shown in QApplication.topLevelWidgets():
        if shown.objectName() == "import_dialog":
            shown.close()


def test_that_words_typed_are_not_thrown_away_without_asking(
    qtbot: QtBot, db: Database, opened: Opener
) -> None:
    dialog = opened()
    type_text(qtbot, dialog.page.text, "李明 13900139000")
    qtbot.waitUntil(lambda: dialog.page.save.isEnabled())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    (box,) = dialog.findChildren(QMessageBox, "confirm")
    assert dialog.isVisible()
    box.done(0)
    dialog.done(0)


def test_that_words_of_a_crash_are_there_again(
    qtbot: QtBot, db: Database, jobs: JobRunner, opened: Opener
) -> None:
    dialog = opened()
    type_text(qtbot, dialog.page.text, "李明 13900139000")
    dialog._saver.flush()
    qtbot.waitUntil(lambda: _kept(db) == {"text": "李明 13900139000"})
    again = PasteDialog(db, jobs, "", dialog.parentWidget())
    assert again.page.text.toPlainText() == "李明 13900139000"
    again.done(0)
    dialog.done(0)
    qtbot.waitUntil(lambda: _kept(db) is None)


def _kept(db: Database) -> Any:
    with db.read() as session:
        kept = load_draft(session, DRAFT_KEY, db.staff_id)
    return kept.data if kept else None


def test_that_a_failed_write_keeps_every_word(
    qtbot: QtBot, db: Database, opened: Opener, navigator: RecordingNavigator
) -> None:
    customer = add_customer(db, name="王芳", phone="13800138000")
    dialog = opened(ORDER)
    with db.write("customer.delete", name="王芳") as session:
        delete_customer(session, customer)
    press(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QMessageBox, "failure")))
    assert dialog.isEnabled()
    assert dialog.page.text.toPlainText() == ORDER
    for box in dialog.findChildren(QMessageBox, "failure"):
        box.done(0)
    with db.read() as session:
        assert session.scalar(select(func.count(Customer.id))) == 0
    dialog.done(0)
