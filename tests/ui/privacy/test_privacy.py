"""Personal information in the window: ground and notice, a copy of all data, erasure."""

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.engines.sqlite import SqliteStorage
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.refusals import count_refusals
from crmdesk.models.personal_copy.pack import load_copy
from crmdesk.models.privacy.basis import BasisRow, load_basis
from crmdesk.models.privacy.gone import load_gone
from crmdesk.models.privacy.settings import load_law
from crmdesk.models.schema import Contact, Customer
from crmdesk.ui.exchange.field_choices import choices_for
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.office.law_card import LawCard
from crmdesk.ui.privacy.basis_dialog import BasisDialog
from crmdesk.ui.privacy.commands import PrivacyCommands
from crmdesk.ui.privacy.erase_dialog import EraseDialog, ErasureDraft, last_backup_gone
from crmdesk.ui.privacy.gone_dialog import GoneDialog
from crmdesk.ui.privacy.printing import copy_sheet
from tests.support.builders import add_contact, add_customer, add_interaction, add_order, add_phone
from tests.support.navigator import RecordingNavigator

NEWEST = date(2026, 11, 20)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def go() -> RecordingNavigator:
    return RecordingNavigator()


@pytest.fixture
def commands(
    db: Database, jobs: JobRunner, window: QWidget, go: RecordingNavigator
) -> PrivacyCommands:
    return PrivacyCommands(db, jobs, go, lambda: NEWEST, window)


def basis(db: Database, customer: int) -> BasisRow:
    with db.read() as session:
        return load_basis(session, customer)


def gone(qtbot: QtBot, window: QWidget, kind: type[QWidget]) -> None:
    qtbot.waitUntil(lambda: not window.findChildren(kind))


def test_that_copying_the_text_notes_that_she_was_told_today(
    qtbot: QtBot, db: Database, window: QWidget, commands: PrivacyCommands
) -> None:
    customer = add_customer(db, "王芳")
    dialog = commands.open([customer])
    assert dialog is not None
    qtbot.mouseClick(dialog.findChild(QPushButton, "copy_notice"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.notice.toPlainText()
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    gone(qtbot, window, BasisDialog)
    assert basis(db, customer) == BasisRow("", date(2026, 11, 21), "message")


def test_that_ground_and_notice_are_set_for_many_at_once(
    qtbot: QtBot,
    db: Database,
    window: QWidget,
    commands: PrivacyCommands,
    go: RecordingNavigator,
) -> None:
    ids = [add_customer(db, name) for name in ("王芳", "李雷", "韩梅")]
    dialog = commands.open(ids)
    assert dialog is not None
    assert "3 customers" in dialog.windowTitle()
    assert dialog.findChild(QPushButton, "erase") is None
    dialog.basis.setCurrentIndex(dialog.basis.findData("consent"))
    dialog.noticed_on.set_day(NEWEST)
    dialog.save_button.click()
    gone(qtbot, window, BasisDialog)
    assert [basis(db, key).basis for key in ids] == ["consent"] * 3
    assert go.said == ["Noted for 3 customers"]


def open_erasure(
    qtbot: QtBot, window: QWidget, commands: PrivacyCommands, customer: int
) -> EraseDialog:
    commands.erasing.customer(customer)
    qtbot.waitUntil(lambda: bool(window.findChildren(EraseDialog)))
    return window.findChildren(EraseDialog)[0]


def points(dialog: EraseDialog) -> Iterator[str]:
    yield from (one.text() for one in dialog.findChildren(QLabel) if "•" in one.text())


def test_that_an_erasure_says_first_what_goes_what_stays_and_until_when_backups_hold_it(
    qtbot: QtBot, db: Database, window: QWidget, commands: PrivacyCommands
) -> None:
    customer = add_customer(db, "王芳")
    storage = db.storage
    assert isinstance(storage, SqliteStorage)
    storage.path.with_name(f"{storage.path.stem}.before-0014{storage.path.suffix}").touch()
    add_interaction(db, customer)
    add_interaction(db, customer)
    add_order(db, customer)
    dialog = open_erasure(qtbot, window, commands, customer)
    told = "\n".join(points(dialog))
    assert "Log entry: 2" in told
    assert "1 order of the last 10 years stays" in told
    assert "cannot be undone" in told
    assert "2027-11-01" in told
    assert ".before-0014" in told
    assert not dialog.save_button.isEnabled()
    dialog.typed.setText("王 芳")
    assert dialog.save_button.isEnabled()
    dialog.done(0)
    gone(qtbot, window, EraseDialog)


def test_that_a_typed_name_erases_and_nothing_else_does(
    qtbot: QtBot,
    db: Database,
    window: QWidget,
    commands: PrivacyCommands,
    go: RecordingNavigator,
) -> None:
    customer = add_customer(db, "王芳", phone="13800000001")
    dialog = open_erasure(qtbot, window, commands, customer)
    qtbot.keyClicks(dialog.typed, "Wang")
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.typed.setText("王芳")
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    gone(qtbot, window, EraseDialog)
    with db.read() as session:
        assert session.scalars(select(Customer.id)).all() == []
        assert count_refusals(session)[0] > 0
    assert go.said == ["Erased. Nothing of it is left in this file."]


def test_that_backups_on_a_drive_that_is_gone_are_not_forgotten(
    qtbot: QtBot, db: Database, window: QWidget, jobs: JobRunner, go: RecordingNavigator
) -> None:
    def gone_drive() -> date | None:
        raise CrmError("backup.folder", path="E:/backups")

    customer = add_customer(db, "王芳")
    commands = PrivacyCommands(db, jobs, go, gone_drive, window)
    dialog = open_erasure(qtbot, window, commands, customer)
    told = "\n".join(points(dialog))
    assert "The backup folder E:/backups is not there now" in told
    dialog.done(0)
    gone(qtbot, window, EraseDialog)


def test_that_a_busy_database_is_no_missing_backup_folder(
    qtbot: QtBot, db: Database, window: QWidget, jobs: JobRunner, go: RecordingNavigator
) -> None:
    def busy() -> date | None:
        raise CrmError("database.busy")

    PrivacyCommands(db, jobs, go, busy, window).erasing.customer(add_customer(db, "王芳"))
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "failure") is not None)
    box = window.findChild(QMessageBox, "failure")
    assert box is not None
    assert "Another program is writing" in box.text()
    box.close()


