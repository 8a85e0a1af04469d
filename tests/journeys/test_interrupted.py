"""Closed, killed, spoken to in another language, called meanwhile: nothing typed is lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget
from sqlalchemy import select

from crmdesk.models.schema import Interaction
from tests.support.builders import add_contact, add_customer, add_interaction, add_phone
from tests.support.databases import open_copy
from tests.support.driver import Desk
from tests.support.source import ROOT

HALF = "she wants twenty chairs and"


@pytest.fixture
def customer(desk: Desk, template: Path) -> int:
    """One of three customers of the office."""
    db = open_copy(template, desk.database, desk.clock)
    add_customer(db, name="李四", phone="13911112222")
    fang = add_customer(db, name="王芳", phone="13700001111")
    add_customer(db, name="赵敏", phone="13622223333")
    db.close()
    return fang


def _composer(desk: Desk) -> QPlainTextEdit:
    return desk.find(QPlainTextEdit, "log_words")


def test_that_words_half_typed_wait_for_the_next_start(desk: Desk, customer: int) -> None:
    desk.start()
    desk.open_customer("王芳")
    desk.type(HALF, into=_composer(desk))
    desk.start_again()
    desk.open_customer("李四")
    assert _composer(desk).toPlainText() == ""
    desk.open_customer("王芳")
    assert _composer(desk).toPlainText() == HALF
    assert desk.sees("typed before and not saved")


def test_that_a_kill_loses_no_words(desk: Desk, customer: int) -> None:
    """A real process, a real kill -9, what a power cut does to the program."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.dying_clerk",
         str(desk.database), str(customer), HALF],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE, text=True,
    ) as clerk:  # fmt: skip
        assert clerk.stdout is not None
        said = clerk.stdout.readline()
        clerk.send_signal(signal.SIGKILL)
    assert said == "kept\n"
    desk.start()
    desk.open_customer("王芳")
    assert _composer(desk).toPlainText() == HALF
    desk.key("Return", on=_composer(desk))
    desk.until(lambda: any(HALF in line for line in desk.lines("timeline")))


def test_that_what_was_done_before_a_restart_can_be_undone_after_it(
    desk: Desk, customer: int
) -> None:
    desk.start()
    desk.open_customer("王芳")
    desk.key("Ctrl+L")
    desk.type("asked for the price list")
    desk.key("Return")
    desk.start_again()
    desk.key("Ctrl+H")
    desk.shown("journal_table")
    assert any("Log a contact with 王芳" in line for line in desk.lines("journal_table"))
    desk.until(desk.assembly.undo.knows)
    desk.key("Ctrl+Z")
    desk.open_customer("王芳")
    assert desk.stored().interactions == 0
    assert desk.window.commands.action("edit.redo").text() == "Redo: Log a contact with 王芳"
    desk.menu("edit.redo")
    assert desk.stored().interactions == 1
    desk.key("Ctrl+Z")
    assert desk.stored().interactions == 0


def test_that_ctrl_z_undoes_typing_where_one_types(desk: Desk, customer: int) -> None:
    desk.start()
    desk.open_customer("王芳")
    desk.type("first", into=_composer(desk))
    desk.key("Ctrl+Z", on=_composer(desk))
    assert _composer(desk).toPlainText() == ""
    assert sorted(desk.names()) == ["李四", "王芳", "赵敏"]


@pytest.mark.parametrize(
    "link", ["crmdesk:call?number=%2B8613700001111", "crmdesk://call?number=13700001111"]
)
def test_that_an_incoming_call_opens_its_customer(desk: Desk, customer: int, link: str) -> None:
    desk.start()
    desk.receive(link)
    desk.until(lambda: desk.page.customer_id() == customer)
    assert desk.window.current_screen() == "customers"


def test_that_a_call_starts_the_program_at_its_customer(desk: Desk, customer: int) -> None:
    desk.start("crmdesk:call?number=%2B8613700001111")
    desk.until(lambda: desk.page.customer_id() == customer)


def test_that_a_call_of_nobody_known_is_said(desk: Desk, customer: int) -> None:
    desk.start()
    desk.receive("crmdesk:call?number=%2B8615999998888")
    palette = desk.assembly.palette
    desk.until(palette.isVisible)
    assert palette.field.text() == "+8615999998888"
    desk.until(lambda: "New customer" in palette.list.item(1).text())
    desk.key("Return", on=palette.field)
    desk.until(lambda: desk.window.findChild(QDialog, "new_customer") is not None)
    form = desk.window.findChild(QDialog, "new_customer")
    assert form is not None
    form.close()


def test_that_a_call_of_a_contact_opens_the_company(desk: Desk, customer: int) -> None:
    desk.start()
    company = add_customer(desk.db, name="杭州云帆建材有限公司", kind="company")
    contact = add_contact(desk.db, company, "陈经理")
    add_phone(desk.db, company, "13588886666", contact_id=contact)
    desk.receive("crmdesk:call?number=13588886666")
    desk.until(lambda: desk.page.customer_id() == company)
    desk.until(_composer(desk).hasFocus)
    desk.type("问样品到了没有", into=_composer(desk))
    desk.key("Return", on=_composer(desk))

    def logged() -> list[tuple[str, str, int | None, str]]:
        with desk.db.read() as session:
            rows = session.scalars(select(Interaction))
            return [(row.kind, row.direction, row.contact_id, row.text) for row in rows]

    desk.until(lambda: logged() == [("call", "in", contact, "问样品到了没有")])


def test_that_another_language_keeps_the_customer_and_the_words(desk: Desk, customer: int) -> None:
    desk.start()
    add_interaction(desk.db, customer, "谈了报价")
    desk.open_customer("王芳")
    desk.type(HALF, into=_composer(desk))
    before = desk.window
    desk.menu("view.language.zh_TW")
    desk.until(lambda: desk.window is not before)
    desk.settle()
    assert desk.window.menuBar().actions()[0].text().startswith("檔案")
    assert desk.window.current_screen() == "customers"
    desk.until(lambda: desk.page.customer_id() == customer)
    desk.until(lambda: _composer(desk).toPlainText() == HALF)
    assert desk.customers.current_customer() == customer


def test_that_two_windows_of_one_file_see_each_other(desk: Desk, customer: int) -> None:
    """A colleague, or the command line, changes the file that is open here."""
    desk.start()
    desk.open_customer("王芳")
    colleague = desk.another_connection()
    add_customer(colleague, name="钱七")
    colleague.close()
    desk.until(lambda: "钱七" in desk.names())
    assert desk.page.customer_id() == customer
    assert desk.find(QWidget, "customer_page").isVisible()
