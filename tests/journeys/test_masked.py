"""Numbers behind stars: set once, found all the same, seen by one click that is noted."""

from collections.abc import Generator

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QToolButton

from crmdesk.models.core.db import Database
from crmdesk.models.journal.queries import load_history
from crmdesk.models.masking import veil
from crmdesk.ui.kit.phones import hide_numbers
from crmdesk.ui.office.panel import OfficePanel
from tests.support.builders import add_customer
from tests.support.driver import Desk


@pytest.fixture(autouse=True)
def unmasked() -> Generator[None, None, None]:
    """What is masked is one for the whole program."""
    yield
    veil.put_on(veil.NEVER)
    hide_numbers()


def told(db: Database) -> list[str]:
    with db.read() as session:
        return [row.text for row in load_history(session, limit=3)]


def test_that_numbers_are_masked_found_seen_and_hidden_again(desk: Desk) -> None:
    desk.start()
    wang = add_customer(desk.db, "王芳", phones=("13812345678",))
    add_customer(desk.db, "李雷", phones=("13900001111",))

    desk.window.show_screen("office")
    desk.find(OfficePanel, "office_panel").show_settings("privacy")
    box = desk.find(QComboBox, "mask_numbers")
    box.setCurrentIndex(box.findData("all"))
    desk.press("privacy_save")
    desk.until(lambda: told(desk.db)[0] == "Numbers of all customers are masked")

    desk.window.show_screen("customers")
    desk.type("12345678", desk.find(QLineEdit, "customer_search"))
    desk.until(lambda: desk.names() == ["王芳"])
    desk.assembly.navigator.open_customer(wang)
    number = desk.find(QLabel, "primary_phone")
    desk.until(lambda: number.text() == "138****5678")

    desk.click(desk.find(QToolButton, "show_phone"))
    desk.until(lambda: number.text() == "138 1234 5678")
    assert told(desk.db)[0] == "138****5678 of 王芳 shown"

    desk.window.show_screen("today")
    desk.window.show_screen("customers")
    desk.until(lambda: number.text() == "138****5678")

    desk.window.commands.run("edit.undo")
    desk.until(lambda: told(desk.db)[0] == "Undo: New customer 李雷")
