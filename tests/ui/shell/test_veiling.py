"""Masked numbers in the window: what was set counts at once, each look is noted first."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog
from shiboken6 import delete
from sqlalchemy import event

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.rows import load_rows
from crmdesk.models.journal.queries import load_history
from crmdesk.models.masking import veil
from crmdesk.models.masking.changing import change_privacy
from crmdesk.models.masking.settings import PrivacySettings
from crmdesk.models.schema import Customer
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.shell.assembly import Assembly
from tests.support.builders import add_customer

MOBILE = "+8613812345678"


@pytest.fixture
def customer(db: Database) -> int:
    return add_customer(db, "王芳", phones=("13812345678",))


def shown(customer: int) -> str:
    return say_phone(MOBILE, "CN", customer)


def newest(db: Database) -> str:
    with db.read() as session:
        return load_history(session, limit=1)[0].text


def test_that_the_window_follows_the_setting_at_once(
    qtbot: Any, db: Database, customer: int, assembly: Assembly
) -> None:
    assert shown(customer) == "138 1234 5678"
    change_privacy(db, PrivacySettings("all"))
    qtbot.waitUntil(lambda: shown(customer) == "138****5678")
    change_privacy(db, PrivacySettings("never"))
    qtbot.waitUntil(lambda: shown(customer) == "138 1234 5678")


def test_that_my_own_customers_are_seen_and_a_customer_handed_to_me_too(
    qtbot: Any, db: Database, customer: int, assembly: Assembly
) -> None:
    mine = add_customer(db, "李雷", phones=("13900001111",), owner_id=db.staff_id)
    change_privacy(db, PrivacySettings("others"))
    qtbot.waitUntil(lambda: shown(customer) == "138****5678")
    qtbot.waitUntil(lambda: shown(mine) == "138 1234 5678")
    with db.write("customer.edit", name="王芳") as session:
        session.get_one(Customer, customer).owner_id = db.staff_id
    qtbot.waitUntil(lambda: shown(customer) == "138 1234 5678")


def test_that_a_look_is_noted_and_ends_with_the_screen(
    qtbot: Any, db: Database, customer: int, assembly: Assembly
) -> None:
    change_privacy(db, PrivacySettings("all"))
    qtbot.waitUntil(lambda: shown(customer) == "138****5678")
    done: list[str] = []
    assembly.navigator.reveal(customer, MOBILE, "138****5678", lambda: done.append("seen"))
    qtbot.waitUntil(lambda: done == ["seen"])
    assert shown(customer) == "138 1234 5678"
    assert newest(db) == "138****5678 of 王芳 shown"
    assembly.window.show_screen("customers")
    assert shown(customer) == "138****5678"


def test_that_what_leaves_is_noted_before_it_does(
    qtbot: Any, db: Database, customer: int, assembly: Assembly
) -> None:
    done: list[str] = []
    assembly.navigator.record(
        "record.print", [customer], lambda: done.append(newest(db)), title="客户", count=1
    )
    qtbot.waitUntil(lambda: done == ["Print of “客户” (1)"])


class _Form(QDialog):
    """Copies what stands in it, and closes."""

    def __init__(self) -> None:
        super().__init__()
        self.done_once: list[bool] = []

    def copy(self) -> None:
        self.done_once.append(self.isVisible())  # raises where it is gone


def test_that_a_form_closed_meanwhile_is_not_asked_again(
    qtbot: Any, db: Database, assembly: Assembly
) -> None:
    form = _Form()
    assembly.navigator.record("record.report", [], form.copy, title="日报", day="2026-11-21")
    delete(form)
    again: list[str] = []
    assembly.navigator.record(
        "record.report", [], lambda: again.append("noted"), title="日报", day="2026-11-21"
    )
    qtbot.waitUntil(lambda: again == ["noted"])
    assert form.done_once == []


def test_that_what_cannot_be_noted_neither_shows_nor_leaves(
    qtbot: Any,
    db: Database,
    customer: int,
    assembly: Assembly,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    veil.put_on(veil.ALL)
    told: list[BaseException] = []
    monkeypatch.setattr(
        "crmdesk.ui.shell.veiling.show_failure", lambda _parent, error: told.append(error)
    )

    def refuse(*_args: object, **_more: object) -> Any:
        raise CrmError("database.locked")

    monkeypatch.setattr(db, "write", refuse)
    done: list[str] = []
    then = partial(done.append, "done")
    assembly.navigator.reveal(customer, MOBILE, "138****5678", then)
    assembly.navigator.record("record.print", [customer], then, title="客户", count=1)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert done == []
    assert shown(customer) == "138****5678"


def test_that_rows_of_a_list_cost_no_more_when_masked(db: Database) -> None:
    """A masked row asks for nothing that a row that is seen does not."""
    customers = [add_customer(db, f"客户{n}", phones=(f"138000000{n:02}",)) for n in range(20)]
    asked = _questions(db, customers)
    veil.put_on(veil.ALL)
    assert _questions(db, customers) == asked


def _questions(db: Database, customers: list[int]) -> int:
    found: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        found.append(statement)

    engine = db.storage.engine
    event.listen(engine, "before_cursor_execute", note)
    with db.read() as session:
        for row in load_rows(session, customers).values():
            assert row.phones[0].text
    event.remove(engine, "before_cursor_execute", note)
    return len(found)
