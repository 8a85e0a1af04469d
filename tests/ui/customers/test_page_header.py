"""The card for the phone call: what it says, and what its buttons do."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.consents import record_consent
from crmdesk.models.customers.contacts import ContactDraft, add_contact
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.customers.files import FileDraft, attach_file
from crmdesk.models.customers.invoice_text import InvoiceDraft
from crmdesk.models.customers.invoices import add_invoice
from crmdesk.ui.customers.page.editors import WordBox
from crmdesk.ui.customers.page.fitting_scroll import FittingScroll
from crmdesk.ui.customers.page.glance import GlanceLine
from crmdesk.ui.customers.page.pill_button import PillButton
from crmdesk.ui.customers.page.talks import TalkList
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.widgets.chips import TagChip
from tests.support.builders import (
    add_complaint,
    add_customer,
    add_follow_up,
    add_interaction,
    add_promise,
    add_staff,
)
from tests.support.customer_page import OFFICE, PageDriver, choose, clipboard, open_page, warned
from tests.support.databases import NOW
from tests.support.keyboard import type_text

TODAY = date(2026, 11, 21)


@pytest.fixture
def customer(db: Database) -> int:
    return add_customer(
        db,
        "欧阳娜娜",
        salutation="欧阳总",
        title="市场总监",
        company="西湖文化",
        phones=("139 1111 2222", "0571-88886666"),
        tags=("VIP",),
    )


@pytest.fixture
def page(qtbot: Any, db: Database, jobs: JobRunner, customer: int) -> PageDriver:
    return open_page(qtbot, db, jobs, customer)


def test_that_no_line_of_a_low_header_is_cut_in_two(page: PageDriver) -> None:
    [area] = page.view.header.findChildren(FittingScroll)
    content = area.content
    for height in range(430, 580, 30):
        page.window.resize(560, height)
        page.until(lambda height=height: page.window.height() == height and _at_rest(area))
        end = area.viewport().height()
        cut = [
            child
            for child in content.findChildren(QWidget)
            if child.parentWidget() is content
            and child.isVisible()
            and child.geometry().top() < end <= child.geometry().bottom()
        ]
        assert not cut or end == area.height(), [type(child).__name__ for child in cut]


def test_that_tab_reads_the_header_as_the_eye_does(page: PageDriver, customer: int) -> None:
    add_follow_up(page.db, customer, TODAY + timedelta(days=2), "寄样")
    page.until(lambda: bool(page.view.header.glance.lines()))
    line = page.view.header.glance.lines()[0]
    page.until(line.isVisible)
    at: QWidget = page.part(QPushButton, "follow_up").nextInFocusChain()
    while not (at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus):
        at = at.nextInFocusChain()
    assert at is line, "behind the buttons, before what is still missing"


def _at_rest(area: FittingScroll) -> bool:
    return not area.findChild(QTimer, "soon").isActive()


def test_that_what_is_typed_on_another_tab_takes_no_room_from_the_header(page: PageDriver) -> None:
    page.window.resize(560, 520)
    header = page.view.header
    page.timeline.setMinimumHeight(400)
    page.view.body.show_tab("timeline")
    page.until(lambda: header.height() < 160)
    page.view.body.show_tab("files")
    page.until(lambda: header.height() > 200)


class _Windows(QObject):
    """Names every window that is shown, however short."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def test_that_nothing_flashes_as_a_window_of_its_own(
    page: PageDriver, db: Database, customer: int, qapp: QApplication
) -> None:
    with db.write("customer.contacts", name="") as session:
        add_contact(session, customer, ContactDraft("李工", role="decision"), office=OFFICE)
        add_invoice(session, customer, InvoiceDraft("西湖文化", kind="special"))
        attach_file(session, customer, FileDraft("名片.jpg", b"x"), now=db.now())
    windows = _Windows()
    qapp.installEventFilter(windows)
    try:
        page.until(lambda: "contacts" in page.view.body._names)
        for name in page.view.body._names:
            page.view.body.show_tab(name)
        page.view.show_customer(add_customer(db, "王芳"))
    finally:
        qapp.removeEventFilter(windows)
    assert windows.names == []


def test_that_it_says_who_she_is_and_how_to_address_her(page: PageDriver) -> None:
    texts = [label.text() for label in page.view.header.findChildren(QLabel)]
    assert {"欧阳娜娜", "欧阳总", "市场总监 · 西湖文化", "139 1111 2222"} <= set(texts)


