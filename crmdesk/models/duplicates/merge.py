"""Making one customer of several: what they own follows, nothing is lost, one undo."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import RowChange, log_of, plain
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.customers.actions import owned_tables
from crmdesk.models.customers.numbers import retire_numbers
from crmdesk.models.duplicates.belongings import Belongings, load_belongings
from crmdesk.models.duplicates.choices import MergeDraft, keeper_of
from crmdesk.models.duplicates.facts import combine, load_names, rest_lines, write_facts
from crmdesk.models.duplicates.moving import (
    Work,
    choose_values,
    follow,
    keep_apart,
    keep_numbers,
    keep_refusals,
    keep_words,
    move_contacts,
    redirect,
    repoint,
)
from crmdesk.models.schema import (
    Base,
    Contact,
    Customer,
    CustomField,
    CustomValue,
    DistinctPair,
    FormerNumber,
)

_AT_ONCE = 50
_OWN_WAY = (Contact, CustomValue, DistinctPair, FormerNumber)
"""Tables whose rows do not simply follow."""


def merge_customers(session: Session, draft: MergeDraft, *, now: datetime) -> int:
    """Make one customer of several and return the id of the one that stays.

    Where a company is among them, persons become its contacts. Raises Invalid for less than two,
    CrmError "customer.gone" when one was deleted meanwhile.
    """
    draft.check()
    return _merge_some(session, [draft], now)[0]


def merge_many(
    session: Session,
    groups: Sequence[Sequence[int]],
    *,
    now: datetime,
    progress: Progress = silent,
) -> int:
    """Merge each group as proposed and return how many there were.

    Left alone is a group of which somebody deleted a customer meanwhile, and one that shares a
    customer with an earlier group: who becomes of that one is another question.
    """
    done = merged = 0
    taken: set[int] = set()
    for part in _parts(groups):
        known = {key for ids in part for key in ids}
        there = set(session.scalars(select(Customer.id).where(Customer.id.in_(known)))) - taken
        whole: list[MergeDraft] = []
        for ids in part:
            if there.issuperset(ids):
                there.difference_update(ids)
                whole.append(MergeDraft(tuple(ids)))
        taken |= {key for draft in whole for key in draft.ids}
        merged += len(_merge_some(session, whole, now))
        done += len(part)
        progress(done, len(groups))
    return merged


def _parts(groups: Sequence[Sequence[int]]) -> Iterator[Sequence[Sequence[int]]]:
    for start in range(0, len(groups), _AT_ONCE):
        yield groups[start : start + _AT_ONCE]


def _merge_some(session: Session, drafts: Sequence[MergeDraft], now: datetime) -> list[int]:
    """In three steps, each written by itself: move, delete what is said twice, delete who is."""
    session.flush()
    with session.no_autoflush:
        hands = load_belongings(session, (key for draft in drafts for key in draft.ids))
        fields = {row.id: row.kind for row in session.scalars(select(CustomField))}
        work = Work(session, now, load_names(session, hands.customers.values()), fields)
        kept = [_merge_one(draft, hands, work) for draft in drafts]
        session.flush()
        for table in owned_tables():
            for row in work.gone.get(table, ()):
                session.delete(row)
            session.flush()
        retire_numbers(session, [customer.number for customer in work.merged])
        _delete(session, work.merged)
    session.expunge_all()
    return kept


def _delete(session: Session, customers: Sequence[Customer]) -> None:
    """All at once, for they may point to each other; the journal keeps each by itself."""
    table = Base.metadata.tables[Customer.__tablename__]
    theirs = table.c.id.in_([customer.id for customer in customers])
    log = log_of(session)
    for row in session.execute(select(table).where(theirs)).mappings():
        before = {name: plain(value) for name, value in row.items()}
        log.add(RowChange(table.name, row["id"], row["id"], before, None))
    session.execute(delete(table).where(theirs))


def _merge_one(draft: MergeDraft, hands: Belongings, work: Work) -> int:
    customers = [hands.get(key) for key in dict.fromkeys(draft.ids)]
    keeper = keeper_of(customers, draft.picks)
    others = [customer for customer in customers if customer is not keeper]
    sides = [keeper, *others]
    ids = [customer.id for customer in sides]
    keep_refusals(hands, sides, work)
    new = move_contacts(hands, sides, work)
    for table in owned_tables():
        if table not in _OWN_WAY:
            for row, same in follow(table, hands.of(table, ids), keeper, work, new):
                redirect(hands, sides, table.__tablename__, row.id, same.id)
    choose_values(hands, sides, draft, work)
    keep_apart(hands, ids, work)
    keep_numbers(hands, keeper, others, work)
    _facts(draft, sides, keeper, work)
    for other in others:
        for customer in hands.pointing.get(other.id, ()):
            if customer not in others:  # who goes is deleted as she was
                repoint(customer, other.id, keeper.id)
    keep_words(work.session, keeper.id, [customer.id for customer in others])
    work.merged += others
    return keeper.id


def _facts(draft: MergeDraft, sides: Sequence[Customer], keeper: Customer, work: Work) -> None:
    result = combine(sides, keeper, draft.picks)
    if draft.keep_rest:
        for name, private in (("note", False), ("private_note", True)):
            lines = rest_lines(sides, keeper, result, work.names, private=private)
            result[name] = "\n".join(filter(None, (str(result[name] or ""), *lines)))
    write_facts(work.session, keeper, sides, result)
