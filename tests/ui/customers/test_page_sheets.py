"""Invoice data, files and what changed, each behind its tab; the page in both widths."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QListWidget,
    QMessageBox,
    QPushButton,
    QToolButton,
)

from crmdesk.models.core.db import Database
from crmdesk.models.customers.files import FileDraft, attach_file
from crmdesk.models.customers.invoice_text import InvoiceDraft
from crmdesk.models.customers.invoices import add_invoice
from crmdesk.models.customers.tags import add_tag
from crmdesk.models.journal.actions import undo
from crmdesk.ui.customers.page.changes import LINE
from crmdesk.ui.customers.page.contacts import Contacts
from crmdesk.ui.customers.page.files import Files
from crmdesk.ui.customers.page.invoice_dialog import InvoiceDialog
from crmdesk.ui.customers.page.profile import Profile
from crmdesk.ui.customers.page.tabs import PageTabs
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_contact, add_customer, add_phone
from tests.support.customer_page import PageDriver, clipboard, open_page
from tests.support.keyboard import type_text

BLOCK = """名称：云帆科技有限公司
税号：91330106MA2B0WG92U
地址、电话：杭州市西湖区文三路 100 号 0571-88886666
开户行及账号：中国工商银行杭州文三支行 1202 0219 0990 0012 345"""


@pytest.fixture
def customer(db: Database) -> int:
    return add_customer(db, "云帆科技有限公司", kind="company")


@pytest.fixture
def page(qtbot: Any, db: Database, jobs: JobRunner, customer: int) -> PageDriver:
    return open_page(qtbot, db, jobs, customer)


def dialog_of(page: PageDriver) -> InvoiceDialog:
    found = page.window.findChild(InvoiceDialog)
    assert found is not None
    return found


def test_that_a_pasted_block_becomes_invoice_data_with_a_doubt_said(page: PageDriver) -> None:
    page.view.body.show_tab("invoices")
    QApplication.clipboard().setText(BLOCK)
    page.qtbot.mouseClick(page.part(QPushButton, "paste_invoice"), Qt.MouseButton.LeftButton)
    dialog = dialog_of(page)
    assert dialog.lines["bank"].text() == "中国工商银行杭州文三支行"
    hint = dialog.findChild(QLabel, "tax_number_problem")
    assert hint.text() == "The check digit does not fit. Please check the number."
    with page.qtbot.waitSignal(dialog.finished):
        page.qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert [row.tax_number for row in page.stored().invoices] == ["91330106MA2B0WG92U"]


def test_that_a_clipboard_without_invoice_data_says_so(page: PageDriver) -> None:
    page.view.body.show_tab("invoices")
    QApplication.clipboard().setText("明天下午三点")
    page.qtbot.mouseClick(page.part(QPushButton, "paste_invoice"), Qt.MouseButton.LeftButton)
    assert page.navigator.said == ["The clipboard holds no invoice data."]


def test_that_typed_invoice_data_starts_with_the_companys_name(page: PageDriver) -> None:
    page.view.fill_in("invoice")
    dialog = dialog_of(page)
    assert dialog.lines["title"].text() == "云帆科技有限公司"
    type_text(page.qtbot, dialog.lines["tax_number"], "91330106MA2B0WG92G")
    with page.qtbot.waitSignal(dialog.finished):
        page.qtbot.keyClick(dialog.lines["tax_number"], Qt.Key.Key_Return)
    assert [row.title for row in page.stored().invoices] == ["云帆科技有限公司"]


def test_that_invoice_data_is_copied_as_a_block_edited_and_removed(
    page: PageDriver, db: Database, customer: int
) -> None:
    with db.write("customer.invoice", name="") as session:
        add_invoice(session, customer, InvoiceDraft("云帆", "91330106MA2B0WG92G"))
    page.view.body.show_tab("invoices")
    page.qtbot.mouseClick(page.seen(QPushButton, "copy_invoice"), Qt.MouseButton.LeftButton)
    assert clipboard() == "名称：云帆\n税号：91330106MA2B0WG92G"
    page.qtbot.mouseClick(page.seen(QToolButton, "edit"), Qt.MouseButton.LeftButton)
    dialog = dialog_of(page)
    type_text(page.qtbot, dialog.lines["bank"], "招商银行")
    with page.qtbot.waitSignal(dialog.finished):
        page.qtbot.keyClick(dialog.lines["bank"], Qt.Key.Key_Return)
    assert page.stored().invoices[0].bank == "招商银行"
    page.until(lambda: any("招商银行" in x.text() for x in page.view.findChildren(QLabel)))
    page.qtbot.mouseClick(page.seen(QToolButton, "delete"), Qt.MouseButton.LeftButton)
    page.until(lambda: page.stored().invoices == ())


def test_that_a_file_dropped_on_the_page_is_kept(page: PageDriver, tmp_path: Path) -> None:
    path = tmp_path / "合同.pdf"
    path.write_bytes(b"contract")
    page.view.body.show_tab("files")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.part(Files, "files").dropEvent(event)
    page.until(lambda: [row.name for row in page.stored().files] == ["合同.pdf"])
    page.until(lambda: page.view.body.tabs.tabText(page.view.body.tabs.currentIndex()) == "Files 1")


def test_that_a_file_is_opened_as_a_copy_after_asking(
    page: PageDriver, db: Database, customer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    keep(db, customer, FileDraft("名片.jpg", b"card"))
    page.view.body.show_tab("files")
    page.qtbot.mouseClick(page.seen(QToolButton, "open"), Qt.MouseButton.LeftButton)
    box = page.window.findChild(object, "confirm")
    page.qtbot.mouseClick(box.findChild(QPushButton, "do"), Qt.MouseButton.LeftButton)
    page.until(lambda: len(opened) == 1)
    assert (opened[0].name, opened[0].read_bytes()) == ("名片.jpg", b"card")


def test_that_a_program_is_saved_but_never_opened(
    page: PageDriver, db: Database, customer: int, tmp_path: Path
) -> None:
    keep(db, customer, FileDraft("setup.exe", b"MZ"))
    page.view.body.show_tab("files")
    assert not page.seen(QToolButton, "open").isEnabled()
    page.qtbot.mouseClick(page.seen(QToolButton, "save"), Qt.MouseButton.LeftButton)
    dialog = page.window.findChild(QFileDialog, "file_dialog")
    target = tmp_path / "kept.exe"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    page.until(lambda: target.exists() and target.read_bytes() == b"MZ")


def test_that_a_file_too_large_is_refused_in_words(
    page: PageDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.models.customers.files.LARGEST", 10)
    path = tmp_path / "video.mp4"
    path.write_bytes(b"x" * 20)
    page.view.body.show_tab("files")
    page.part(Files, "files").add(path)
    page.until(lambda: page.view.findChild(object, "failure") is not None)
    box = page.view.findChild(object, "failure")
    assert box.text().startswith("video.mp4 has")
    box.close()


def test_that_every_change_is_told_in_words_and_kept_up_to_date(page: PageDriver) -> None:
    page.view.body.show_tab("changes")
    lines = page.part(QListWidget, "change_lines")
    page.until(lambda: lines.count() == 1)
    assert lines.item(0).text() == "Me Customer created"
    page.type_into("fact_industry", "软件")
    page.view.body.show_tab("changes")
    page.until(lambda: lines.count() == 2)
    assert lines.item(0).text() == "Me Industry set to “软件”"


def test_that_one_change_is_taken_back_alone_by_enter(page: PageDriver) -> None:
    page.type_into("fact_industry", "软件")
    page.view.body.show_tab("changes")
    lines = page.part(QListWidget, "change_lines")
    page.until(lambda: lines.count() == 2)
    lines.setCurrentRow(0)
    lines.setFocus()
    page.qtbot.keyClick(lines, Qt.Key.Key_Return)
    (change_set, what) = page.navigator.went[-1][1]
    assert page.navigator.went[-1][0] == "undo_change"
    assert what == "Edit 云帆科技有限公司"
    undo(page.db, change_set)
    page.until(lambda: lines.count() == 3)
    assert [lines.item(at).data(LINE).fixed for at in range(3)] == [False, True, False]
    before = len(page.navigator.went)
    lines.setCurrentRow(1)
    lines.setFocus()
    page.qtbot.keyClick(lines, Qt.Key.Key_Return)  # undone already: nothing to do
    assert len(page.navigator.went) == before


def test_that_what_was_done_to_several_is_asked_before_it_is_taken_back(
    page: PageDriver, customer: int
) -> None:
    other = add_customer(page.db, "别家")
    with page.db.write("customers.tag", count=2, tag="VIP") as session:
        for one in (customer, other):
            add_tag(session, one, "VIP")
    page.view.body.show_tab("changes")
    lines = page.part(QListWidget, "change_lines")
    page.until(lambda: lines.count() == 2)
    lines.setCurrentRow(0)
    lines.setFocus()
    page.qtbot.keyClick(lines, Qt.Key.Key_Return)
    box = page.view.findChild(QMessageBox, "confirm")
    assert not page.navigator.went
    page.qtbot.mouseClick(box.findChild(QPushButton, "do"), Qt.MouseButton.LeftButton)
    assert page.navigator.went[-1][0] == "undo_change"


def test_that_contacts_have_a_tab_only_where_there_may_be_some(
    page: PageDriver, db: Database
) -> None:
    assert "contacts" in page.view.body._names
    page.view.body.show_tab("contacts")
    page.view.show_customer(add_customer(db, "王芳"))
    assert "contacts" not in page.view.body._names
    assert page.view.body.tab() == "timeline"


def test_that_a_wide_page_shows_the_archive_beside_the_timeline(page: PageDriver) -> None:
    page.view.body.show_tab("profile")
    page.window.resize(1200, 900)
    page.until(lambda: page.view.body.tab() == "timeline")
    profile = page.part(Profile, "profile")
    page.until(profile.isVisible)
    page.type_into("fact_industry", "软件", end=False)
    page.window.resize(560, 900)
    page.until(lambda: page.stored().text("industry") == "软件")
    page.view.body.show_tab("profile")
    page.until(profile.isVisible)


def test_that_nobody_chosen_says_what_to_do(page: PageDriver) -> None:
    page.view.show_customer(None)
    assert page.view.customer_id() is None
    texts = [label.text() for label in page.view.findChildren(QLabel) if label.isVisible()]
    assert "No customer chosen" in texts


def test_that_the_page_is_previewed_before_it_is_printed(page: PageDriver) -> None:
    page.view.print_page()
    preview = page.window.findChild(QPrintPreviewDialog)
    assert preview.windowTitle() == "云帆科技有限公司"
    preview.close()


def keep(db: Database, customer: int, draft: FileDraft) -> None:
    with db.write("customer.file", name="") as session:
        attach_file(session, customer, draft, now=db.now())


@pytest.mark.parametrize("width", [360, 440])
def test_that_a_contact_of_a_company_fits_a_narrow_page(
    qtbot: Any, db: Database, jobs: JobRunner, width: int
) -> None:
    company = add_customer(db, "云帆科技有限公司", kind="company")
    contact = add_contact(
        db, company, "欧阳娜娜", salutation="欧阳经理", title="办公室主任", role="decision"
    )
    add_phone(db, company, "13800138000", contact_id=contact)
    page = open_page(qtbot, db, jobs, company)
    page.window.resize(width, 800)
    page.view.body.show_tab("contacts")
    contacts = page.part(Contacts, "contacts")
    assert contacts._area.widget().minimumSizeHint().width() <= contacts._area.viewport().width()


def test_that_tabs_move_together_before_they_would_scroll(qtbot: Any) -> None:
    tabs = PageTabs()
    qtbot.addWidget(tabs)
    tabs.setStyleSheet(
        'QTabBar::tab { padding: 8px 30px; } QTabBar[dense="true"]::tab { padding: 8px 2px; }'
    )
    for name in ("Timeline", "Facts", "Invoices", "Files", "Changes"):
        tabs.addTab(name)
    tabs.resize(700, 40)
    tabs.show()
    loose = tabs.tabRect(0).width()
    tabs.resize(250, 40)
    assert tabs.tabRect(0).width() < loose - 40
    tabs.resize(700, 40)
    assert tabs.tabRect(0).width() == loose
