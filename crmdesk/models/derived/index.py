"""Keeping customer_search and its index: after every write, and behind a bulk import."""

import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database, storage_of
from crmdesk.models.core.jobs import Progress
from crmdesk.models.derived.sources import load_sources
from crmdesk.models.derived.summary import batches
from crmdesk.models.derived.terms import forget_names, terms_of
from crmdesk.models.schema import ChangeSet, CustomerSearch, SearchPending

WORTH_TIDYING = 5000
_AT_ONCE = 1000
"""Customers a transaction: some 0.3 s, for a clerk who saves meanwhile waits so long."""
_BREATH = 0.002
"""Seconds between two transactions in which whoever waits to write comes first."""


def refresh_terms(session: Session, ids: Iterable[int]) -> None:
    """Bring the index to the present data of these customers; gone ones leave it."""
    for part in batches(ids):
        _write_terms(session, part, _derive(session, part))


def _derive(session: Session, ids: Sequence[int]) -> dict[int, str]:
    storage = storage_of(session)
    sources = load_sources(session, ids)
    return {key: storage.join_terms(terms_of(source)) for key, source in sources.items()}


def _write_terms(session: Session, ids: Sequence[int], new: Mapping[int, str]) -> None:
    storage = storage_of(session)
    old = _indexed(session, ids)
    changed = [key for key in ids if old.get(key, "") != new.get(key, "")]
    if gone := [key for key in changed if key in old]:
        session.execute(delete(CustomerSearch).where(CustomerSearch.customer_id.in_(gone)))
    if rows := [(key, new[key]) for key in changed if key in new]:
        storage.insert_rows(session, "customer_search", ("customer_id", "terms"), rows, {})
    storage.index_terms(session, [(key, old.get(key, ""), new.get(key, "")) for key in changed])
    session.execute(delete(SearchPending).where(SearchPending.customer_id.in_(ids)))


def _indexed(session: Session, ids: Sequence[int]) -> dict[int, str]:
    query = select(CustomerSearch.customer_id, CustomerSearch.terms)
    rows = session.execute(query.where(CustomerSearch.customer_id.in_(ids)))
    return {row.customer_id: row.terms for row in rows}


@dataclass(frozen=True, slots=True)
class _Derived:
    """Terms of some customers as the data was when change set `basis` was the newest."""

    ids: list[int]
    terms: dict[int, str]
    basis: int


def index_pending(db: Database, progress: Progress) -> int:
    """Index what a bulk import deferred, in small transactions; returns how many it did.

    While one lot is written, the next one is derived on a thread of its own.
    """
    done = 0
    with ThreadPoolExecutor(1, thread_name_prefix="derive") as pool:
        while True:
            lot = _derive_next(db, 0)
            if not lot.ids:
                break
            while lot.ids:
                following: Future[_Derived] = pool.submit(_derive_next, db, lot.ids[-1])
                with db.write("index", bulk=True) as session:
                    _write_lot(session, lot)
                done += len(lot.ids)
                progress(done, done)
                time.sleep(_BREATH)
                lot = following.result()
    if done >= WORTH_TIDYING:
        tidy_index(db)
    if done:
        forget_names()
    return done


def _derive_next(db: Database, after: int) -> _Derived:
    with db.read() as session:
        waiting = select(SearchPending.customer_id).where(SearchPending.customer_id > after)
        query = waiting.order_by(SearchPending.customer_id).limit(_AT_ONCE)
        ids = list(session.scalars(query))
        return _Derived(ids, _derive(session, ids) if ids else {}, _newest(session))


def _write_lot(session: Session, lot: _Derived) -> None:
    """Write what was derived, unless somebody wrote since: then it is derived anew."""
    waiting = select(SearchPending.customer_id).where(SearchPending.customer_id.in_(lot.ids))
    ids = sorted(session.scalars(waiting))
    if not ids:
        return
    fresh = lot.terms if _newest(session) == lot.basis else _derive(session, ids)
    _write_terms(session, ids, fresh)


def _newest(session: Session) -> int:
    return session.scalar(select(func.max(ChangeSet.id))) or 0


def tidy_index(db: Database) -> None:
    """After many changes: make the index a third as large, in steps between which others write."""
    first = more = True
    while more:
        with db.write("index", bulk=True) as session:
            more = storage_of(session).tidy_index(session, first=first)
        first = False
