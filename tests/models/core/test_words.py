"""Whatever is typed comes back as it was, or is refused in words; the same on every engine."""

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.messages import explain
from crmdesk.models.core.words import LONGEST, LONGEST_KEY
from crmdesk.models.derived.search import find
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.schema import Customer
from tests.support.builders import add_customer
from tests.support.hostile_words import WORDS


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_that_every_text_comes_back_as_it_was(db: Database, words: str) -> None:
    customer = add_customer(db, name=words[:LONGEST_KEY], note=words, company=words[:LONGEST_KEY])
    kept = words[:LONGEST_KEY].strip(), words.strip()
    assert _read(db, customer) == kept
    undo(db)
    redo(db)
    assert _read(db, customer) == kept
    with db.read() as session:
        find(session, words[:LONGEST_KEY])


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud83db", "\udc00"])
def test_that_what_is_no_sign_is_shown_as_one_that_cannot_be_read(db: Database, bad: str) -> None:
    customer = add_customer(db, name=bad, note=bad)
    expected = bad.replace("\x00", "�").replace("\ud83d", "�").replace("\udc00", "�")
    assert _read(db, customer) == (expected, expected)


def test_that_a_text_too_long_is_refused_in_words_and_never_cut(db: Database) -> None:
    customer = add_customer(db, name="张三", note="x" * LONGEST)
    with pytest.raises(CrmError) as refused:
        _write(db, customer, "好" * (LONGEST + 1))
    assert refused.value.code == "text.too_long"
    assert "100,001" in explain(refused.value)
    assert _read(db, customer) == ("张三", "x" * LONGEST)


def test_that_a_long_name_of_many_readings_is_indexed(db: Database) -> None:
    """Beyond what an index takes when nothing in it repeats itself."""
    name = "".join(chr(0x4E00 + 37 * at) for at in range(LONGEST_KEY))
    customer = add_customer(db, name=name, company=name)
    assert _read(db, customer)[0] == name
    with db.read() as session:
        assert list(find(session, name[:3]).ids) == [customer]


def _write(db: Database, customer: int, note: str) -> None:
    with db.write("customer.edit", name="张三") as session:
        found = session.get(Customer, customer)
        assert found is not None
        found.note = note


def _read(db: Database, customer: int) -> tuple[str, str]:
    with db.read() as session:
        found = session.get(Customer, customer)
        assert found is not None
        return found.name, found.note