@pytest.mark.parametrize(
    ("name", "typed", "same"),
    [
        ("阿依古丽·买买提", "阿依古丽 买买提", True),
        ("小王🌹（老板娘）", "小王(老板娘)", True),
        ("Acme Ltd.", "acme ltd", True),
        ("王芳", "王", False),
        ("🌹", "🌹", True),
        ("🌹", "", False),
    ],
)
def test_that_a_name_is_confirmed_by_what_a_keyboard_has(name: str, typed: str, same: bool) -> None:
    assert (not ErasureDraft(name, typed).problems()) is same


def test_that_a_contact_is_erased_and_her_company_stays(
    qtbot: QtBot,
    db: Database,
    window: QWidget,
    commands: PrivacyCommands,
    go: RecordingNavigator,
) -> None:
    company = add_customer(db, "云帆建材", kind="company")
    contact = add_contact(db, company, "王芳")
    add_phone(db, company, "13800000001", contact_id=contact)
    commands.erasing.contact(contact)
    qtbot.waitUntil(lambda: bool(window.findChildren(EraseDialog)))
    [dialog] = window.findChildren(EraseDialog)
    told = "\n".join(points(dialog))
    assert "What was done with 云帆建材 stays" in told
    assert "2027-11-01" in told
    dialog.typed.setText("王芳")
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    gone(qtbot, window, EraseDialog)
    with db.read() as session:
        assert session.scalars(select(Contact.id)).all() == []
        assert session.scalars(select(Customer.id)).all() == [company]
        assert count_refusals(session) == (1, 0)
    assert go.said == ["Erased. Nothing of it is left in this file."]


def test_that_the_dialog_of_one_leads_to_her_erasure(
    qtbot: QtBot, db: Database, window: QWidget, commands: PrivacyCommands
) -> None:
    dialog = commands.open([add_customer(db, "王芳")])
    assert dialog is not None
    dialog.findChild(QPushButton, "erase").click()
    qtbot.waitUntil(lambda: bool(window.findChildren(EraseDialog)))
    window.findChildren(EraseDialog)[0].done(0)
    gone(qtbot, window, EraseDialog)