def test_that_it_warns_before_one_speaks(
    qtbot: Any, db: Database, jobs: JobRunner, customer: int
) -> None:
    add_complaint(db, customer)
    add_follow_up(db, customer, TODAY - timedelta(days=2))
    with db.write("customer.consent", name="") as session:
        record_consent(session, customer, "sms", given=False, how="", now=db.now())
        set_fact(session, customer, "warning", "只在下午打电话", expected="", today=TODAY)
    page = open_page(qtbot, db, jobs, customer)
    gravest_first = ["只在下午打电话", "1 open complaint", "Refused: SMS", "Follow-up 2 days late"]
    page.until(lambda: warned(page) == gravest_first)


def test_that_a_warning_appears_as_soon_as_a_colleague_notes_it(
    page: PageDriver, db: Database, customer: int
) -> None:
    assert warned(page) == []
    add_complaint(db, customer)
    page.until(lambda: warned(page) == ["1 open complaint"])


def test_that_the_number_is_copied_without_blanks(page: PageDriver) -> None:
    page.qtbot.mouseClick(page.part(QToolButton, "copy_phone"), Qt.MouseButton.LeftButton)
    assert clipboard() == "13911112222"
    assert page.navigator.said == ["Copied: 13911112222"]


def test_that_the_call_button_dials(page: PageDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    dialled: list[str] = []

    def dial(url: QUrl) -> bool:
        dialled.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", dial)
    page.qtbot.mouseClick(page.part(QPushButton, "call"), Qt.MouseButton.LeftButton)
    assert dialled == ["tel:+8613911112222"]


def test_that_without_a_dialler_the_number_is_copied(
    page: PageDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    page.qtbot.mouseClick(page.part(QPushButton, "call"), Qt.MouseButton.LeftButton)
    assert clipboard() == "13911112222"
    assert page.navigator.said[-1] == "No program here dials. The number was copied."


@pytest.mark.parametrize(
    ("button", "went"),
    [("log", "log_interaction"), ("complain", "open_complaint"), ("follow_up", "open_follow_up")],
)
def test_that_the_buttons_lead_where_they_say(
    page: PageDriver, customer: int, button: str, went: str
) -> None:
    page.qtbot.mouseClick(page.part(QPushButton, button), Qt.MouseButton.LeftButton)
    [(method, arguments)] = page.navigator.went
    assert (method, arguments[-1]) == (went, customer)


def test_that_the_stage_is_changed_where_it_stands(page: PageDriver) -> None:
    pill = page.part(PillButton, "stage")
    page.qtbot.keyClick(pill, Qt.Key.Key_Space)
    choose(pill, "Interested")
    page.until(lambda: page.stored().stage == "interested")
    page.until(lambda: pill.text() == "Interested")


def test_that_the_owner_is_changed_where_it_stands(page: PageDriver, db: Database) -> None:
    colleague = add_staff(db, "李娜")
    pill = page.part(PillButton, "owner")
    page.qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    choose(pill, "李娜")
    page.until(lambda: page.stored().facts["owner_id"] == colleague)
    page.until(lambda: pill.text() == "Owner: 李娜")


def test_that_tags_are_added_one_after_the_other_and_taken_away(page: PageDriver) -> None:
    page.qtbot.mouseClick(page.part(QPushButton, "add_tag"), Qt.MouseButton.LeftButton)
    field = page.part(WordBox, "tag")
    for tag in ("华东", "展会"):
        type_text(page.qtbot, field, tag)
        page.qtbot.keyClick(field, Qt.Key.Key_Return)
        page.until(lambda tag=tag: tag in [row.name for row in page.stored().tags])  # type: ignore[misc]
    page.until(lambda: len(_chips(page)) == 3)
    close = _chips(page)[0].findChild(QToolButton, "remove")
    page.qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    page.until(lambda: [row.name for row in page.stored().tags] == ["华东", "展会"])


def test_that_a_half_typed_tag_waits_with_its_customer(
    page: PageDriver, db: Database, customer: int
) -> None:
    other = add_customer(db, "王芳")
    page.qtbot.mouseClick(page.part(QPushButton, "add_tag"), Qt.MouseButton.LeftButton)
    field = page.part(WordBox, "tag")
    type_text(page.qtbot, field, "华")
    page.view.show_customer(other)
    assert field.text() == ""
    page.view.show_customer(customer)
    assert (field.text(), field.isHidden()) == ("华", False)


def test_that_the_last_talks_are_told_in_words(
    page: PageDriver, db: Database, customer: int
) -> None:
    add_interaction(db, customer, "谈了报价", at=NOW - timedelta(hours=1), direction="in")
    talks = page.view.findChildren(TalkList)[0]
    page.until(lambda: "谈了报价" in talks.accessibleName())
    assert talks.accessibleName().startswith("Incoming call")


def test_that_the_next_follow_up_is_a_click_away(
    page: PageDriver, db: Database, customer: int
) -> None:
    follow_up = add_follow_up(db, customer, TODAY + timedelta(days=3), "送样品")
    line = lambda: page.view.findChild(GlanceLine, "glance_0")  # noqa: E731
    page.until(lambda: line() is not None and "送样品" in line().text())
    page.qtbot.mouseClick(line(), Qt.MouseButton.LeftButton)
    assert page.navigator.went == [("open_follow_up", (follow_up, None))]


def test_that_what_was_promised_is_told_and_warned_of_when_late(
    page: PageDriver, db: Database, customer: int
) -> None:
    later = add_promise(db, customer, TODAY + timedelta(days=1), "寄样品")
    line = lambda: page.view.findChild(GlanceLine, "glance_0")  # noqa: E731
    page.until(lambda: line() is not None and line().text() == "Promised Tomorrow · 寄样品")
    page.qtbot.mouseClick(line(), Qt.MouseButton.LeftButton)
    assert page.navigator.went == [("open_promise", (later, None))]
    assert warned(page) == []
    add_promise(db, customer, TODAY - timedelta(days=3), "回电话")
    page.until(lambda: line().text() == "Promised 3 days late · 回电话 · 1 more")
    page.until(lambda: warned(page) == ["Promise 3 days late"])


def test_that_five_selling_contacts_in_a_row_ask_for_a_kind_word(
    page: PageDriver, db: Database, customer: int
) -> None:
    for hours in range(5):
        add_interaction(
            db, customer, "推新品", at=NOW - timedelta(hours=hours), direction="out",
            purpose="sales",
        )  # fmt: skip
    line = lambda: page.view.findChild(GlanceLine, "glance_0")  # noqa: E731
    page.until(lambda: line() is not None and "5 selling contacts in a row" in line().text())
    page.qtbot.mouseClick(line(), Qt.MouseButton.LeftButton)
    assert page.navigator.went == [("log_interaction", (customer,))]


def test_that_a_long_fact_is_cut_short_before_the_buttons_are(
    page: PageDriver, db: Database, customer: int
) -> None:
    add_follow_up(db, customer, TODAY + timedelta(days=3), "送样品，顺便看看新仓库 " * 8)
    line = lambda: page.view.findChild(GlanceLine, "glance_0")  # noqa: E731
    page.until(lambda: line() is not None and "送样品" in line().text())
    scroll = page.view.header.findChild(FittingScroll)
    page.until(lambda: scroll.widget().width() == scroll.viewport().width())
    assert line().geometry().right() < scroll.viewport().width()


def test_that_the_card_is_copied_without_anything_private(
    page: PageDriver, db: Database, customer: int
) -> None:
    with db.write("customer.edit", name="") as session:
        set_fact(session, customer, "private_note", "离婚", expected="", today=TODAY)
    more = page.part(QToolButton, "more")
    next(a for a in more.menu().actions() if a.objectName() == "copy_card").trigger()
    assert clipboard().split("\n") == [
        "欧阳娜娜",
        "西湖文化 市场总监",
        "139 1111 2222",
        "0571-8888 6666",
    ]


def test_that_deleting_asks_and_then_shows_nobody(page: PageDriver, db: Database) -> None:
    more = page.view.header.findChild(QToolButton, "more")
    next(a for a in more.menu().actions() if a.objectName() == "delete_customer").trigger()
    box = page.view.window().findChild(QWidget, "confirm")
    assert page.view.customer_id() is not None
    with page.qtbot.waitSignal(page.view.closed):
        page.qtbot.mouseClick(box.findChild(QPushButton, "do"), Qt.MouseButton.LeftButton)
    assert page.view.customer_id() is None
    page.until(lambda: page.navigator.said == ["“欧阳娜娜” was deleted."])


def test_that_a_customer_deleted_by_a_colleague_leaves_the_page(
    page: PageDriver, db: Database, customer: int
) -> None:
    with page.qtbot.waitSignal(page.view.closed), db.write("customer.delete", name="") as session:
        delete_customer(session, customer)
    assert page.view.customer_id() is None


def _chips(page: PageDriver) -> list[TagChip]:
    return [chip for chip in page.view.findChildren(TagChip) if chip.isVisible()]
