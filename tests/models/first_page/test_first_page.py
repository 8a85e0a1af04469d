"""What is shown before a database is open is what it would have answered, or nothing."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import example, given
from hypothesis import strategies as st

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.due import Reading
from crmdesk.models.care.greeting import Greeting, Way
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.demo.generate import generate
from crmdesk.models.first_page.glance import KEY, glance
from crmdesk.models.first_page.keep import DAYS, keep_first_page
from crmdesk.models.first_page.packing import pack, unpack
from crmdesk.models.first_page.page import Facts, FirstPage, load_facts
from crmdesk.models.journal.drafts import load_draft
from crmdesk.models.masking.settings import PrivacySettings
from crmdesk.models.office.entries import Named
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import save_value
from crmdesk.models.open import open_database, open_later
from crmdesk.models.privacy.erasure import erase
from crmdesk.models.protection.password import change_password
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import Section, TodayPage, TodayRow, WeekDay
from tests.support.builders import add_customer
from tests.support.databases import NOW, FakeClock, open_copy

ZONE = office_zone("Asia/Shanghai")
TODAY = local_day(NOW, ZONE)


@pytest.fixture(scope="module")
def kept_demo(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo office that was closed as it should be."""
    path = tmp_path_factory.mktemp("first") / "demo.db"
    db = open_copy(template, path, FakeClock())
    generate(db, 150, today=TODAY)
    keep_first_page(db, ())
    db.close()
    return path


@pytest.fixture
def office(kept_demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(kept_demo, tmp_path / "office.db"))


def change(path: Path, do: Callable[[Database], object]) -> None:
    db = open_database(path, clock=FakeClock())
    do(db)
    db.close()


