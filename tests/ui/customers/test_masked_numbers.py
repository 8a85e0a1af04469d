"""Numbers of a page and of the list where the office wants them masked."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from crmdesk.models.core.db import Database
from crmdesk.models.customers.rows import load_rows
from crmdesk.models.masking import veil
from crmdesk.models.schema import Customer
from crmdesk.ui.customers.listing.columns import list_columns
from crmdesk.ui.customers.page.warnings import WarningMark
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.customer_page import PageDriver, clipboard, open_page

MOBILE = "+8613911112222"
MASKED = "139****2222"


@pytest.fixture
def customer(db: Database) -> int:
    return add_customer(db, "王芳", phones=("139 1111 2222",), email="wang@example.com")


@pytest.fixture
def page(qtbot: Any, db: Database, jobs: JobRunner, customer: int) -> PageDriver:
    veil.put_on(veil.ALL)
    return open_page(qtbot, db, jobs, customer)


def told(page: PageDriver) -> None:
    """The hub says that numbers are to be said anew, as the window does after a look."""
    hub = page.window.findChild(DataHub)
    assert hub is not None
    hub.changed.emit(frozenset({("veil", 0)}))


def number(page: PageDriver) -> str:
    text: str = page.part(QLabel, "primary_phone").text()
    return text


def test_that_the_header_masks_the_number_until_the_eye_is_pressed(page: PageDriver) -> None:
    eye = page.part(QToolButton, "show_phone")
    assert number(page) == MASKED
    assert eye.isVisible()
    page.qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert page.navigator.went == [("reveal", (page.view.customer_id(), MOBILE, MASKED))]
    told(page)
    assert number(page) == "139 1111 2222"
    assert not eye.isVisible()


def test_that_a_click_on_the_masked_number_shows_it(page: PageDriver) -> None:
    page.qtbot.mouseClick(page.part(QLabel, "primary_phone"), Qt.MouseButton.LeftButton)
    assert page.navigator.went == [("reveal", (page.view.customer_id(), MOBILE, MASKED))]


def test_that_copying_is_noted_as_a_look(page: PageDriver) -> None:
    page.qtbot.mouseClick(page.part(QToolButton, "copy_phone"), Qt.MouseButton.LeftButton)
    assert page.navigator.went == [("reveal", (page.view.customer_id(), MOBILE, MASKED))]
    assert clipboard() == "13911112222"


def test_that_a_line_is_shown_first_and_edited_when_it_is_seen(page: PageDriver) -> None:
    page.view.body.show_tab("profile")
    phone = page.stored().phones[0]
    field = page.field(f"phone_{phone.id}")
    assert page.read(field) == MASKED
    field.edit()
    assert not field.editing()
    told(page)
    assert page.read(field) == "139 1111 2222"
    field.edit()
    assert field.editing()


def test_that_addresses_are_masked_line_by_line(page: PageDriver) -> None:
    page.view.body.show_tab("profile")
    email = page.stored().emails[0]
    assert page.read(page.field(f"email_{email.id}")) == "w***@example.com"


def test_that_another_page_hides_what_was_looked_at(page: PageDriver, db: Database) -> None:
    other = add_customer(db, "李雷", phones=("13800001111",))
    customer = page.view.customer_id()
    page.qtbot.mouseClick(page.part(QToolButton, "show_phone"), Qt.MouseButton.LeftButton)
    page.view.show_customer(other)
    page.view.show_customer(customer)
    assert number(page) == MASKED


def test_that_the_list_masks_numbers_and_its_tool_tip_too(db: Database, customer: int) -> None:
    veil.put_on(veil.ALL)
    with db.read() as session:
        row = load_rows(session, [customer])[customer]
    column = next(one for one in _columns(db) if one.key == "phone")
    assert column.text(row) == MASKED
    assert column.tip is not None
    assert column.tip(row).splitlines()[0].endswith(MASKED)
    assert "1111" not in column.tip(row)


def _columns(db: Database) -> Any:
    return list_columns([], hovered=lambda: None, now=db.now, zone=None)  # type: ignore[arg-type]


def test_that_a_number_in_an_address_is_masked_too(
    qtbot: Any, db: Database, jobs: JobRunner
) -> None:
    veil.put_on(veil.ALL)
    customer = add_customer(db, "赵敏", address="杭州市西湖区文三路1号 赵敏 13812345678")
    page = open_page(qtbot, db, jobs, customer)
    page.view.body.show_tab("profile")
    address = page.stored().addresses[0]
    field = page.field(f"address_{address.id}")
    assert "138****5678" in page.read(field)
    field.edit()
    assert not field.editing()
    told(page)
    assert "13812345678" in page.read(field)


def test_that_numbers_in_what_is_written_of_her_are_masked_too(
    qtbot: Any, db: Database, jobs: JobRunner
) -> None:
    veil.put_on(veil.ALL)
    customer = add_customer(db, "赵敏", note="老板另有 13812345678")
    with db.write("customer.edit", name="赵敏") as session:
        session.get_one(Customer, customer).warning = "勿打 13900001111"
    page = open_page(qtbot, db, jobs, customer)
    page.view.body.show_tab("profile")
    note, warning = page.field("fact_note"), page.field("fact_warning")
    assert page.read(note) == "老板另有 138****5678"
    assert page.read(warning) == "勿打 139****1111"
    assert page.part(WarningMark, "warning_text").text() == "勿打 139****1111"
    note.edit()
    assert not note.editing()
    [(went, (whose, _number, named))] = page.navigator.went
    assert (went, whose, named) == ("reveal", customer, "Note")
    told(page)
    assert "13812345678" in page.read(note)
    note.edit()
    assert note.editing()
