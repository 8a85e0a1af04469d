"""From pairs to groups: three rows of one customer are one group, a switchboard is none."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from crmdesk.models.duplicates.evidence import Pair
from crmdesk.models.duplicates.judge import Verdict
from crmdesk.models.duplicates.reasons import CLASSES, Reason

_MOST_TOGETHER = 8


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Customers that may be one, by id; as sure as the weakest link that joins them."""

    ids: tuple[int, ...]
    certainty: str
    reasons: tuple[Reason, ...]


def group(
    pairs: Mapping[Pair, Verdict], apart: Callable[[int, int], bool] = lambda _one, _other: False
) -> list[DuplicateGroup]:
    """Groups, the surest first; no two customers that are `apart` are in one.

    Customers join a group only where each is linked to each other one of it at least as surely;
    certain ones join by one link. A pair that does not fit into a group stands alone.
    """
    homes: dict[int, _Home] = {}
    alone: dict[frozenset[int], Pair] = {}
    for pair in sorted(pairs, key=lambda pair: (_rank(pairs[pair].certainty), *pair)):
        one, other = (homes.setdefault(key, _Home([key])) for key in pair)
        if one is other:
            continue
        if _fits(one, other, pairs, pairs[pair], apart):
            one.members.extend(other.members)
            one.rank = _rank(pairs[pair].certainty)
            for key in other.members:
                homes[key] = one
        else:
            alone.setdefault(frozenset((id(one), id(other))), pair)
    together = {id(home): home.members for home in homes.values() if len(home.members) > 1}
    found = [_made(members, pairs) for members in (*together.values(), *alone.values())]
    return sorted(found, key=lambda made: (_rank(made.certainty), _weight(made)))


def disjoint(groups: Iterable[DuplicateGroup]) -> list[DuplicateGroup]:
    """Those of the groups, from the first on, that share nobody: they can be merged at once."""
    found: list[DuplicateGroup] = []
    taken: set[int] = set()
    for made in groups:
        if taken.isdisjoint(made.ids):
            taken.update(made.ids)
            found.append(made)
    return found


@dataclass(slots=True)
class _Home:
    """A group being put together; `rank` is that of the links in it."""

    members: list[int]
    rank: int | None = None


def _fits(
    one: _Home,
    other: _Home,
    pairs: Mapping[Pair, Verdict],
    link: Verdict,
    apart: Callable[[int, int], bool],
) -> bool:
    """Whether two may become one; what is surer already is not watered down."""
    across = [(min(a, b), max(a, b)) for a in one.members for b in other.members]
    if len(one.members) + len(other.members) > _MOST_TOGETHER or any(apart(*p) for p in across):
        return False
    rank = _rank(link.certainty)
    if not {one.rank, other.rank} <= {rank, None}:
        return False
    return rank == 0 or all(p in pairs and _rank(pairs[p].certainty) <= rank for p in across)


def _made(members: Iterable[int], pairs: Mapping[Pair, Verdict]) -> DuplicateGroup:
    ids = tuple(sorted(members))
    links = list(_links(ids, pairs))
    reasons = dict.fromkeys(reason for link in links for reason in link.reasons)
    return DuplicateGroup(ids, _weakest(ids, pairs), tuple(reasons))


def _links(ids: tuple[int, ...], pairs: Mapping[Pair, Verdict]) -> Iterator[Verdict]:
    for at, one in enumerate(ids):
        for other in ids[at + 1 :]:
            if (verdict := pairs.get((one, other))) is not None:
                yield verdict


def _weakest(ids: tuple[int, ...], pairs: Mapping[Pair, Verdict]) -> str:
    """The class of the weakest of the strongest links that hold the group together."""
    joined, weakest = {ids[0]}, 0
    while len(joined) < len(ids):
        rank, key = min(
            (_rank(verdict.certainty), key)
            for one in joined
            for key in ids
            if key not in joined
            and (verdict := pairs.get((min(one, key), max(one, key)))) is not None
        )
        joined.add(key)
        weakest = max(weakest, rank)
    return CLASSES[weakest]


def _rank(certainty: str) -> int:
    return CLASSES.index(certainty)


def _weight(made: DuplicateGroup) -> tuple[int, int]:
    """Of one class those with more reasons first, then the newest customers."""
    speaking = sum(not reason.code.startswith("not_") for reason in made.reasons)
    return -speaking, -made.ids[-1]
