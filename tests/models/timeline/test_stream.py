from datetime import timedelta

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.schema import Interaction
from crmdesk.models.timeline import queries
from crmdesk.models.timeline.entries import TimelineFilter
from crmdesk.models.timeline.queries import count_kinds, load_page
from tests.support.builders import add_complaint, add_contact, add_customer, add_interaction
from tests.support.databases import NOW


def ago(**parts: float) -> dict[str, object]:
    return {"at": NOW - timedelta(**parts)}


def stream(db: Database, customer: int, limit: int = 60, **wanted: object) -> list[tuple[str, int]]:
    """All pages one after another."""
    found: list[tuple[str, int]] = []
    before = None
    with db.read() as session:
        while True:
            wanted_filter = TimelineFilter(**wanted)  # type: ignore[arg-type]
            page = load_page(session, customer, wanted_filter, before=before, limit=limit)
            assert len(page.entries) <= limit
            assert page.entries or before is None, "a page more was promised"
            found += [(entry.source, entry.id) for entry in page.entries]
            if page.next is None:
                return found
            before = page.next


@pytest.mark.parametrize("limit", [1, 2, 3, 60])
def test_that_calls_and_complaints_make_one_stream_newest_first(db: Database, limit: int) -> None:
    customer, other = add_customer(db), add_customer(db, "别人")
    old = add_interaction(db, customer, **ago(days=30))
    complaint = add_complaint(db, customer, opened_at=NOW - timedelta(days=3))
    new = add_interaction(db, customer, **ago(hours=1))
    same = add_interaction(db, customer, at=NOW - timedelta(days=3))
    later = add_interaction(db, customer, at=NOW - timedelta(days=3))
    add_interaction(db, other)
    expected = [
        ("interaction", new),
        ("complaint", complaint),
        ("interaction", later),
        ("interaction", same),
        ("interaction", old),
    ]
    assert stream(db, customer, limit) == expected


def test_that_pages_meet_without_gap_or_repeat_where_instants_are_equal(db: Database) -> None:
    customer = add_customer(db)
    with db.write("import", file="x") as session:
        for number in range(25):
            at = NOW - timedelta(days=number // 10)
            session.add(
                Interaction(customer_id=customer, kind="call", at=at, created_at=NOW, text="x")
            )
    add_complaint(db, customer, opened_at=NOW)
    whole = stream(db, customer)
    assert len(set(whole)) == len(whole) == 26
    assert all(stream(db, customer, limit) == whole for limit in (1, 7, 13, 25, 26))


def test_that_an_entry_says_what_it_was(db: Database) -> None:
    customer = add_customer(db)
    contact = add_contact(db, customer, "李工")
    add_interaction(
        db, customer, "聊", kind="visit", direction="in", contact_id=contact, minutes=30, cost=900
    )
    add_complaint(db, customer, "漏油", words="又漏了", step=3, opened_at=NOW, **{"cost": 100})
    with db.read() as session:
        complaint, visit = load_page(session, customer).entries
    assert (complaint.kind, complaint.title, complaint.text) == ("complaint", "漏油", "又漏了")
    assert (complaint.status, complaint.step, complaint.cost) == ("open", 3, 100)
    assert (visit.title, visit.contact, visit.staff) == ("Customer came to us", "李工", "Me")
    assert (visit.minutes, visit.cost, visit.kind) == (30, 900, "visit")


def test_that_kinds_are_filtered_and_counted(db: Database) -> None:
    customer = add_customer(db)
    call = add_interaction(db, customer, **ago(hours=3))
    visit = add_interaction(db, customer, kind="visit", **ago(hours=2))
    strange = add_interaction(db, customer, kind="telex", **ago(hours=1))
    complaint = add_complaint(db, customer)
    assert stream(db, customer, kinds=frozenset({"call"})) == [("interaction", call)]
    assert stream(db, customer, kinds=frozenset({"complaint"})) == [("complaint", complaint)]
    assert stream(db, customer, kinds=frozenset({"visit", "complaint"})) == [
        ("complaint", complaint),
        ("interaction", visit),
    ]
    assert ("interaction", strange) in stream(db, customer)
    with db.read() as session:
        counts = count_kinds(session, customer)
    assert list(counts.items()) == [("call", 1), ("visit", 1), ("complaint", 1), ("telex", 1)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("报价", {0, 1}),
        ("報價", {0, 1}),
        ("abc", {2}),
        ("报价 含税", {0}),
        ("李工", {2}),
        ("漏油", {3}),
        ("visit", {2}),
        ("没有", set()),
        ("  ", {0, 1, 2, 3}),
    ],
)
def test_that_words_are_found_in_both_scripts(db: Database, text: str, hits: set[int]) -> None:
    customer = add_customer(db)
    contact = add_contact(db, customer, "李工")
    made = [
        ("interaction", add_interaction(db, customer, "报价，含税")),
        ("interaction", add_interaction(db, customer, "再談報價")),
        (
            "interaction",
            add_interaction(db, customer, "型号ＡＢＣ", kind="visit", contact_id=contact),
        ),
        ("complaint", add_complaint(db, customer, "漏油")),
    ]
    assert set(stream(db, customer, text=text)) == {made[hit] for hit in hits}


def test_that_a_search_goes_on_where_its_page_ended(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "_SEARCHED_AT_ONCE", 5)
    customer = add_customer(db)
    for number in range(12):
        text = "合同" if number % 2 else "其他"
        add_interaction(db, customer, text, **ago(days=number))
    whole = stream(db, customer, text="合同")
    assert len(set(whole)) == len(whole) == 6
    assert stream(db, customer, 2, text="合同") == whole
