"""Search, the customer's page, and what one more customer costs: the model without a window."""

import random
from collections.abc import Iterator
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.customers.actions import create_customer
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.customers.listing import find_list
from crmdesk.models.customers.page import load_page
from crmdesk.models.customers.rows import load_rows
from crmdesk.models.derived.hanzi import spellings
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Customer, Phone
from crmdesk.models.timeline import queries as timeline
from tests.bench.measure import Row, busy, middle, milliseconds, percentile, seconds
from tests.bench.stock import BUSY, NOW, TODAY, Stock

SHOWN = 60
"""Rows loaded for a screenful."""


def search(stock: Stock, customers: int) -> Iterator[Row]:
    """Names, pinyin, initials and numbers typed key by key."""
    db = stock.open(stock.office(customers))
    typed = list(_typed(db))
    _answer(db, "x")
    times = [seconds(partial(_answer, db, text))[0] * 1000 for text in typed]
    cpu = [busy(partial(_answer, db, text)) for text in typed]
    db.close()
    budget = 16.0 if customers <= 100_000 else 50.0
    yield Row(
        f"search, one key to rows, {customers:,} customers (p95)",
        percentile(times, 0.95),
        "ms",
        most=budget,
        note=f"{len(times)} keys, median {middle(times):.1f} ms, worst {max(times):.0f} ms;"
        f" p95 of processor time {percentile(cpu, 0.95):.1f} ms",
    )


def open_customer(stock: Stock, customers: int) -> Iterator[Row]:
    """The page and the top of the timeline of the busiest customer."""
    db = stock.open(stock.office(customers))

    def opened() -> None:
        with db.read() as session:
            load_page(session, 1, today=TODAY)
            timeline.load_page(session, 1)

    times = milliseconds(opened)
    db.close()
    yield Row(
        f"open a customer with {BUSY:,} timeline entries (model, p95)",
        percentile(times, 0.95),
        "ms",
        most=50,
        note=f"median {middle(times):.1f} ms",
    )


def flat_cost(stock: Stock, small: int, large: int) -> Iterator[Row]:
    """Creating one customer in a small and in a large office."""
    times = {size: _creating(stock, size) for size in (small, large)}
    yield Row(
        f"create one customer at {large:,}",
        times[large],
        "ms",
        yardstick=f"the same at {small:,}",
        measure=times[small],
        times=1.5,
        note="flat cost per further customer",
    )


def _creating(stock: Stock, customers: int) -> float:
    path = stock.copy(stock.office(customers), "flat.db")
    db = stock.open(path)
    names = iter(range(10_000))

    def create() -> None:
        draft = CustomerDraft(
            name=f"单雄信{next(names)}", company="杭州云帆科技有限公司", phones=("13800138000",)
        )
        with db.write("customer.create", name=draft.name) as session:
            create_customer(session, draft, now=NOW, office=load_office(session))

    times = milliseconds(create, 60)
    db.close()
    stock.fresh("flat.db")
    return middle(times)


def _answer(db: Database, text: str) -> None:
    with db.read() as session:
        found = find_list(session, CustomerFilter(text), now=NOW)
        load_rows(session, found.ids[:SHOWN])


def _typed(db: Database) -> Iterator[str]:
    rng = random.Random(1)
    with db.read() as session:
        names = [_any(session, Customer.id, Customer.name, rng) for _ in range(40)]
        numbers = [_any(session, Phone.id, Phone.raw, rng) for _ in range(25)]
    for name in names:
        for whole in (name, *("".join(told) for told in spellings(name)[:1])):
            yield from (whole[:end] for end in range(1, min(len(whole), 12) + 1))
        yield "".join(syllable[0] for told in spellings(name)[:1] for syllable in told)
    for number in (number.replace(" ", "") for number in numbers):
        yield from (number[:end] for end in range(1, len(number) + 1))
        yield from (number[-4:], number[-3:])
    yield from ("zs 8000", "张 杭州", "科技", "有限公司", "杭州", "VIP", "z", "1", "浙江省杭州市")


def _any(session: Session, key: object, value: object, rng: random.Random) -> str:
    last = session.scalar(select(func.max(key)))  # type: ignore[arg-type]
    found = None
    while not found:
        query = select(value).where(key == rng.randint(1, last or 1))  # type: ignore[call-overload]
        found = session.scalar(query)
    return str(found)
