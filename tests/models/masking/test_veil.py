"""Whose numbers are seen."""

from collections.abc import Generator

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.customers.history import load_changes
from crmdesk.models.customers.listing import find_ids
from crmdesk.models.customers.rows import load_rows
from crmdesk.models.journal.actions import next_undo
from crmdesk.models.journal.queries import load_history
from crmdesk.models.masking import veil
from crmdesk.models.masking.changing import change_privacy
from crmdesk.models.masking.mine import load_mine
from crmdesk.models.masking.reveals import reveal
from crmdesk.models.masking.settings import PrivacySettings, load_privacy
from tests.support.builders import add_customer, add_staff

MOBILE = "+8613812345678"


@pytest.fixture(autouse=True)
def unmasked() -> Generator[None, None, None]:
    yield
    veil.put_on(veil.NEVER)
    veil.cover()


@pytest.fixture
def customer(db: Database) -> int:
    return add_customer(db, "王芳", phones=("13812345678",))


def shown(db: Database, customer: int) -> str:
    with db.read() as session:
        return load_rows(session, [customer])[customer].phones[0].text


def test_that_nothing_is_masked_unless_the_office_says_so(db: Database, customer: int) -> None:
    assert shown(db, customer) == "138 1234 5678"


def test_that_all_are_masked_where_the_office_says_all(db: Database, customer: int) -> None:
    veil.put_on(veil.ALL)
    assert shown(db, customer) == "138****5678"


def test_that_mine_are_seen_where_those_of_others_are_masked(db: Database, customer: int) -> None:
    mine = add_customer(db, "李雷", phones=("13900001111",), owner_id=db.staff_id)
    veil.put_on(veil.OTHERS)
    assert shown(db, mine) == "139****1111", "until it is known whose they are"
    with db.read() as session:
        veil.put_on(veil.OTHERS, load_mine(session, db.staff_id))
    assert (shown(db, mine), shown(db, customer)) == ("139 0000 1111", "138****5678")


def test_that_paper_holds_numbers_whole(db: Database, customer: int) -> None:
    veil.put_on(veil.ALL)
    with veil.whole():
        assert shown(db, customer) == "138 1234 5678"
    assert shown(db, customer) == "138****5678"


def test_that_a_look_is_noted_and_lasts_until_her_page_is_left(db: Database, customer: int) -> None:
    veil.put_on(veil.ALL)
    reveal(db, customer, MOBILE, "138****5678")
    assert shown(db, customer) == "138 1234 5678"
    with db.read() as session:
        assert load_history(session)[0].text == "138****5678 of 王芳 shown"
        line = load_changes(session, customer)[0]
    assert (line.text, line.fixed) == ("138****5678 of 王芳 shown", True)
    veil.cover(keep=customer)
    assert shown(db, customer) == "138 1234 5678"
    veil.cover()
    assert shown(db, customer) == "138****5678"


def test_that_what_cannot_be_noted_is_not_seen(db: Database, customer: int) -> None:
    veil.put_on(veil.ALL)

    def refuse(*_args: object) -> None:
        raise CrmError("database.locked")

    db.now = refuse  # type: ignore[assignment]
    with pytest.raises(CrmError):
        reveal(db, customer, MOBILE, "138****5678")
    assert shown(db, customer) == "138****5678"


def test_that_masked_numbers_are_found_by_their_digits(db: Database, customer: int) -> None:
    veil.put_on(veil.ALL)
    with db.read() as session:
        assert list(find_ids(session, CustomerFilter(text="12345678"), now=db.now())) == [customer]


def test_that_her_history_masks_numbers_too(db: Database, customer: int) -> None:
    veil.put_on(veil.ALL)
    with db.read() as session:
        told = " ".join(line.text for line in load_changes(session, customer))
    assert "138****5678" in told
    assert "5678 " not in told.replace("****5678", "")


def test_that_the_journal_tells_who_changed_the_masking(db: Database) -> None:
    boss = add_staff(db, "陈总")
    before = next_undo_of(db)
    change_privacy(db, PrivacySettings("all", boss))
    with db.read() as session:
        assert load_privacy(session) == PrivacySettings("all", boss)
        told = [row.text for row in load_history(session)[:2]]
    assert told == [
        "Private notes of all may be read by 陈总",
        "Numbers of all customers are masked",
    ]
    assert next_undo_of(db) == before


def next_undo_of(db: Database) -> int | None:
    with db.read() as session:
        return next_undo(session, db.staff_id)
