"""Gift lists: made, filled, bought, given, undone, printed and exported, by keys and buttons."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QMessageBox, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.care.gift_actions import NewGift, add_gifts, make_list
from crmdesk.models.care.gift_drafts import GiftListDraft
from crmdesk.models.care.gift_rules import load_gift_settings
from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.schema import Gift, GiftList, Interaction
from crmdesk.ui.care.gift_dialog import GiftDialog
from crmdesk.ui.care.gift_dialogs import (
    GiftListDialog,
    LimitDialog,
    ManyGiftsDialog,
)
from crmdesk.ui.care.gift_out import gift_sheet
from crmdesk.ui.care.gift_tab import GiftTab
from crmdesk.ui.care.panel import CarePanel
from crmdesk.ui.care.proposals import ProposalDialog
from crmdesk.ui.kit.print_preview import SheetPreview
from tests.support.builders import add_customer, add_interaction, add_order
from tests.support.navigator import RecordingNavigator

MOON = GiftListDraft("中秋 2027", "moon", date(2027, 9, 15), 50_000)


def make(db: Database, *people: int, draft: GiftListDraft = MOON, gift: str = "茶叶") -> int:
    with db.write("gift_list.make", title="") as session:
        made = make_list(session, draft, now=db.now())
        gifts = [NewGift((person, None), gift, 20_000) for person in people]
        add_gifts(session, made, gifts, now=db.now())
        return made


def stored(db: Database) -> list[Gift]:
    with db.read() as session:
        return list(session.scalars(select(Gift).order_by(Gift.id)))


def logged(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(Interaction.text).where(Interaction.kind == "gift")))


def wait_rows(qtbot: QtBot, tab: GiftTab, count: int) -> None:
    qtbot.waitUntil(lambda: tab.model.rowCount() == count)


def shown(tab: GiftTab, column: str) -> list[str]:
    at = [one.key for one in tab.model.columns].index(column)
    return [tab.model.index(row, at).data() for row in range(tab.model.rowCount())]


def test_that_without_lists_one_learns_what_they_are_for(
    qtbot: QtBot, tab: GiftTab, panel: CarePanel
) -> None:
    def begin() -> list[str]:
        buttons = panel.findChildren(QPushButton, "begin")
        return [button.text() for button in buttons if button.isVisible()]

    qtbot.waitUntil(lambda: begin() == ["New gift list"])


def test_that_a_new_list_is_named_by_its_feast_and_shown(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab
) -> None:
    panel.new.click()
    dialog = panel.findChild(GiftListDialog)
    assert dialog is not None
    dialog.occasion.setCurrentIndex(dialog.occasion.findData("spring"))
    assert dialog.draft().day == date(2027, 2, 6)
    assert dialog.name.text() == "Spring Festival 2027"
    dialog.budget.setText("5000")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: tab.current() is not None)
    with db.read() as session:
        made = session.scalars(select(GiftList)).one()
    assert (made.name, made.budget) == ("Spring Festival 2027", 500_000)
    assert panel.findChild(QPushButton, "begin") is not None  # nobody on it: propose


def test_that_an_amount_that_is_none_is_refused(
    qtbot: QtBot, panel: CarePanel, tab: GiftTab
) -> None:
    tab.new_list()
    dialog = panel.findChild(GiftListDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.budget, "viel")
    assert not dialog.save_button.isEnabled()
    dialog.done(0)


def test_that_last_years_list_is_taken_over_in_one_step(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab
) -> None:
    make(db, add_customer(db), draft=GiftListDraft("中秋 2026", "moon", date(2026, 9, 25), 9_900))
    panel.new.click()
    dialog = panel.findChild(GiftListDialog)
    assert dialog is not None
    dialog.occasion.setCurrentIndex(dialog.occasion.findData("moon"))
    assert dialog.take_over.text() == "Take over the gift of “中秋 2026”"
    assert dialog.take_over.isChecked()
    assert dialog.draft().budget == 9_900
    dialog.save_button.click()
    qtbot.waitUntil(lambda: len(stored(db)) == 2)
    wait_rows(qtbot, tab, 1)
    assert shown(tab, "gift") == ["茶叶"]


def test_that_a_second_list_for_the_same_feast_leads_to_the_first(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab, navigator: RecordingNavigator
) -> None:
    make(db, add_customer(db), draft=GiftListDraft("中秋 2026", "moon", date(2026, 9, 25)))
    there = make(db, add_customer(db))
    panel.new.click()
    dialog = panel.findChild(GiftListDialog)
    assert dialog is not None
    dialog.occasion.setCurrentIndex(dialog.occasion.findData("moon"))
    assert dialog.take_over.text() == "Take over the gift of “中秋 2026”"
    dialog.save_button.click()
    press(panel, "do")
    qtbot.waitUntil(lambda: tab.current() is not None and tab.current().id == there)
    assert navigator.said == []
    tab.new_list()
    again = panel.findChildren(GiftListDialog)[-1]
    again.occasion.setCurrentIndex(again.occasion.findData("moon"))
    again.save_button.click()
    press(panel, "another")
    qtbot.waitUntil(lambda: tab.list_model.rowCount() == 3)
    qtbot.waitUntil(lambda: navigator.said == ["Gift list made: Mid-Autumn Festival 2027"])


def press(panel: CarePanel, name: str) -> None:
    """A button of the question asked."""
    box = panel.window().findChildren(QMessageBox)[-1]
    button = box.findChild(QPushButton, name)
    assert button is not None
    button.click()


def test_that_one_is_asked_before_something_grave_is_given(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab, key: Callable[..., None]
) -> None:
    make(db, add_customer(db, name="张伟"), gift="座钟")
    wait_rows(qtbot, tab, 1)
    key(Qt.Key.Key_G)
    box = panel.window().findChild(QMessageBox)
    assert box is not None
    assert "A clock sounds like “seeing off the dead”." in box.informativeText()
    assert stored(db)[0].status == "planned"
    press(panel, "do")
    qtbot.waitUntil(lambda: stored(db)[0].status == "given")
    qtbot.waitUntil(lambda: shown(tab, "status") == ["Given"])
    assert shown(tab, "notices") == ["A clock sounds like “seeing off the dead”."]


def test_that_a_taboo_is_red_in_the_form(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab
) -> None:
    make(db)
    qtbot.waitUntil(lambda: tab.current() is not None)
    tab.acts.add(tab.current())
    dialog = panel.findChild(GiftDialog)
    assert dialog is not None
    dialog.name.setText("座钟")
    below = dialog.findChild(QLabel, "name_problem")
    assert below is not None
    assert below.property("role") == "problem"
    dialog.name.setText("茶叶")
    assert below.property("role") == "hint"
    dialog.done(0)


def test_that_the_sum_stands_against_the_budget(qtbot: QtBot, db: Database, tab: GiftTab) -> None:
    people = [add_customer(db, name=name) for name in ("张伟", "李娜", "王芳")]
    make(db, *people)
    wait_rows(qtbot, tab, 3)
    assert tab.budget.words.text() == "¥600 of ¥500, ¥100 too much"


def test_that_a_gift_is_bought_and_given_by_keys_and_undone(
    qtbot: QtBot,
    db: Database,
    tab: GiftTab,
    key: Callable[..., None],
    navigator: RecordingNavigator,
) -> None:
    make(db, add_customer(db, name="张伟"))
    wait_rows(qtbot, tab, 1)
    key(Qt.Key.Key_B)
    qtbot.waitUntil(lambda: shown(tab, "status") == ["Bought"])
    key(Qt.Key.Key_G)
    qtbot.waitUntil(lambda: shown(tab, "status") == ["Given"])
    assert logged(db) == ["茶叶"]
    qtbot.waitUntil(lambda: navigator.said[-1:] == ["Gift given and logged: 张伟"])
    undo(db)
    qtbot.waitUntil(lambda: shown(tab, "status") == ["Bought"])
    assert logged(db) == []
    key(Qt.Key.Key_P)
    qtbot.waitUntil(lambda: shown(tab, "status") == ["Planned"])


def test_that_many_are_changed_at_once(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab, key: Callable[..., None]
) -> None:
    make(db, *(add_customer(db, name=name) for name in ("张伟", "李娜")))
    wait_rows(qtbot, tab, 2)
    tab.table.selectAll()
    key(Qt.Key.Key_F2)
    dialog = panel.findChild(ManyGiftsDialog)
    assert dialog is not None
    dialog.name.setText("月饼")
    dialog.price.setText("88")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: shown(tab, "gift") == ["月饼", "月饼"])
    assert {row.price for row in stored(db)} == {8_800}


def test_that_one_is_changed_taken_from_the_list_and_brought_back(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab, key: Callable[..., None]
) -> None:
    make(db, add_customer(db))
    wait_rows(qtbot, tab, 1)
    key(Qt.Key.Key_F2)
    dialog = panel.findChild(GiftDialog)
    assert dialog is not None
    assert dialog.name.text() == "茶叶"
    dialog.name.setText("苹果")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(tab, "gift") == ["苹果"])
    key(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 0)
    undo(db)
    wait_rows(qtbot, tab, 1)


def test_that_a_gift_is_added_by_its_form(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab
) -> None:
    customer = add_customer(db, name="张伟")
    add_interaction(db, customer, "茶叶", at=datetime(2026, 9, 9, tzinfo=UTC), kind="gift")
    make(db)
    qtbot.waitUntil(lambda: tab.current() is not None)
    button = panel.findChild(QPushButton, "gift_add")
    assert button is not None
    button.click()
    dialog = panel.findChild(GiftDialog)
    assert dialog is not None
    assert not dialog.save_button.isEnabled()
    dialog.customer.set_customer(customer)
    dialog.customer.changed.emit(dialog.customer.choice())
    dialog.name.setText("座钟")
    below = dialog.findChild(QLabel, "name_problem")
    assert below is not None
    assert below.text() == "A clock sounds like “seeing off the dead”."
    before = dialog.findChild(QLabel, "price_problem")
    assert before is not None
    assert before.text() == "Last time: 茶叶"
    assert dialog.save_button.isEnabled()  # it warns, and forbids nothing
    dialog.name.setText("台历")
    assert (below.text(), before.text()) == ("", "Last time: 茶叶")
    dialog.save_button.click()
    wait_rows(qtbot, tab, 1)
    assert shown(tab, "customer") == ["张伟"]


def test_that_warnings_stand_in_the_row(qtbot: QtBot, db: Database, tab: GiftTab) -> None:
    customer = add_customer(db)
    at = datetime(2026, 9, 20, 4, tzinfo=UTC)
    add_interaction(db, customer, "座钟", at=at, kind="gift")
    make(db, customer, gift="座钟")
    wait_rows(qtbot, tab, 1)
    assert shown(tab, "notices") == ["A clock sounds like “seeing off the dead”. (+1)"]
    at_column = [one.key for one in tab.model.columns].index("notices")
    tip = tab.model.index(0, at_column).data(Qt.ItemDataRole.ToolTipRole)
    assert "Got 座钟 last year too." in tip


def test_that_the_sum_is_headed_by_the_year_of_the_list(
    qtbot: QtBot, db: Database, tab: GiftTab
) -> None:
    make(db, add_customer(db))
    wait_rows(qtbot, tab, 1)
    at = [one.key for one in tab.model.columns].index("year")
    assert tab.model.headerData(at, Qt.Orientation.Horizontal) == "2027 in all"


def test_that_chips_show_what_is_still_to_do(qtbot: QtBot, db: Database, tab: GiftTab) -> None:
    make(db, *(add_customer(db, name=name) for name in ("张伟", "李娜")))
    wait_rows(qtbot, tab, 2)
    chip = tab.findChild(QPushButton, "scope_planned")
    assert chip is not None
    assert chip.text() == "Planned 2"
    tab.scopes.choose("given")
    assert tab.model.rowCount() == 0


def test_that_addresses_are_copied_for_the_courier(
    qtbot: QtBot, db: Database, tab: GiftTab, key: Callable[..., None]
) -> None:
    make(db, add_customer(db, name="张伟", phone="13800138000", address="杭州市西湖区文三路1号"))
    wait_rows(qtbot, tab, 1)
    key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied == "张伟  138 0013 8000  杭州市西湖区文三路1号"


def test_that_proposals_are_ticked_with_last_times_gift(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab
) -> None:
    faithful, big = add_customer(db, name="老客"), add_customer(db, name="大户")
    make(db, faithful, draft=GiftListDraft("中秋 2026", "moon", date(2026, 9, 25)))
    add_order(db, big, (LineDraft("茶", price=90_000),), day=date(2026, 11, 1))
    moon = make(db)
    tab.show_list(moon)
    qtbot.waitUntil(lambda: tab.current() is not None and tab.current().id == moon)
    button = panel.findChild(QPushButton, "gift_propose")
    assert button is not None
    button.click()
    dialog = panel.findChild(ProposalDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() == 2)
    assert [gift.person[0] for gift in dialog.chosen()] == [faithful]
    assert dialog.chosen()[0].name == "茶叶"
    dialog.tick_all(on=True)
    assert dialog.count.text() == "2 ticked"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    wait_rows(qtbot, tab, 2)


def test_that_enter_puts_those_ticked_on_the_list_once(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab, navigator: RecordingNavigator
) -> None:
    add_order(db, add_customer(db), (LineDraft("茶", price=90_000),), day=date(2026, 11, 1))
    make(db)
    qtbot.waitUntil(lambda: tab.current() is not None)
    tab.list_acts.propose(tab.current())
    dialog = panel.findChild(ProposalDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() == 1)
    dialog.tick_all(on=True)
    sent: list[object] = []
    dialog.submitted.connect(sent.append)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    wait_rows(qtbot, tab, 1)
    assert len(sent) == 1
    qtbot.waitUntil(lambda: navigator.said == ["1 person put on “中秋 2027”"])


def test_that_customers_chosen_elsewhere_are_put_on_a_list(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab, navigator: RecordingNavigator
) -> None:
    customers = [add_customer(db, name=name) for name in ("张伟", "李娜")]
    moon = make(db, customers[0])
    shown_lists: list[int] = []
    tab.list_acts.add_customers(customers, shown_lists.append)
    dialog = panel.findChild(ManyGiftsDialog)
    assert dialog is not None
    assert dialog.list_id() == moon
    dialog.name.setText("红酒")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: shown_lists == [moon])
    assert [row.name for row in stored(db)] == ["茶叶", "红酒"]
    qtbot.waitUntil(lambda: bool(navigator.said))
    assert navigator.said == ["1 person put on “中秋 2027”"]


def test_that_nobody_puts_the_whole_book_on_a_gift_list_by_mistake(
    panel: CarePanel, tab: GiftTab, navigator: RecordingNavigator
) -> None:
    tab.list_acts.add_customers(list(range(501)), lambda _list: None)
    assert panel.findChild(ManyGiftsDialog) is None
    assert navigator.said == ["At most 500 customers at once: choose fewer in the list first."]


def test_that_they_may_come_onto_a_new_list(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab
) -> None:
    customers = [add_customer(db)]
    lists: list[int] = []
    tab.list_acts.add_customers(customers, lists.append)
    many = panel.findChild(ManyGiftsDialog)
    assert many is not None
    assert many.list_id() is None
    many.save_button.click()
    dialog = panel.findChild(GiftListDialog)
    assert dialog is not None
    dialog.save_button.click()
    qtbot.waitUntil(lambda: len(lists) == 1)
    assert len(stored(db)) == 1


def test_that_the_list_is_printed_and_written_as_a_workbook(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab, tmp_path: Path
) -> None:
    make(db, add_customer(db, name="张伟", phone="13800138000", address="杭州市文三路1号"))
    wait_rows(qtbot, tab, 1)
    around = tab.current()
    assert around is not None
    rows = list(tab.rows())
    text = gift_sheet(around, rows, "CN").document.toPlainText()
    assert "杭州市文三路1号" in text
    assert "Received" in text
    panel.print_page()
    preview = panel.window().findChild(SheetPreview)
    assert preview is not None
    preview.close()
    tab.acts.write(around, rows, tmp_path / "gifts.xlsx")
    sheet = load_workbook(tmp_path / "gifts.xlsx").active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][:5] == ["Customer", "Contact", "Salutation", "Gift", "Price"]
    assert cells[1][0] == "张伟"
    assert cells[1][4] == 200


def test_that_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab, tmp_path: Path
) -> None:
    make(db, add_customer(db))
    wait_rows(qtbot, tab, 1)
    around = tab.current()
    assert around is not None
    tab.acts.write(around, tab.rows(), tmp_path / "no" / "gifts.xlsx")
    box = panel.window().findChild(QWidget, "failure")
    assert box is not None
    box.close()


def test_that_the_limit_of_a_year_is_set(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab
) -> None:
    make(db, add_customer(db))
    wait_rows(qtbot, tab, 1)
    tab.list_acts.limit()
    dialog = panel.findChild(LimitDialog)
    assert dialog is not None
    dialog.yearly.setText("100")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "¥200 in 2027: more than" in "".join(shown(tab, "notices")))
    with db.read() as session:
        assert load_gift_settings(session).yearly == 10_000


def test_that_a_list_is_changed_and_deleted_from_its_menu(
    qtbot: QtBot, db: Database, panel: CarePanel, tab: GiftTab
) -> None:
    make(db, add_customer(db))
    wait_rows(qtbot, tab, 1)
    more = panel.findChild(QToolButton, "gift_more")
    assert more is not None
    more.click()
    menu = next(one for one in tab.findChildren(QMenu, "gift_list_menu"))
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[0] == "Edit the list…"
    menu.actions()[0].trigger()
    dialog = panel.findChild(GiftListDialog)
    assert dialog is not None
    dialog.name.setText("月饼")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: tab.title.text() == "月饼")
    more.click()
    menu = next(one for one in tab.findChildren(QMenu, "gift_list_menu") if one.isVisible())
    menu.actions()[-1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: tab.current() is None)


def test_that_enter_leads_to_the_customer(
    qtbot: QtBot,
    db: Database,
    tab: GiftTab,
    key: Callable[..., None],
    navigator: RecordingNavigator,
) -> None:
    customer = add_customer(db)
    make(db, customer)
    wait_rows(qtbot, tab, 1)
    key(Qt.Key.Key_Return)
    assert navigator.went == [("open_customer", (customer,))]
    assert tab.current_customer() == customer
