"""One stream of all that happened with a customer, newest first, a page at a time."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.interactions.rules import kind_text, outcome_text, purpose_text
from crmdesk.models.masking import veil
from crmdesk.models.schema import (
    Complaint,
    Interaction,
    Order,
    Promise,
    ServiceOrder,
    SurveyResponse,
)
from crmdesk.models.timeline.entries import Cursor, Page, TimelineEntry, TimelineFilter
from crmdesk.models.timeline.orders import ORDER
from crmdesk.models.timeline.promises import PROMISE
from crmdesk.models.timeline.service import SERVICE
from crmdesk.models.timeline.sources import ALL_KINDS, COMPLAINT, SOURCES
from crmdesk.models.timeline.surveys import SURVEY, not_told_by_answers

PAGE = 60
_SEARCHED_AT_ONCE = 1000

_Placed = tuple[Cursor, TimelineEntry]


def load_page(
    session: Session,
    customer_id: int,
    wanted: TimelineFilter = TimelineFilter(),  # noqa: B008 - frozen
    *,
    before: Cursor | None = None,
    limit: int = PAGE,
) -> Page:
    """Up to `limit` entries below `before`; `wanted.text` is found in 简 and 繁 alike."""
    fits = _searcher(wanted.text)
    step = limit + 1 if fits is None else _SEARCHED_AT_ONCE
    stream = _stream(session, customer_id, wanted.kinds, before, step)
    found = list(islice((one for one in stream if fits is None or fits(one[1])), limit + 1))
    entries = [_veiled(entry, customer_id) for _cursor, entry in found[:limit]]
    return Page(entries, found[limit - 1][0] if len(found) > limit else None)


def count_kinds(session: Session, customer_id: int) -> dict[str, int]:
    """How many entries there are of each kind that occurs, in the order kinds are offered."""
    kinds = (
        select(Interaction.kind, func.count())
        .where(Interaction.customer_id == customer_id, not_told_by_answers(customer_id))
        .group_by(Interaction.kind)
    )
    found: dict[str, int] = dict(session.execute(kinds).all())
    complaints = select(func.count()).where(Complaint.customer_id == customer_id)
    found[COMPLAINT] = session.scalar(complaints) or 0
    promises = select(func.count()).where(Promise.customer_id == customer_id)
    found[PROMISE] = session.scalar(promises) or 0
    service = select(func.count()).where(ServiceOrder.customer_id == customer_id)
    found[SERVICE] = session.scalar(service) or 0
    orders = select(func.count()).where(Order.customer_id == customer_id)
    found[ORDER] = session.scalar(orders) or 0
    answered = select(func.count()).where(
        SurveyResponse.customer_id == customer_id, SurveyResponse.finished_at.is_not(None)
    )
    found[SURVEY] = session.scalar(answered) or 0
    known = [kind for kind in ALL_KINDS if found.get(kind)]
    return {kind: found[kind] for kind in (*known, *sorted(found.keys() - set(ALL_KINDS)))}


def _stream(
    session: Session,
    customer_id: int,
    kinds: frozenset[str],
    before: Cursor | None,
    step: int,
) -> Iterator[_Placed]:
    """All entries below `before`, read in steps."""
    while True:
        batch: list[_Placed] = []
        for source in SOURCES:
            batch += source.fetch(session, customer_id, kinds, before, step)
        batch.sort(key=lambda placed: _order(placed[0]), reverse=True)
        yield from batch[:step]
        if len(batch) < step:
            return
        before = batch[step - 1][0]


def _order(cursor: Cursor) -> tuple[datetime, int, int]:
    return cursor.at, cursor.rank, cursor.id


def _veiled(entry: TimelineEntry, customer_id: int) -> TimelineEntry:
    """With the numbers in its words as they may be shown."""
    if not veil.hides(customer_id):
        return entry
    title, text = (veil.text(customer_id, words) for words in (entry.title, entry.text))
    return replace(entry, title=title, text=text)


def _searcher(text: str) -> Callable[[TimelineEntry], bool] | None:
    """Whether an entry holds every word looked for; None when none is."""
    words = normalise(text).split()
    if not words:
        return None

    def fits(entry: TimelineEntry) -> bool:
        shown = normalise(_shown(entry))
        return all(word in shown for word in words)

    return fits


def _shown(entry: TimelineEntry) -> str:
    words = (
        entry.title,
        entry.text,
        entry.contact,
        entry.staff,
        kind_text(entry.kind),
        outcome_text(entry.outcome),
        purpose_text(entry.purpose),
    )
    return " ".join(filter(None, words))
