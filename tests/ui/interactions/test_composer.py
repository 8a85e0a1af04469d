"""A call logged in a few keys, and no word lost on the way."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.journal.actions import undo
from crmdesk.models.journal.drafts import load_draft
from crmdesk.models.schema import FollowUp, Interaction, Promise
from crmdesk.ui.interactions.composer import Composer
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_contact, add_customer, add_follow_up
from tests.support.databases import NOW
from tests.support.keyboard import type_text

Show = Callable[[int], Composer]


@pytest.fixture
def show(qtbot: QtBot, db: Database, jobs: JobRunner) -> Show:
    def shown(customer_id: int) -> Composer:
        composer = Composer(db, jobs)
        composer.resize(560, 300)
        qtbot.addWidget(composer)
        composer.show_customer(customer_id)
        composer.show()
        qtbot.waitExposed(composer)
        composer.activateWindow()
        composer.focus_text()
        qtbot.waitUntil(composer.words.hasFocus)
        return composer

    return shown


def logged(db: Database) -> list[Any]:
    with db.read() as session:
        return list(session.scalars(select(Interaction).order_by(Interaction.id)))


def kept(db: Database, customer: int) -> str:
    with db.read() as session:
        found = load_draft(session, f"composer:{customer}", db.staff_id)
    return str(found.data["text"]) if found and found.data.get("kind") == "visit" else ""


def told(composer: Composer, name: str) -> str:
    """What the line of that name says, "" while it is hidden."""
    line = composer.findChild(QLabel, name)
    return line.text() if line is not None and line.isVisible() else ""


def enter(qtbot: QtBot, composer: Composer) -> None:
    with qtbot.waitSignal(composer.saved):
        qtbot.keyClick(composer.words, Qt.Key.Key_Return)


def compose(composer: Composer, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(composer.words, event)


def test_that_words_and_enter_log_an_outgoing_call_of_now(
    qtbot: QtBot, db: Database, show: Show
) -> None:
    customer = add_customer(db)
    composer = show(customer)
    type_text(qtbot, composer.words, "asked for a quote")
    enter(qtbot, composer)
    (entry,) = logged(db)
    assert (entry.customer_id, entry.kind, entry.direction) == (customer, "call", "out")
    assert (entry.text, entry.at) == ("asked for a quote", NOW)
    assert composer.words.toPlainText() == ""
    assert composer.words.hasFocus()


def test_that_shift_enter_is_a_new_line_and_the_field_grows(
    qtbot: QtBot, db: Database, show: Show
) -> None:
    composer = show(add_customer(db))
    low = composer.words.height()
    type_text(qtbot, composer.words, "one")
    qtbot.keyClick(composer.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_text(qtbot, composer.words, "two")
    assert composer.words.toPlainText() == "one\ntwo"
    assert composer.words.height() > low
    composer.words.setPlainText("\n" * 40)
    assert composer.words.height() < 260


def test_that_in_a_low_window_a_long_text_scrolls_sooner(
    qtbot: QtBot, db: Database, show: Show
) -> None:
    composer = show(add_customer(db))
    composer.words.setPlainText("样品\n" * 6)
    tall = composer.words.height()
    composer.set_low(low=True)
    assert composer.words.height() < tall
    composer.set_low(low=False)
    assert composer.words.height() == tall
    composer.words.clear()


def test_that_the_enter_that_confirms_chinese_saves_nothing(
    qtbot: QtBot, db: Database, show: Show
) -> None:
    composer = show(add_customer(db))
    compose(composer, "yao bao jia")
    qtbot.keyClick(composer.words, Qt.Key.Key_Return)
    assert logged(db) == []
    compose(composer, "", "要报价")
    assert composer.words.toPlainText() == "要报价"
    enter(qtbot, composer)
    assert [entry.text for entry in logged(db)] == ["要报价"]


def test_that_one_key_sets_the_kind_and_the_same_again_turns_it_round(
    qtbot: QtBot, db: Database, show: Show
) -> None:
    composer = show(add_customer(db))
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(composer.words, Qt.Key.Key_2, control)
    assert (composer.kinds.kind(), composer.kinds.direction()) == ("wechat", "out")
    qtbot.keyClick(composer.words, Qt.Key.Key_2, control)
    assert (composer.kinds.kind(), composer.kinds.direction()) == ("wechat", "in")
    qtbot.keyClick(composer.words, Qt.Key.Key_0, control)
    assert (composer.kinds.kind(), composer.kinds.direction()) == ("note", "")
    button = composer.findChild(QToolButton, "log_visit")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert composer.words.hasFocus()
    type_text(qtbot, composer.words, "x")
    enter(qtbot, composer)
    assert (logged(db)[0].kind, logged(db)[0].direction) == ("visit", "in")
    assert composer.kinds.kind() == "visit"  # the next one is likely to be the same


def test_that_an_outcome_by_one_key_needs_no_words(qtbot: QtBot, db: Database, show: Show) -> None:
    composer = show(add_customer(db))
    qtbot.keyClick(composer.words, Qt.Key.Key_F4)
    enter(qtbot, composer)
    (entry,) = logged(db)
    assert (entry.outcome, entry.text) == ("no_answer", "")
    assert composer.outcome.value() is None


def test_that_nothing_at_all_is_refused_in_words(qtbot: QtBot, db: Database, show: Show) -> None:
    composer = show(add_customer(db))
    qtbot.keyClick(composer.words, Qt.Key.Key_Return)
    assert "Write a few words" in told(composer, "log_problem")
    assert logged(db) == []


@pytest.mark.usefixtures("chinese")
def test_that_words_after_a_slash_set_the_fields(qtbot: QtBot, db: Database, show: Show) -> None:
    composer = show(add_customer(db))
    for word in ("/lf ", "/ydy ", "/gh ", "/30m ", "/¥12.50 ", "/明天 ", "要样品"):
        type_text(qtbot, composer.words, word)
    assert composer.words.toPlainText() == "要样品"
    enter(qtbot, composer)
    (entry,) = logged(db)
    assert (entry.kind, entry.direction) == ("visit", "in")
    assert (entry.outcome, entry.purpose) == ("agreed", "care")
    assert (entry.minutes, entry.cost) == (30, 1250)
    with db.read() as session:
        follow_up = session.scalars(select(FollowUp)).one()
    assert (follow_up.due_on, follow_up.text) == (date(2026, 11, 22), "要样品")


def test_that_a_slash_nobody_knows_is_just_text(qtbot: QtBot, db: Database, show: Show) -> None:
    composer = show(add_customer(db))
    type_text(qtbot, composer.words, "/etc is full")
    assert composer.words.toPlainText() == "/etc is full"


def test_that_details_are_told_in_place_and_summed_up_when_folded(
    qtbot: QtBot, db: Database, show: Show
) -> None:
    customer = add_customer(db, "华兴机械", kind="company")
    contact = add_contact(db, customer, "李工")
    composer = show(customer)
    more = composer.findChild(QPushButton, "log_more")
    assert more is not None
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    details = composer.details
    assert details.isVisible()
    details.purpose.set_value("service")
    type_text(qtbot, details.minutes, "45")
    type_text(qtbot, details.cost, "80")
    details.contact.setCurrentIndex(details.contact.findData(contact))
    type_text(qtbot, details.at.day, "yesterday")
    type_text(qtbot, details.at.clock, "9:05")
    type_text(qtbot, details.next.line, "in 3 days send the offer")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    summary = told(composer, "log_summary")
    for part in ("Service", "45 minutes", "80", "李工", "Yesterday 09:05", "next: 24 Nov"):
        assert part in summary
    composer.focus_text()
    type_text(qtbot, composer.words, "mended")
    enter(qtbot, composer)
    (entry,) = logged(db)
    assert entry.at == datetime(2026, 11, 20, 1, 5, tzinfo=UTC)
    assert (entry.contact_id, entry.minutes, entry.cost) == (contact, 45, 8000)
    with db.read() as session:
        follow_up = session.scalars(select(FollowUp)).one()
    assert (follow_up.due_on, follow_up.text) == (date(2026, 11, 24), "send the offer")
    assert told(composer, "log_summary") == ""


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("cost", "much", "cost"),
        ("clock", "25:00", "14:30"),
        ("day", "someday", "yesterday"),
        ("next", "send it", "Begin with a day"),
    ],
)
def test_that_what_cannot_be_understood_is_told_and_not_lost(
    qtbot: QtBot, db: Database, show: Show, field: str, text: str, words: str
) -> None:
    composer = show(add_customer(db))
    details = composer.details
    target: Any = {
        "cost": details.cost,
        "clock": details.at.clock,
        "day": details.at.day,
        "next": details.next.line,
    }[field]
    target.setText(text)
    target.textEdited.emit(text)
    type_text(qtbot, composer.words, "x")
    qtbot.keyClick(composer.words, Qt.Key.Key_Return)
    assert words in told(composer, "log_problem")
    assert details.isVisible()
    assert (logged(db), composer.words.toPlainText()) == ([], "x")


def test_that_words_survive_a_crash_and_say_so(qtbot: QtBot, db: Database, show: Show) -> None:
    customer = add_customer(db)
    first = show(customer)
    type_text(qtbot, first.words, "half a sent")
    qtbot.keyClick(first.words, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "half a sent" in kept(db, customer))  # nobody saves, nobody closes
    second = show(customer)
    assert second.words.toPlainText() == "half a sent"
    assert second.kinds.kind() == "visit"
    type_text(qtbot, second.words, "ence")
    enter(qtbot, second)
    assert [entry.text for entry in logged(db)] == ["half a sentence"]
    qtbot.waitUntil(lambda: show(customer).words.toPlainText() == "")


def test_that_words_wait_for_their_customer(qtbot: QtBot, db: Database, show: Show) -> None:
    one, other = add_customer(db), add_customer(db, "李娜")
    composer = show(one)
    type_text(qtbot, composer.words, "about one")
    composer.show_customer(other)
    assert composer.words.toPlainText() == ""
    type_text(qtbot, composer.words, "about two")
    composer.show_customer(one)
    assert composer.words.toPlainText() == "about one"
    enter(qtbot, composer)
    composer.show_customer(other)
    enter(qtbot, composer)
    assert [(row.customer_id, row.text) for row in logged(db)] == [
        (one, "about one"),
        (other, "about two"),
    ]


def test_that_words_that_cannot_be_stored_come_back(qtbot: QtBot, db: Database, show: Show) -> None:
    customer = add_customer(db)
    composer = show(customer)
    with db.write("customer.delete", name="") as session:
        delete_customer(session, customer)
    type_text(qtbot, composer.words, "too late")
    qtbot.keyClick(composer.words, Qt.Key.Key_Return)
    type_text(qtbot, composer.words, "and more")
    qtbot.waitUntil(lambda: composer.words.toPlainText() == "too late\nand more")
    box = next(box for box in composer.children() if box.objectName() == "failure")
    box.close()  # type: ignore[attr-defined]


def test_that_a_future_hour_is_refused_by_its_field(qtbot: QtBot, db: Database, show: Show) -> None:
    composer = show(add_customer(db))
    composer.details.at.clock.setText("23:00")
    type_text(qtbot, composer.words, "x")
    qtbot.keyClick(composer.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "future" in told(composer, "log_problem"))
    assert composer.words.toPlainText() == "x"


def test_that_a_follow_up_is_done_along_with_the_words(
    qtbot: QtBot, db: Database, show: Show
) -> None:
    customer = add_customer(db)
    follow_up = add_follow_up(db, customer, date(2026, 11, 21), "催合同")
    composer = show(customer)
    composer.preset(follow_up=(follow_up, "催合同"))
    box = composer.findChild(QCheckBox, "finish_follow_up")
    assert box is not None
    assert box.isVisible()
    type_text(qtbot, composer.words, "signed")
    enter(qtbot, composer)
    with db.read() as session:
        row = session.get_one(FollowUp, follow_up)
    assert (row.status, row.interaction_id) == ("done", logged(db)[0].id)


def test_that_what_was_filled_in_is_no_draft(qtbot: QtBot, db: Database, show: Show) -> None:
    customer = add_customer(db)
    composer = show(customer)
    composer.preset(purpose="care", text="Birthday wishes")
    composer.hide()
    qtbot.wait(50)
    assert show(customer).words.toPlainText() == ""


def test_that_words_under_way_belong_to_their_customer_only(
    qtbot: QtBot, db: Database, jobs: JobRunner, show: Show
) -> None:
    one, other = add_customer(db), add_customer(db, "李娜")
    composer = show(one)
    go_on = threading.Event()
    jobs.write(lambda _job: go_on.wait(20))  # a long import
    type_text(qtbot, composer.words, "first")
    qtbot.keyClick(composer.words, Qt.Key.Key_Return)
    type_text(qtbot, composer.words, "second")
    composer.show_customer(other)
    assert composer.words.toPlainText() == ""
    with qtbot.waitSignal(composer.saved):
        go_on.set()
    composer.show_customer(one)
    assert composer.words.toPlainText() == "second"
    assert [row.text for row in logged(db)] == ["first"]


def test_that_in_a_low_window_outcomes_show_while_one_writes(
    qtbot: QtBot, db: Database, show: Show
) -> None:
    composer = show(add_customer(db))
    composer.set_low(low=True)
    assert composer.outcome.isVisible()
    composer.words.clearFocus()
    qtbot.waitUntil(composer.outcome.isHidden)
    composer.focus_text()
    qtbot.waitUntil(composer.outcome.isVisible)
    qtbot.keyClick(composer.words, Qt.Key.Key_F4)
    composer.words.clearFocus()
    assert composer.outcome.isVisible()
    composer.set_low(low=False)
    composer.outcome.set_value(None)
    assert composer.outcome.isVisible()


def promises(db: Database) -> list[Any]:
    with db.read() as session:
        return list(session.scalars(select(Promise)))


def test_that_a_promise_in_the_words_is_noted_with_its_day(
    qtbot: QtBot, db: Database, show: Show
) -> None:
    customer = add_customer(db)
    composer = show(customer)
    assert composer.promise.isHidden()
    type_text(qtbot, composer.words, "承诺寄样品")
    assert composer.promise.isVisible()
    assert not composer.promise.isChecked()
    type_text(qtbot, composer.words, "，周五前")
    assert composer.promise.isChecked()
    assert "寄样品" in composer.promise.text()
    enter(qtbot, composer)
    [made] = promises(db)
    [entry] = logged(db)
    assert (made.text, made.due_on, made.interaction_id) == (
        "寄样品",
        date(2026, 11, 27),
        entry.id,
    )
    assert composer.promise.isHidden()
    undo(db)
    assert promises(db) == logged(db) == []


def test_that_a_promise_unticked_is_only_words(qtbot: QtBot, db: Database, show: Show) -> None:
    composer = show(add_customer(db))
    type_text(qtbot, composer.words, "答应明天回电话")
    at = QPoint(10, composer.promise.height() // 2)
    qtbot.mouseClick(composer.promise, Qt.MouseButton.LeftButton, pos=at)
    type_text(qtbot, composer.words, "，她很高兴")
    assert not composer.promise.isChecked()
    enter(qtbot, composer)
    assert promises(db) == []


def steps(db: Database) -> list[FollowUp]:
    with db.read() as session:
        return list(session.scalars(select(FollowUp)))


def test_that_a_next_step_in_the_words_is_noted_with_its_day(
    qtbot: QtBot, db: Database, show: Show
) -> None:
    composer = show(add_customer(db))
    type_text(qtbot, composer.words, "谈了新款。下一步送样品")
    assert composer.next_step.isVisible()
    assert not composer.next_step.isChecked()
    type_text(qtbot, composer.words, "，周五")
    assert composer.next_step.isChecked()
    enter(qtbot, composer)
    [entry], [step] = logged(db), steps(db)
    assert (step.text, step.due_on) == ("送样品", date(2026, 11, 27))
    assert step.interaction_id == entry.id
    assert entry.text == "谈了新款。下一步送样品，周五"
    assert composer.next_step.isHidden()
    undo(db)
    assert steps(db) == logged(db) == []


def test_that_a_next_step_told_in_its_own_field_counts_and_one_unticked_does_not(
    qtbot: QtBot, db: Database, show: Show
) -> None:
    composer = show(add_customer(db))
    type_text(qtbot, composer.words, "下一步周五送样品")
    composer.details.next.set_text("明天 寄目录")
    assert composer.next_step.isHidden()
    enter(qtbot, composer)
    assert [step.text for step in steps(db)] == ["寄目录"]
    type_text(qtbot, composer.words, "下一步周五送样品")
    composer.next_step.setChecked(False)
    enter(qtbot, composer)
    assert len(steps(db)) == 1


def test_that_what_was_promised_for_a_day_is_not_noted_twice(
    qtbot: QtBot, db: Database, show: Show
) -> None:
    composer = show(add_customer(db))
    type_text(qtbot, composer.words, "答应她下周一再打给她")
    assert composer.promise.isChecked()
    assert composer.next_step.isHidden()
    enter(qtbot, composer)
    assert steps(db) == []
