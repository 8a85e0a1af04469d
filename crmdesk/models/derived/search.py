"""customer_search and its index: writing the terms, and finding customers by them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database, storage_of
from crmdesk.models.core.jobs import Progress
from crmdesk.models.derived.sources import load_sources
from crmdesk.models.derived.summary import batches
from crmdesk.models.derived.terms import matches, query_terms, rank, terms_of
from crmdesk.models.schema import Customer, CustomerSearch, CustomerSummary, SearchPending

CAP = 1000
"""Up to so many hits are ranked; beyond, the newest are shown and the count is "1000+"."""

NO_LIMIT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Hits:
    """Customer ids, best first; `capped`: there are more than CAP."""

    ids: list[int]
    capped: bool = False


def refresh_terms(session: Session, ids: Iterable[int]) -> None:
    """Bring the index to the present data of these customers; gone ones leave it."""
    storage = storage_of(session)
    for part in batches(ids):
        old = _indexed(session, part)
        sources = load_sources(session, part)
        new = {key: storage.join_terms(terms_of(source)) for key, source in sources.items()}
        changed = [key for key in part if old.get(key, "") != new.get(key, "")]
        session.execute(delete(CustomerSearch).where(CustomerSearch.customer_id.in_(changed)))
        if rows := [{"customer_id": key, "terms": new[key]} for key in changed if key in new]:
            session.execute(insert(CustomerSearch), rows)
        storage.index_terms(session, [(key, old.get(key, ""), new.get(key, "")) for key in changed])
        session.execute(delete(SearchPending).where(SearchPending.customer_id.in_(part)))


def _indexed(session: Session, ids: Sequence[int]) -> dict[int, str]:
    query = select(CustomerSearch.customer_id, CustomerSearch.terms)
    rows = session.execute(query.where(CustomerSearch.customer_id.in_(ids)))
    return {row.customer_id: row.terms for row in rows}


def index_pending(db: Database, progress: Progress) -> int:
    """Index what a bulk import deferred, in small transactions; returns how many it did."""
    done = 0
    while True:
        with db.read() as session:
            part = list(session.scalars(select(SearchPending.customer_id).limit(2000)))
        if not part:
            return done
        with db.write("index", bulk=True) as session:
            refresh_terms(session, part)
        done += len(part)
        progress(done, done)


def find(session: Session, text: str) -> Hits:
    """Customers whose terms match `text`, best first (exact, beginning, rest; then last contact).

    Customers an import has not indexed yet are found by a scan of their data.
    """
    terms = query_terms(text)
    if not terms:
        return Hits([])
    storage = storage_of(session)
    query = storage.query([(term.text, term.prefix) for term in terms])
    found = list(session.scalars(storage.matching(), {"query": query, "limit": CAP + 1}))
    found += _scan_pending(session, text)
    if len(found) > CAP:
        return Hits(found[:CAP], capped=True)
    return Hits(_ranked(session, found, text))


def find_all(session: Session, text: str) -> list[int]:
    """Every customer whose terms match `text`, newest first, however many.

    For lists that filter or sort the hits by something else than how well they match.
    """
    terms = query_terms(text)
    if not terms:
        return []
    storage = storage_of(session)
    query = storage.query([(term.text, term.prefix) for term in terms])
    found = list(session.scalars(storage.matching(), {"query": query, "limit": NO_LIMIT}))
    return found + _scan_pending(session, text)


def _scan_pending(session: Session, text: str) -> list[int]:
    pending = session.scalars(select(SearchPending.customer_id)).all()
    hits: list[int] = []
    for part in batches(pending):
        sources = load_sources(session, part)
        hits += [key for key, source in sources.items() if matches(source, text)]
        if len(hits) > CAP:
            break
    return hits


def _ranked(session: Session, ids: Sequence[int], text: str) -> list[int]:
    query = (
        select(Customer.id, Customer.name, CustomerSummary.sort_name, CustomerSummary.last_contact)
        .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .where(Customer.id.in_(bindparam("ids", expanding=True)))
    )
    rows = session.execute(query, {"ids": list(ids)}).all()
    keyed = [
        (rank(name, sort_name, text), -at.timestamp(), key) for key, name, sort_name, at in rows
    ]
    return [key for _, _, key in sorted(keyed)]
