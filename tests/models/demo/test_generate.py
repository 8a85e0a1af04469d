"""The made-up office: plausible, complete, and the same every time."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import next_occurrence
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import speaking
from crmdesk.models.core.jobs import silent
from crmdesk.models.customers.phones import parse_phones
from crmdesk.models.customers.tax_numbers import doubt_tax_number
from crmdesk.models.daybook.numbers import Day, load_numbers
from crmdesk.models.demo import book_taiwan
from crmdesk.models.demo.book import HEADERS, legacy_book
from crmdesk.models.demo.companies import credit_code
from crmdesk.models.demo.generate import generate
from crmdesk.models.demo.words import lines, lists_of
from crmdesk.models.derived.refresh import rebuild
from crmdesk.models.derived.search import find
from crmdesk.models.interactions.replies import load_unanswered
from crmdesk.models.interactions.reply_times import load_reply_times, together
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import (
    Base,
    ChangeSet,
    Complaint,
    Customer,
    CustomerSales,
    CustomerSummary,
    FollowUp,
    Interaction,
    Invoice,
    Order,
    OrderLine,
    Phone,
    ServicePlan,
)
from crmdesk.models.schema.interaction import UNREACHED
from tests.support.databases import FakeClock, open_copy

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Iterator[Database]:
    """A demo office of 300 customers, only read."""
    database = open_copy(template, tmp_path_factory.mktemp("demo") / "demo.db", FakeClock())
    generate(database, 300, today=TODAY)
    yield database
    database.close()


def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.read() as session:
        tables = Base.metadata.sorted_tables
        return {
            table.name: [
                tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))
            ]
            for table in tables
            if table.name not in ("setting", "label", "refusal")  # hashed under a key of its own
        }


def test_that_the_same_seed_and_day_make_the_same_office(
    office: Database, template: Path, tmp_path: Path
) -> None:
    again = open_copy(template, tmp_path / "again.db", FakeClock())
    generate(again, 300, today=TODAY)
    assert contents(again) == contents(office)
    again.close()


def test_that_an_office_can_be_made_on_either_engine(db: Database) -> None:
    said: list[tuple[int, int]] = []
    generate(db, 60, seed=2, today=TODAY, progress=lambda done, total: said.append((done, total)))
    assert said[-1] == (60, 60)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Customer)) == 60
        sets = session.execute(select(ChangeSet.staff_id, ChangeSet.at)).all()
        name = session.scalars(select(Customer.name)).first() or ""
        assert find(session, name).ids
    assert len(sets) > 10
    assert all(staff != db.staff_id for staff, _at in sets), "nothing is mine to undo"
    assert all(at.astimezone(ZoneInfo("Asia/Shanghai")).date() < TODAY for _staff, at in sets)
    stored = contents(db)
    rebuild(db, silent)
    assert contents(db) == stored


def test_that_history_has_seasons_and_ends_before_today(office: Database) -> None:
    with office.read() as session:
        times = session.scalars(select(Interaction.at)).all()
    months = Counter((at.year, at.month) for at in times)
    assert months[2026, 2] < months[2026, 3] / 2
    assert months[2026, 9] > months[2026, 7]
    assert max(times).date() < TODAY
    assert len(times) > 2000


def test_that_today_has_something_to_do(office: Database) -> None:
    with office.read() as session:
        due = session.scalars(select(FollowUp.due_on).where(FollowUp.status == "open")).all()
        steps = session.scalars(select(Complaint.step).where(Complaint.status == "open")).all()
    assert min(due) < TODAY < max(due)
    assert TODAY in due
    assert set(steps) >= {2, 3, 4, 5}


def test_that_birthdays_fall_into_the_next_days(office: Database) -> None:
    columns = (
        Customer.birthday_calendar,
        Customer.birthday_year,
        Customer.birthday_month,
        Customer.birthday_day,
        Customer.birthday_leap,
    )
    with office.read() as session:
        rows = session.execute(select(*columns).where(Customer.birthday_month.is_not(None))).all()
    soon = [row for row in rows if next_occurrence(Birthday(*row), TODAY) <= TODAY + timedelta(7)]
    assert {row[0] for row in soon} == {"solar", "lunar"}


def test_that_every_number_reads_as_what_is_stored(office: Database) -> None:
    with office.read() as session:
        for raw, e164, extension in session.execute(select(Phone.raw, Phone.e164, Phone.extension)):
            (value,) = parse_phones(raw, area_code="0571")
            assert (value.e164, value.extension) == (e164, extension)


def test_that_last_contacts_are_derived(office: Database) -> None:
    latest = (
        select(Interaction.customer_id, func.max(Interaction.at).label("at"))
        .where(Interaction.outcome.not_in(UNREACHED))
        .group_by(Interaction.customer_id)
        .subquery()
    )
    wrong = (
        select(func.count())
        .select_from(latest)
        .join(CustomerSummary, CustomerSummary.customer_id == latest.c.customer_id)
        .where(CustomerSummary.last_contact != latest.c.at)
    )
    with office.read() as session:
        assert session.scalar(wrong) == 0


def test_that_a_plan_speaks_of_what_the_company_does(office: Database) -> None:
    query = select(Customer.industry, ServicePlan.business).join(
        ServicePlan, ServicePlan.customer_id == Customer.id
    )
    with office.read() as session:
        rows = session.execute(query).all()
    known = dict(line.split("|", 1) for line in lines("care", "business"))
    assert rows
    assert all(business == known.get(industry, known["*"]) for industry, business in rows)


def test_that_credit_codes_have_a_right_check_digit() -> None:
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for seed in range(50):
        code = credit_code(random.Random(seed))
        total = sum(signs.index(sign) * 3**at % 31 for at, sign in enumerate(code[:17]))
        assert (total + signs.index(code[17])) % 31 == 0
        assert len(code) == 18


def test_that_a_legacy_book_is_messy_and_the_same_every_time(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    legacy_book(tmp_path / "a.xlsx", 300)
    legacy_book(tmp_path / "b.xlsx", 300)
    books = [load_workbook(tmp_path / name, read_only=True) for name in ("a.xlsx", "b.xlsx")]
    first, second = (list(book.worksheets[0].values) for book in books)
    for book in books:
        book.close()
    assert first == second
    assert first[1] == HEADERS
    cells = [row[6] for row in first[2:] if len(row) > 6]
    assert {type(cell) for cell in cells} >= {str, int, type(None)}
    assert any("E+10" in str(cell) for cell in cells) or any("/" in str(cell) for cell in cells)


def test_that_the_book_of_an_office_in_taiwan_is_written_as_there(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    with lists_of("TW"):
        legacy_book(tmp_path / "tw.xlsx", 300)
    book = load_workbook(tmp_path / "tw.xlsx", read_only=True)
    rows = list(book.worksheets[0].values)
    book.close()
    assert rows[1] == book_taiwan.HEADERS
    text = "".join(str(cell) for row in rows for cell in row if cell is not None)
    assert "民國" in text
    assert "有限公司" in text
    assert text.encode("big5")  # which has no simplified character


def test_that_orders_have_seasons_debts_and_returns_and_add_up(office: Database) -> None:
    with office.read() as session:
        orders = session.scalars(select(Order)).all()
        sums = dict(
            session.execute(
                select(OrderLine.order_id, func.sum(OrderLine.amount)).group_by(OrderLine.order_id)
            ).all()
        )
        gifts = session.scalars(
            select(Order.ordered_on)
            .join(OrderLine, OrderLine.order_id == Order.id)
            .where(OrderLine.name == "中秋礼盒")
        ).all()
        owing = session.scalars(select(CustomerSales.owed).where(CustomerSales.owed > 0)).all()
        buyers = session.scalar(select(func.count()).select_from(CustomerSales)) or 0
    months = Counter((order.ordered_on.year, order.ordered_on.month) for order in orders)
    assert months[2026, 2] < months[2026, 9] / 2
    assert {day.month for day in gifts} <= {8, 9}
    assert all(order.amount == sums[order.id] for order in orders)
    assert len({order.number for order in orders}) == len(orders) > 500
    assert any(order.amount < 0 for order in orders)
    assert 0 < len(owing) < buyers / 2
    assert max(order.ordered_on for order in orders) < TODAY


def test_that_an_office_in_taiwan_is_taiwanese_throughout(template: Path, tmp_path: Path) -> None:
    office = open_copy(template, tmp_path / "taiwan.db", FakeClock())
    with speaking("zh_TW"):
        generate(office, 300, today=TODAY)
    simplified = set("们么车门这钱发电话说价宝东华买卖丽龙马")
    with office.read() as session:
        told = load_office(session)
        assert (told.country, told.currency, told.zone) == ("TW", "TWD", "Asia/Taipei")
        for raw, e164, extension in session.execute(select(Phone.raw, Phone.e164, Phone.extension)):
            (value,) = parse_phones(raw, area_code="02", country="TW")
            assert (value.e164, value.extension) == (e164, extension)
        for number in session.scalars(select(Invoice.tax_number)):
            assert not doubt_tax_number(number, country="TW")
    for name, rows in contents(office).items():
        if name not in ("customer_search", "customer_summary"):  # searched and sorted simplified
            words = "".join(text for row in rows for text in row if isinstance(text, str))
            assert not simplified & set(words), name
            assert words.isascii() or _is_big5(words), name
    office.close()


def _is_big5(text: str) -> bool:
    return text.encode("big5", "ignore").decode("big5") == text


def test_that_some_customers_wait_for_an_answer_and_most_had_theirs(office: Database) -> None:
    now = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
    with office.read() as session:
        waiting = load_unanswered(session, now)
        times = together(load_reply_times(session, now - timedelta(days=9), now, now).values())
        quiet = load_numbers(session, Day(TODAY, ZoneInfo("Asia/Shanghai")))["silent"]
    assert 3 <= waiting.total <= 8
    assert len(times.taken) > 20
    assert times.percent is not None
    assert times.percent > 60
    assert quiet.count > 0, "big customers nobody speaks to"


def test_that_goods_come_back_only_from_who_bought_them(office: Database) -> None:
    with office.read() as session:
        lines = session.execute(
            select(Order.ordered_on, OrderLine)
            .join(OrderLine, OrderLine.order_id == Order.id)
            .order_by(Order.ordered_on, Order.id)
        ).all()
    bought: dict[tuple[int, str], list[tuple[date, int]]] = {}
    back = 0
    for day, line in lines:
        before = bought.setdefault((line.customer_id, line.name), [])
        if line.quantity < 0:
            back += 1
            assert any(
                day - then <= timedelta(days=60) and amount == -line.amount
                for then, amount in before
            )
        before.append((day, line.amount))
    assert back / len(lines) > 0.002
