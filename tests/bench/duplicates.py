"""Finding who is in the archive twice: the whole of it, and while a new customer is typed."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial

from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.duplicates import find_duplicates
from crmdesk.models.duplicates.find import find_groups
from crmdesk.models.duplicates.groups import DuplicateGroup
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Customer, Phone
from tests.bench.measure import Row, busy, middle, percentile, seconds, telling
from tests.bench.stock import Stock

PEOPLE, NUMBERS = 60, 40


def duplicates(stock: Stock, customers: int) -> Iterator[Row]:
    """The page of cleaning up, and the warning in the form for a new customer."""
    db = stock.open(stock.office(customers))
    reports: list[int] = []
    with telling("looking for duplicates"):
        begun = time.thread_time()
        taken, found = seconds(partial(_find, db, reports))
        worked = time.thread_time() - begun
    classes = Counter(group.certainty for group in found)
    yield Row(
        f"find duplicates among {customers:,} customers",
        taken,
        "s",
        most=10,
        note=f"{worked:.1f} s of processor time, {dict(classes)}, {len(reports)} reports",
    )
    drafts = list(_typed(db, customers))
    _warn(db, drafts[0])
    times = [seconds(partial(_warn, db, draft))[0] * 1000 for draft in drafts]
    cpu = [busy(partial(_warn, db, draft)) for draft in drafts]
    db.close()
    yield Row(
        f"warning of a duplicate while typing, {customers:,} customers (p95)",
        percentile(times, 0.95),
        "ms",
        most=50,
        note=f"{len(times)} keys, median {middle(times):.1f} ms, worst {max(times):.0f} ms;"
        f" p95 of processor time {percentile(cpu, 0.95):.1f} ms",
    )


def _find(db: Database, reports: list[int]) -> list[DuplicateGroup]:
    with db.read() as session:
        return find_groups(session, lambda done, _total: reports.append(done))


def _warn(db: Database, draft: CustomerDraft) -> None:
    with db.read() as session:
        find_duplicates(session, draft, load_office(session))


def _typed(db: Database, customers: int) -> Iterator[CustomerDraft]:
    """Names, companies and numbers of the archive, key by key."""
    rng = random.Random(1)
    with db.read() as session:
        ids = [rng.randint(1, customers) for _ in range(PEOPLE)]
        people = session.execute(
            select(Customer.name, Customer.company).where(Customer.id.in_(ids))
        ).all()
        ids = [rng.randint(1, customers) for _ in range(NUMBERS)]
        numbers = session.scalars(select(Phone.raw).where(Phone.id.in_(ids))).all()
    for name, company in people:
        yield from (CustomerDraft(name=name[:end]) for end in range(1, len(name) + 1))
        whole = company or ""
        for end in range(1, len(whole) + 1):
            yield CustomerDraft(name=name, company=whole[:end])
    for number in numbers:
        for end in range(1, len(number) + 1):
            yield CustomerDraft(name="王芳", phones=(number[:end],))
