"""Which change sets the journal shows, and what a line says."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from crmdesk.models.core.db import Database
from crmdesk.models.customers.bulk import delete_customers
from crmdesk.models.journal.actions import undo
from crmdesk.models.journal.groups import groups_of
from crmdesk.models.journal.labels import ACTIONS
from crmdesk.models.logbook.browse import Entry, find_change_sets, load_entries
from crmdesk.models.logbook.filters import JournalFilter
from crmdesk.models.office.lists import add_entry
from crmdesk.models.schema import Customer
from tests.support.builders import add_customer
from tests.support.databases import FakeClock

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 21)


def listed(db: Database, chosen: JournalFilter | None = None) -> list[Entry]:
    with db.read() as session:
        ids = find_change_sets(session, chosen or JournalFilter(), today=TODAY, zone=ZONE)
        entries = load_entries(session, ids)
    return [entries[key] for key in ids]


def rename(db: Database, customer: int, name: str) -> None:
    with db.write("customer.edit", name=name) as session:
        session.get_one(Customer, customer).name = name


def add_tag(db: Database, name: str) -> None:
    with db.write("list.add", name=name) as session:
        add_entry(session, "tag", name)


def test_that_the_newest_stands_first_and_says_whom_it_concerns(db: Database) -> None:
    wang = add_customer(db, "王芳", phone="13800138000")
    add_tag(db, "VIP")
    rename(db, wang, "王小芳")
    newest, tag, oldest = listed(db)
    assert (newest.text, newest.customer, newest.customer_id) == ("Edit 王小芳", "王小芳", wang)
    assert (newest.rows, newest.customers, newest.state) == (1, 1, "done")
    assert (tag.text, tag.customer, tag.customers) == ("Add “VIP” to the list", "VIP", 0)
    assert oldest.customers == 1
    assert oldest.rows > 1


def test_that_one_customer_is_all_that_is_looked_at(db: Database) -> None:
    wang, li = add_customer(db, "王芳"), add_customer(db, "李娜")
    rename(db, wang, "王小芳")
    found = listed(db, JournalFilter(customer=li))
    assert [entry.customer for entry in found] == ["李娜"]
    assert len(listed(db, JournalFilter(customer=wang))) == 2


def test_that_actions_are_found_by_what_they_are_about_undone_or_not(db: Database) -> None:
    wang = add_customer(db, "王芳")
    add_tag(db, "VIP")
    with db.write("customer.delete", name="王芳") as session:
        delete_customers(session, [wang])
    undo(db)
    texts = [entry.text for entry in listed(db, JournalFilter(groups=("deletions",)))]
    assert texts == ["Undo: Delete 王芳", "Delete 王芳"]
    assert len(listed(db, JournalFilter(groups=("customers",)))) == 3
    assert len(listed(db, JournalFilter(groups=("office",)))) == 1


def test_that_every_action_on_something_of_a_customer_is_found_by_it() -> None:
    """What nobody placed would be looked for under the office."""
    office = {action.split(".")[0] for action in ACTIONS if "office" in groups_of(action)}
    assert office == {"answer", "holiday", "journal", "list", "setup"}


def test_that_only_what_can_still_be_undone_is_shown_on_demand(db: Database) -> None:
    add_tag(db, "VIP")
    add_tag(db, "展会")
    undo(db)
    found = listed(db, JournalFilter(undoable=True))
    assert [entry.text for entry in found] == ["Add “VIP” to the list"]
    states = [entry.state for entry in listed(db)]
    assert states == ["undo", "undone", "done"]


def test_that_periods_go_by_the_offices_day(db: Database, clock: FakeClock) -> None:
    clock.now -= timedelta(days=7)  # Saturday a week ago, 10:30
    add_tag(db, "old")
    clock.now += timedelta(days=6)
    add_tag(db, "yesterday")
    clock.now += timedelta(days=1)
    add_tag(db, "today")

    def names(**chosen: object) -> list[str]:
        return [entry.customer for entry in listed(db, JournalFilter(**chosen))]  # type: ignore[arg-type]

    assert names(period="today") == ["today"]
    assert names(period="week") == ["today", "yesterday"]
    assert names(period="month") == ["today", "yesterday", "old"]
    own = TODAY - timedelta(days=1)
    assert names(period="own", first=own, last=own) == ["yesterday"]
    assert names(period="own", last=own) == ["yesterday", "old"]


def test_that_text_finds_words_of_the_action_its_names_and_the_customer(db: Database) -> None:
    wang = add_customer(db, "王芳", phone="13800138000")
    add_tag(db, "百分之%")
    for text, count in (
        ("王芳", 1), ("wangfang", 1), ("13800138000", 1), ("list", 1), ("add 百分", 1),
        ("%", 1), ("nobody", 0),
    ):  # fmt: skip
        assert len(listed(db, JournalFilter(text=text))) == count, text
    rename(db, wang, "李芳")
    assert len(listed(db, JournalFilter(text="李芳"))) == 2, "she is found under her old name too"


def test_that_a_filter_knows_when_it_lets_everything_through() -> None:
    assert JournalFilter(text="  ").is_empty()
    assert not JournalFilter(undoable=True).is_empty()
