"""Who seems to be in the archive twice: the whole of it looked through in seconds."""

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.jobs import Progress
from crmdesk.models.derived.summary import batches
from crmdesk.models.duplicates.evidence import Evidence, Pair
from crmdesk.models.duplicates.gather import STEPS, gather
from crmdesk.models.duplicates.groups import DuplicateGroup, group
from crmdesk.models.duplicates.judge import Verdict, contradict, judge
from crmdesk.models.duplicates.people import Compared, load_compared
from crmdesk.models.schema import Customer, DistinctPair

_AT_ONCE = 2000
_TOTAL = (STEPS + 2) * 100


def find_groups(session: Session, progress: Progress) -> list[DuplicateGroup]:
    """Every group of likely duplicates, the surest first; pairs found to be two are left out.

    Reports its progress and stops where that raises Cancelled.
    """
    evidence = gather(session, lambda done, _total: progress(done, _TOTAL))
    distinct = load_distinct(session)
    known: dict[int, Compared] = {}
    verdicts = dict(_verdicts(session, evidence, distinct, known, progress))

    def apart(one: int, other: int) -> bool:
        if (min(one, other), max(one, other)) in distinct:
            return True
        return contradict(known[one], known[other])

    found = group(verdicts, apart)
    progress(_TOTAL, _TOTAL)
    return found


def load_distinct(session: Session) -> set[Pair]:
    """Pairs somebody looked at and found to be two."""
    query = select(DistinctPair.customer_id, DistinctPair.other_id)
    return {(row.customer_id, row.other_id) for row in session.execute(query)}


def still_there(session: Session, ids: Iterable[int]) -> set[int]:
    """Which of these customers are in the archive."""
    found: set[int] = set()
    for part in batches(ids):
        found |= set(session.scalars(select(Customer.id).where(Customer.id.in_(part))))
    return found


def _verdicts(
    session: Session,
    evidence: Evidence,
    distinct: set[Pair],
    known: dict[int, Compared],
    progress: Progress,
) -> Iterator[tuple[Pair, Verdict]]:
    """The verdicts, and in `known` who is in one."""
    pairs = sorted(evidence.pairs.keys() - distinct)
    for done, part in enumerate(_parts(pairs)):
        progress(STEPS * 100 + 199 * done * _AT_ONCE // max(len(pairs), 1), _TOTAL)
        loaded = load_compared(session, {key for pair in part for key in pair})
        for pair in part:
            one, other = (loaded.get(key) for key in pair)
            if one is None or other is None:
                continue
            shared, contacts = evidence.pairs[pair], evidence.contacts.get(pair, ())
            if (verdict := judge(one, other, shared, contacts)) is not None:
                known[one.id], known[other.id] = one, other
                yield pair, verdict


def _parts(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    rest = iter(pairs)
    while part := list(islice(rest, _AT_ONCE)):
        yield part
