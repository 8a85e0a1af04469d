"""Finding customers by their search terms, best first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import storage_of
from crmdesk.models.derived.pending import scan_pending
from crmdesk.models.derived.sources import load_names_and_phones, load_sources
from crmdesk.models.derived.terms import (
    Term,
    bears,
    best_terms,
    holds,
    is_name,
    needs_check,
    query_terms,
)
from crmdesk.models.schema import Customer

CAP = 1000
"""Up to so many hits are ranked; beyond, the newest are shown and the count is "1000+"."""
CHECKED = 100
"""Of so few hits each is looked at again, for pairs of characters can hit across fields; and
among so many first ones names come before contacts."""

_COMPANIES = select(Customer.id, Customer.name).where(
    Customer.id.in_(bindparam("ids", expanding=True)), Customer.kind == "company"
)
_Ask = Callable[[Session, Sequence[Term], int], list[int]]
NO_LIMIT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Hits:
    """Customer ids, best first; `capped`: there are more than CAP."""

    ids: list[int]
    capped: bool = False


def find(session: Session, text: str) -> Hits:
    """Customers whose terms match `text`, best first (exact, beginning, the same of contacts,
    rest; then last contact).

    Customers an import has not indexed yet are found by a scan of their data, and stand last.
    """
    asked = query_terms(text)
    if not asked:
        return Hits([])
    found = _by_contact(session, asked, CAP + 1)
    if len(found) > CAP:
        exact, better = _best(session, text, asked, _by_contact)
        best = list(dict.fromkeys([*exact, *better]))
        best = _names_first(session, text, best, len(best))
        return Hits(list(dict.fromkeys([*best, *found]))[:CAP], capped=True)
    if len(found) <= CHECKED and needs_check(text):
        found = _checked(session, found, text)
    exact, better = _best(session, text, asked, _matching)
    ranks = dict.fromkeys(better, 1) | dict.fromkeys(exact, 0)
    ordered = sorted(found, key=lambda key: ranks.get(key, 2))
    ordered = _names_first(session, text, ordered, len(ranks))
    ids = list(dict.fromkeys(ordered + scan_pending(session, text, CAP + 1)))
    return Hits(ids[:CAP], capped=len(ids) > CAP)


def _best(
    session: Session, text: str, asked: Sequence[Term], ask: _Ask
) -> tuple[list[int], list[int]]:
    """Hits that are exactly meant, and those at the beginning of a name or the end of a number."""
    best = best_terms(text)
    if best is None:
        return [], []
    others = asked if len(asked) > 1 else ()
    return ask(session, best[:1], CAP), ask(session, [best[1], *others], CAP)


def _names_first(session: Session, text: str, ids: list[int], best: int) -> list[int]:
    """Of the `best` first hits, as far as one looks at them, those who bear the name themselves
    before companies where somebody does."""
    terms = best_terms(text)
    if terms is None or not is_name(terms[1]):
        return ids
    seen = ids[: min(best, CHECKED)]
    rows = session.connection().execute(_COMPANIES, {"ids": seen})
    behind = {key for key, name in rows if not bears(name, terms[1])}
    return [*sorted(seen, key=behind.__contains__), *ids[len(seen) :]]


def _matching(session: Session, terms: Sequence[Term], limit: int) -> list[int]:
    storage = storage_of(session)
    query = storage.query([(term.text, term.prefix) for term in terms])
    return list(session.scalars(storage.matching(), {"query": query, "limit": limit}).all())


def _by_contact(session: Session, terms: Sequence[Term], limit: int) -> list[int]:
    storage = storage_of(session)
    query = storage.query([(term.text, term.prefix) for term in terms])
    told = {"query": query, "limit": limit}
    return list(session.scalars(storage.matching_by_contact(), told).all())


def _checked(session: Session, ids: Sequence[int], text: str) -> list[int]:
    """Without hits across fields; most are cleared by names and numbers, the rest by everything."""
    quick = load_names_and_phones(session, ids)
    doubtful = [key for key in ids if key not in quick or not holds(quick[key], text)]
    sources = load_sources(session, doubtful) if doubtful else {}
    wrong = {key for key in doubtful if key not in sources or not holds(sources[key], text)}
    return [key for key in ids if key not in wrong]


def find_all(session: Session, text: str) -> list[int]:
    """Every customer whose terms match `text`, newest first, however many.

    For lists that filter or sort the hits by something else than how well they match.
    """
    terms = query_terms(text)
    if not terms:
        return []
    found = _matching(session, terms, NO_LIMIT)
    return found + scan_pending(session, text, NO_LIMIT)
