"""Turning from one customer to the next: beside the window's thread, and never to a wrong one."""

from datetime import date
from typing import Any

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.customers.edit import set_fact
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.customer_page import PageDriver, open_page

TODAY = date(2026, 11, 21)


@pytest.fixture
def people(db: Database) -> list[int]:
    return [add_customer(db, name) for name in ("王芳", "李娜", "张伟")]


@pytest.fixture
def page(qtbot: Any, db: Database, jobs: JobRunner, people: list[int]) -> PageDriver:
    return open_page(qtbot, db, jobs, people[0])


def test_that_whoever_was_asked_for_last_is_shown(page: PageDriver, people: list[int]) -> None:
    page.view.show_soon(people[1])
    page.view.show_soon(people[2])
    assert page.view.customer_id() == people[0], "the page stays until the next is read"
    page.until(lambda: page.view.customer_id() == people[2])
    assert people[1] not in page.timeline.shown


def test_that_who_is_asked_for_at_once_is_not_turned_away_from(
    page: PageDriver, people: list[int], jobs: JobRunner
) -> None:
    page.view.show_soon(people[1])
    page.view.show_customer(people[2])
    assert page.view.customer_id() == people[2]
    page.until(lambda: not jobs.running())
    assert page.view.customer_id() == people[2]


def test_that_to_come_back_on_the_way_stays(
    page: PageDriver, people: list[int], jobs: JobRunner
) -> None:
    page.view.show_soon(people[1])
    page.view.show_soon(people[0])
    page.until(lambda: not jobs.running())
    assert page.view.customer_id() == people[0]


def test_that_what_was_changed_while_a_page_was_read_is_on_it(
    page: PageDriver, db: Database, people: list[int]
) -> None:
    page.view.show_soon(people[1])
    with db.write("customer.edit", name="李娜") as session:
        set_fact(session, people[1], "name", "李娜娜", expected="李娜", today=TODAY)
    page.until(lambda: page.view.customer_id() == people[1])
    page.until(lambda: page.view.header.name.text() == "李娜娜")
