"""Finding customers that a bulk import has not indexed yet, by looking at each of them."""

import re
from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.derived.sources import load_sources
from crmdesk.models.derived.summary import batches
from crmdesk.models.derived.terms import matches
from crmdesk.models.schema import Customer, CustomerSummary, Phone, SearchPending

FEW = 1000
"""Of so few everything is searched; of more only names, companies and telephone numbers."""
_WAITING = select(SearchPending.customer_id).order_by(SearchPending.customer_id.desc())
_READ = re.compile(r"[a-z]+(?=[1-5])")


def scan_pending(session: Session, text: str, most: int) -> list[int]:
    """Customers waiting to be indexed that answer `text`, newest first, at most `most`."""
    waiting = session.scalars(_WAITING).all()
    if len(waiting) > FEW:
        return _scan_names(session, normalise(text).split(), most)
    hits: list[int] = []
    for part in batches(waiting):
        sources = load_sources(session, part)
        hits += [key for key in part if key in sources and matches(sources[key], text)]
    return hits[:most]


def _scan_names(session: Session, words: list[str], most: int) -> list[int]:
    """Some hundred thousand rows in less than a second; stops when enough are found."""
    numbers = [re.sub(r"\D", "", word) for word in words if not re.search(r"[^\d+()\-]", word)]
    names = [word for word in words if re.search(r"[^\d+()\-]", word)]
    called = _with_numbers(session, [digits for digits in numbers if digits])
    rows = session.execute(
        select(Customer.id, Customer.name, Customer.company, CustomerSummary.sort_name)
        .join(SearchPending, SearchPending.customer_id == Customer.id)
        .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .order_by(Customer.id.desc())
        .execution_options(yield_per=1000)
    )
    hits: list[int] = []
    for key, name, company, sort_name in rows:
        if called is not None and key not in called:
            continue
        if not names or _bears(names, normalise(f"{name} {company or ''}"), sort_name):
            hits.append(key)
            if len(hits) == most:
                rows.close()
                break
    return hits


def _with_numbers(session: Session, numbers: list[str]) -> set[int] | None:
    """Who has all these digits among the telephone numbers; None when none were asked for."""
    found: set[int] | None = None
    for digits in numbers:
        query = (
            select(Phone.customer_id)
            .join(SearchPending, SearchPending.customer_id == Phone.customer_id)
            .where(or_(Phone.e164.contains(digits), Phone.raw.contains(digits)))
        )
        owners = set(session.scalars(query))
        found = owners if found is None else found & owners
    return found


def _bears(words: list[str], plain: str, sort_name: str) -> bool:
    return all(word in plain or _reads(word, sort_name) for word in words)


def _reads(word: str, sort_name: str) -> bool:
    """Whether the name reads so, in full or by its initials, from any syllable on."""
    if not (word.isascii() and word.isalpha()):
        return False
    syllables = _READ.findall(sort_name)
    if word in "".join(syllable[0] for syllable in syllables):
        return True
    if word not in "".join(syllables):
        return False
    return any(start.startswith(word) for start in _from_each(syllables))


def _from_each(syllables: list[str]) -> Iterator[str]:
    for at in range(len(syllables)):
        yield "".join(syllables[at:])