@pytest.mark.parametrize("ahead", range(DAYS))
def test_that_the_kept_page_is_what_the_database_would_answer(office: Path, ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    now = NOW if not ahead else datetime.combine(day, time(9), ZONE)
    page = glance(office, 1, now)
    assert page is not None
    db = open_database(office, clock=FakeClock(now))
    with db.read() as session:
        asked = load_today(session, day, ZONE, now=now, day=day)
        facts = load_facts(session)
    db.close()
    assert sum(len(section.rows) for section in asked.sections) > 10
    assert pack(page) == pack(FirstPage(facts, day, (), asked))


def test_that_a_day_nobody_kept_is_not_shown(office: Path) -> None:
    assert glance(office, 1, NOW + timedelta(days=DAYS)) is None
    assert glance(office, 1, NOW - timedelta(days=1)) is None


def test_that_the_page_of_a_colleague_is_not_shown(office: Path) -> None:
    assert glance(office, 2, NOW) is None


def test_that_a_change_by_another_program_makes_it_untrue(office: Path) -> None:
    change(office, lambda db: add_customer(db, name="安若溪"))
    assert glance(office, 1, NOW) is None


def test_that_a_setting_changed_elsewhere_makes_it_untrue(office: Path) -> None:
    def mask(db: Database) -> None:
        with db.write("setup") as session:
            save_value(session, "privacy", {"mask": "all"})

    change(office, mask)
    assert glance(office, 1, NOW) is None


def test_that_a_file_of_another_version_is_opened_first(office: Path) -> None:
    connection = driver.connect(str(office))
    connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.commit()
    connection.close()
    assert glance(office, 1, NOW) is None


def test_that_a_file_in_use_is_not_looked_into(office: Path) -> None:
    db = open_database(office, clock=FakeClock())
    with db.read() as session:
        load_facts(session)
        assert glance(office, 1, NOW) is None
    db.close()
    assert glance(office, 1, NOW) is not None


@pytest.mark.parametrize("data", ["", "{}", "[1]", '{"state": 1}', '{"is": "Popen"}'])
def test_that_a_page_another_program_wrote_otherwise_is_not_shown(office: Path, data: str) -> None:
    connection = driver.connect(str(office))
    connection.execute("UPDATE draft SET data = ? WHERE key = ?", (data, f"1/{KEY}"))
    connection.commit()
    connection.close()
    assert glance(office, 1, NOW) is None


@pytest.mark.parametrize(
    "page",
    [
        '{"is": "timedelta", "for": [1000000000000, 0, 0]}',
        '{"is": "FirstPage", "facts": 1}',
        "[" * 100_000,
    ],
)
def test_that_a_page_made_to_stop_the_start_does_not(office: Path, page: str) -> None:
    connection = driver.connect(str(office))
    [[data]] = connection.execute("SELECT data FROM draft WHERE key = ?", (f"1/{KEY}",)).fetchall()
    told = json.loads(data)
    told["days"][TODAY.isoformat()] = page
    changed = (json.dumps(told), f"1/{KEY}")
    connection.execute("UPDATE draft SET data = ? WHERE key = ?", changed)
    connection.commit()
    connection.close()
    assert glance(office, 1, NOW) is None


def test_that_no_other_class_is_made_of_what_stands_in_a_file() -> None:
    for told in ('{"is": "Path", "args": ["/"]}', '{"is": "Named", "id": 1, "nose": 2}', "[]"):
        with pytest.raises((KeyError, TypeError, ValueError)):
            unpack(told)


def test_that_a_file_with_a_password_keeps_none(template: Path, tmp_path: Path) -> None:
    """Nobody can look into it before the password is known, and then it is open."""
    path = Path(shutil.copy(template, tmp_path / "office.db"))
    key = change_password(path, None, "梧桐细雨 7 号")
    db = open_database(path, clock=FakeClock(), key=key)
    keep_first_page(db, ())
    assert kept_text(db) == ""
    db.close()
    assert glance(path, 1, NOW) is None


def test_that_what_stands_there_is_not_written_again(office: Path) -> None:
    clock = FakeClock()
    db = open_database(office, clock=clock)
    assert kept_at(db) == NOW
    clock.advance(hours=3)
    keep_first_page(db, ())
    assert kept_at(db) == NOW
    clock.advance(days=1)
    keep_first_page(db, ())
    assert kept_at(db) == clock.now
    keep_first_page(db, (1,))
    db.close()
    page = glance(office, 1, clock.now)
    assert page is not None
    assert page.whose == (1,)


def kept_at(db: Database) -> datetime:
    with db.read() as session:
        kept = load_draft(session, KEY, db.staff_id)
    assert kept is not None
    return kept.at


def test_that_an_erased_person_is_not_kept(tmp_path: Path, template: Path) -> None:
    path = tmp_path / "office.db"
    db = open_copy(template, path, FakeClock())
    birthday = Birthday("solar", None, TODAY.month, TODAY.day)
    customer = add_customer(db, name="祁巧巧", birthday=birthday)
    keep_first_page(db, ())
    page = kept_text(db)
    assert "祁巧巧" in page
    erase(db, customer, today=TODAY)
    assert kept_text(db) == ""
    db.close()
    assert "祁巧巧".encode() not in path.read_bytes()


def kept_text(db: Database) -> str:
    with db.read() as session:
        kept = load_draft(session, KEY, db.staff_id)
    return json.dumps(kept.data, ensure_ascii=False) if kept else ""


def test_that_a_database_opened_later_is_opened_once_and_tells_what_is_wrong(
    tmp_path: Path, office: Path
) -> None:
    db = open_later(str(office), clock=FakeClock())
    assert not office.with_name("office.db-wal").exists()
    assert db.storage is db.storage
    with db.read() as session:
        assert load_facts(session).newest
    db.close()


WORDS, IDS, DAYS_ANY = st.text(max_size=5), st.integers(1, 9**9), st.dates()
INSTANTS = st.datetimes(timezones=st.just(ZONE))
WAYS = st.builds(Way, WORDS, WORDS)
GREETINGS = st.builds(
    Greeting,
    WORDS,
    DAYS_ANY,
    IDS,
    st.lists(WAYS, max_size=2).map(tuple),
    WORDS,
    age=st.none() | IDS,
)
ROWS = st.builds(
    TodayRow,
    *(WORDS, WORDS, IDS, IDS),
    due_on=st.none() | DAYS_ANY,
    since=st.none() | INSTANTS,
    birthday=st.none() | st.builds(Birthday),
    clock=st.none() | st.tuples(WORDS, st.builds(Reading, due=st.none() | INSTANTS)),
    greeting=st.none() | GREETINGS,
    mourning=st.booleans(),
)
SECTIONS = st.builds(Section, WORDS, IDS, st.lists(ROWS, max_size=2).map(tuple))
FESTIVALS = st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple)
PAGES = st.builds(
    TodayPage,
    st.lists(SECTIONS, max_size=2).map(tuple),
    st.lists(st.builds(WeekDay, DAYS_ANY, IDS, FESTIVALS), max_size=2).map(tuple),
    left_since=st.none() | DAYS_ANY,
)
FACTS = st.builds(
    Facts,
    IDS,
    st.builds(OfficeSettings),
    st.builds(PrivacySettings),
    st.lists(st.builds(Named), max_size=2).map(tuple),
)

LATE = Reading("missed", timedelta(), timedelta(days=99421, microseconds=2), None, "red", NOW)
"""A length a float does not hold."""
LONG = FirstPage(
    Facts(1, OfficeSettings(), PrivacySettings(), ()),
    TODAY,
    (1, 2),
    TodayPage((Section("due", 1, (TodayRow("due", "promise", 1, 1, clock=("", LATE)),)),)),
)


@example(page=LONG)
@given(page=st.builds(FirstPage, FACTS, DAYS_ANY, st.just((1, 2)), PAGES))
def test_that_every_page_comes_back_as_it_was(page: FirstPage) -> None:
    assert unpack(json.dumps(pack(page))) == page
