"""What somebody keeps about a customer for herself."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from crmdesk.models.core.db import Database
from crmdesk.models.customers.private_notes import load_private_notes
from crmdesk.models.journal.actions import undo
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.customer_page import PageDriver, open_page


@pytest.fixture
def customer(db: Database) -> int:
    return add_customer(db, "王芳")


@pytest.fixture
def page(qtbot: Any, db: Database, jobs: JobRunner, customer: int) -> PageDriver:
    opened = open_page(qtbot, db, jobs, customer)
    opened.view.body.show_tab("profile")
    return opened


def texts(db: Database, customer: int) -> list[str]:
    with db.read() as session:
        return [row.text for row in load_private_notes(session, customer, db.staff_id)]


def write(page: PageDriver, words: str) -> None:
    page.part(QPushButton, "add_private_note").click()
    field = page.field("new_private_note")
    page.editor(field).setPlainText(words)
    field.commit()


def test_that_a_note_is_written_changed_and_taken_back(
    page: PageDriver, db: Database, customer: int
) -> None:
    write(page, "女儿六月高考")
    page.until(lambda: texts(db, customer) == ["女儿六月高考"])
    with db.read() as session:
        note = load_private_notes(session, customer, db.staff_id)[0]
    page.until(lambda: page.view.findChild(type(page.field("new_private_note")),
                                           f"private_note_{note.id}") is not None)  # fmt: skip
    field = page.field(f"private_note_{note.id}")
    assert page.read(field) == "女儿六月高考"
    page.editor(field).setPlainText("女儿已上大学")
    field.commit()
    page.until(lambda: texts(db, customer) == ["女儿已上大学"])
    undo(db)
    page.until(lambda: page.read(field) == "女儿六月高考")


def test_that_the_window_says_what_the_notes_do_not_protect_against(
    page: PageDriver, db: Database, customer: int
) -> None:
    hint = page.part(QLabel, "private_notes_hint")
    assert hint.isHidden()
    page.part(QPushButton, "add_private_note").click()
    assert "no encryption" in hint.text()
    assert not hint.isHidden()