def test_that_a_copy_of_all_data_is_written_where_the_user_says(
    qtbot: QtBot,
    db: Database,
    window: QWidget,
    commands: PrivacyCommands,
    go: RecordingNavigator,
    tmp_path: Path,
) -> None:
    customer = add_customer(db, "王芳")
    commands.copy(customer, "王芳")
    picker = window.findChildren(QFileDialog)[0]
    picker.fileSelected.emit(str(tmp_path / "copy.zip"))
    picker.done(0)
    qtbot.waitUntil(lambda: go.said == ["Written to copy.zip"])
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert "data.json" in archive.namelist()
    gone(qtbot, window, QFileDialog)


def test_that_the_last_backup_of_a_month_is_gone_after_twelve() -> None:
    assert last_backup_gone(date(2026, 11, 20)) == date(2027, 11, 1)
    assert last_backup_gone(date(2026, 12, 31)) == date(2027, 12, 1)
    assert last_backup_gone(date(2026, 1, 1)) == date(2027, 1, 1)


def test_that_the_office_says_what_is_usual_in_its_own_words(
    qtbot: QtBot, db: Database, jobs: JobRunner, go: RecordingNavigator
) -> None:
    card = LawCard(db, jobs, go)
    qtbot.addWidget(card)
    card.refresh()
    card.basis.setCurrentIndex(card.basis.findData("consent"))
    card.years.setValue(5)
    card.findChild(QPlainTextEdit, "law_text").setPlainText("We keep it, {office}.")
    card.save_button.click()
    qtbot.waitUntil(lambda: go.said == ["Saved"])
    with db.read() as session:
        law = load_law(session)
    assert (law.basis, law.keep_years) == ("consent", 5)
    assert list(law.notices.values()) == ["We keep it, {office}."]
    assert card.refusals.text() == "The list of refusals is empty."
    assert card.wipe_button.isHidden()


def test_that_who_was_deleted_before_is_found_by_typing_and_erased_from_the_journal(
    qtbot: QtBot, db: Database, window: QWidget, commands: PrivacyCommands
) -> None:
    for name in ("王芳", "李雷"):
        customer = add_customer(db, name)
        with db.write("customer.delete", name=name) as session:
            delete_customer(session, customer)
    commands.erasing.gone()
    qtbot.waitUntil(lambda: bool(window.findChildren(GoneDialog)))
    dialog = window.findChildren(GoneDialog)[0]
    assert not dialog.erase.isEnabled()
    dialog.search.setText("王")
    shown = [dialog.list.item(row) for row in range(2) if not dialog.list.item(row).isHidden()]
    assert [item.text() for item in shown] == ["王芳 · K000001 · deleted 21 Nov 2026"]
    dialog.list.setCurrentItem(shown[0])
    dialog.erase.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(EraseDialog)))
    question = window.findChildren(EraseDialog)[0]
    question.typed.setText("王芳")
    question.submit()
    gone(qtbot, window, EraseDialog)
    with db.read() as session:
        assert [one.name for one in load_gone(session)] == ["李雷"]


def test_that_the_copy_goes_on_paper_whole_and_is_recorded(
    qtbot: QtBot, db: Database, window: QWidget, go: RecordingNavigator, commands: PrivacyCommands
) -> None:
    customer = add_customer(db, "王芳", phone="13800000001", note="老客户")
    add_order(db, customer)
    printed = copy_sheet(load_copy(db, customer)).document.toPlainText()
    for word in ("王芳", "13800000001", "老客户", "打印纸"):
        assert word in printed, word
    commands.print(customer, "王芳")
    qtbot.waitUntil(lambda: any("record" in str(one[0]) for one in go.went) or shown(window))
    for preview in window.findChildren(QPrintPreviewDialog):
        preview.done(0)


def shown(window: QWidget) -> bool:
    return bool(window.findChildren(QPrintPreviewDialog))


def test_that_an_own_field_for_identity_numbers_says_that_it_keeps_their_end() -> None:
    said = [choice.text for choice in choices_for("customers", "身份证号", "C", ["爱车"])]
    assert "Own field “身份证号”: only the last four characters" in said
    assert "Own field “爱车”" in said
