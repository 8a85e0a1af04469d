"""Handing the old address book over, by every way there is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractItemView
from sqlalchemy import select

from crmdesk.models.schema import Customer
from tests.support.driver import Desk


def _by_menu(desk: Desk, book: Path) -> None:
    desk.start()
    desk.menu("file.import")
    desk.choose_file(book)


def _by_key(desk: Desk, book: Path) -> None:
    desk.start()
    desk.key("Ctrl+I")
    desk.choose_file(book)


def _by_button(desk: Desk, book: Path) -> None:
    desk.start()
    desk.press("rail_customers")
    desk.press("begin", desk.customers)
    desk.choose_file(book)


def _by_drop(desk: Desk, book: Path) -> None:
    desk.start()
    desk.drop(book)


def _at_the_start(desk: Desk, book: Path) -> None:
    desk.start(str(book))


def _by_a_later_start(desk: Desk, book: Path) -> None:
    desk.start()
    desk.receive(str(book))


@pytest.mark.parametrize(
    "hand_over", [_by_menu, _by_key, _by_button, _by_drop, _at_the_start, _by_a_later_start]
)
def test_that_an_old_address_book_becomes_customers(
    desk: Desk, book: Path, hand_over: Callable[[Desk, Path], None]
) -> None:
    hand_over(desk, book)
    preview = desk.dialog("import_dialog")
    assert desk.sees("header in row 2", preview)
    desk.press("apply", preview)
    desk.until(lambda: desk.sees("Imported", preview))
    desk.key("Return")
    desk.closed("import_dialog")
    desk.window.show_screen("customers")
    desk.until(lambda: sorted(desk.names()) == ["张三丰", "李四", "王芳", "赵敏"])
    desk.click_row("张三丰")
    assert len(desk.stored().phones) == 2


def test_that_nothing_is_written_when_one_only_looks(desk: Desk, book: Path) -> None:
    desk.start(str(book))
    desk.dialog("import_dialog")
    desk.key("Esc")
    desk.closed("import_dialog")
    desk.window.show_screen("customers")
    assert desk.names() == []


def test_that_a_bad_number_is_named_with_its_row_before_anything_is_written(
    desk: Desk, book: Path
) -> None:
    desk.start(str(book))
    preview = desk.dialog("import_dialog")
    desk.turn_to_tab("Problems 1", preview)
    [problem] = desk.lines("plan_problem", preview)
    assert problem.startswith(" | 8 | F 手机号码（必填） | 电话待补 |")
    desk.key("Esc")
    desk.closed("import_dialog")


def test_that_a_file_that_is_no_address_book_is_refused_in_one_sentence(
    desk: Desk, tmp_path: Path
) -> None:
    letter = tmp_path / "brochure.pdf"
    letter.write_bytes(b"%PDF-1.7\n")
    desk.start()
    desk.drop(letter)
    refusal = desk.dialog("import_dialog")
    assert desk.sees("brochure.pdf", refusal)
    desk.press("close", refusal)
    desk.closed("import_dialog")


def test_that_a_book_without_headings_is_taken_step_by_step_by_keyboard(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("张三丰,13800138000,轿车\n李四,13900139000,货车\n", encoding="gb18030")
    desk.start(str(path))
    wizard = desk.dialog("import_dialog")
    assert desk.sees("There are no headings", wizard)
    desk.key("Return")
    assert desk.lines("import_columns", wizard)[0].startswith("C | (no header) | 轿车 · 货车")
    table = desk.find(QAbstractItemView, "import_columns", wizard)
    table.setFocus()
    desk.key("Return")
    desk.type("hobbies")
    desk.key("Return")
    desk.until(lambda: "Hobbies | chosen by you" in desk.lines("import_columns", wizard)[0])
    desk.key("Alt+Right", on=wizard)
    desk.until(lambda: desk.sees("Who is there already", wizard))
    desk.keys("Alt+Right", "Return")
    desk.until(lambda: desk.sees("Imported", wizard))
    desk.key("Return")
    desk.closed("import_dialog")
    desk.open_customer("张三丰")
    with desk.db.read() as session:
        assert session.scalars(select(Customer.hobbies).order_by(Customer.id)).all() == [
            "轿车",
            "货车",
        ]
