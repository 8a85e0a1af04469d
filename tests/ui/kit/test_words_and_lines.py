"""Days in words, lines of text, money and telephone numbers as lists show them."""

from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crmdesk.models.calendar.when import When
from crmdesk.ui.kit.later_menu import quick_days
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.phones import copy_phone, say_phone
from crmdesk.ui.kit.widgets.when_words import WhenWords, say_appointment
from crmdesk.ui.kit.wrap import wrap
from tests.support.navigator import RecordingNavigator

TODAY = date(2026, 11, 21)


def test_that_a_line_says_what_it_understood(qtbot: QtBot) -> None:
    field = WhenWords(lambda: TODAY)
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.changed):
        field.set_text("明天下午3点 寄样品")
    assert field.when() == When(date(2026, 11, 22), "15:00")
    assert (field.words(), field.unclear()) == ("寄样品", False)
    field.set_text("寄样品")
    assert (field.when(), field.words(), field.unclear()) == (None, "寄样品", True)
    field.set_text("")
    assert not field.unclear()


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (When(TODAY, "09:00"), "Today · 21 Nov 2026 (Sat) 09:00"),
        (When(date(2026, 12, 5)), "5 Dec 2026 (Sat)"),
    ],
)
def test_that_an_appointment_is_said_in_full(when: When, told: str) -> None:
    assert say_appointment(when, TODAY) == told


def test_that_no_day_is_offered_twice() -> None:
    days = [day for _text, day in quick_days(TODAY)]  # the day after tomorrow is a Monday
    assert len(days) == len(set(days)) == 5
    assert days == sorted(days)


def test_that_text_is_broken_into_lines_without_losing_a_character(qtbot: QtBot) -> None:
    text = "要两箱😀，下周一送到杭州仓库，货到付款。" * 3
    wrapped = wrap(text, 200)
    assert "".join(wrapped.lines) == text
    assert not wrapped.cut
    short = wrap(text, 200, 2)
    assert (short.lines, short.cut) == (wrapped.lines[:2], True)
    assert wrap("一\n二\r\n三", 200).lines == ("一", "二", "三")
    assert wrap("  ", 200).lines == ()


def test_that_money_bears_its_sign() -> None:
    assert say_money(128050, "CNY") == "¥1,280.50"
    assert say_money(-30000, "TWD") == "-NT$300"
    assert say_money(100, "JPY") == "JPY 1"
    assert say_money(100, "") == "1"


def test_that_a_number_is_shown_with_blanks_and_copied_without(qtbot: QtBot) -> None:
    navigator = RecordingNavigator()
    assert say_phone("+8613800138000", "CN", None) == "138 0013 8000"
    assert say_phone("八八八", "CN", None) == "八八八"
    copy_phone("+886912345678", "TW", navigator, 1)
    assert QGuiApplication.clipboard().text() == "0912345678"
    copy_phone("", "CN", navigator, 1)
    assert navigator.said == ["Copied: 0912345678"]
