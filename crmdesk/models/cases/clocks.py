"""What the clocks of cases are read from: steps, pauses, and what the log says.

Nothing of it is stored: which clocks there are, and what they allow, each kind of case says.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.due import Pause, Reading
from crmdesk.models.cases.pausing import CUSTOMER, NOT_AN_ANSWER, waits_for
from crmdesk.models.cases.tables import CaseTables
from crmdesk.models.schema import Interaction

_NOBODY = "no_answer"
_AT_ONCE = 500
"""Cases a question is asked for: a statement takes only so many parameters."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CaseClocks:
    """Clocks by their codes, in the order in which they are shown; what they wait for, if they do.

    `waits_for` is "" or a code of `cases.pausing`.
    """

    each: tuple[tuple[str, Reading], ...]
    paused_for: str = ""
    waits_for: str = ""

    def get(self, code: str) -> Reading | None:
        """The clock of that code; None where there is none yet."""
        return dict(self.each).get(code)

    @property
    def current(self) -> tuple[str, Reading] | None:
        """The clock that matters now: of those that run, the one whose time is up first."""
        running = [one for one in self.each if one[1].stopped is None]
        return min(running, key=lambda one: one[1].left, default=None)

    @property
    def paused(self) -> bool:
        """Whether one of them stands still."""
        return any(clock.state == "paused" for _code, clock in self.each)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the clocks of one case are read from; `row` has the further columns asked for."""

    row: Any
    opened: datetime
    step: int
    closed: datetime | None
    stamps: Mapping[int, Sequence[datetime]]
    pauses: Sequence[Pause]
    paused_for: str
    waits_for: str
    answered: datetime | None

    def stamped(self, step: int) -> Sequence[datetime]:
        """When this step was done, each time."""
        return self.stamps.get(step, ())


def load_facts(
    session: Session, tables: CaseTables, ids: Iterable[int], *columns: Any
) -> dict[int, Facts]:
    """The facts of these cases; of those deleted meanwhile none."""
    found: dict[int, Facts] = {}
    for part in batches(ids):
        found |= _load(session, tables, part, columns)
    return found


def batches(ids: Iterable[int]) -> Iterator[Sequence[int]]:
    """As many ids at once as a statement takes."""
    wanted = list(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start : start + _AT_ONCE]


def urgency(clocks: CaseClocks | None) -> tuple[int, timedelta]:
    """To sort by: late ones first, those paused after all that run, those without a clock last."""
    if clocks is None or clocks.current is None:
        return 2, timedelta()
    clock = clocks.current[1]
    return (1 if clock.state == "paused" else 0), clock.left


def _load(
    session: Session, tables: CaseTables, ids: Sequence[int], columns: Sequence[Any]
) -> dict[int, Facts]:
    case = tables.case
    query = select(
        case.id, case.customer_id, case.opened_at, case.step, case.closed_at, *columns
    ).where(case.id.in_(ids))
    rows = session.execute(query).all()
    stamps = _grouped(session, tables, tables.step, ids, lambda row: (row.step, row.at))
    pauses = _grouped(session, tables, tables.pause, ids, lambda row: row)
    heard = _Heard(session, rows)
    found: dict[int, Facts] = {}
    for row in rows:
        kept = [heard.pause(row, one) for one in pauses[row.id]]
        last = pauses[row.id][-1] if kept else None
        still = last is not None and kept[-1].end is None and row.closed_at is None
        found[row.id] = Facts(
            row, row.opened_at, row.step, row.closed_at, _by_step(stamps[row.id]), kept,
            last.reason if still and last else "", waits_for(last) if still else "",
            heard.answer(row),
        )  # fmt: skip
    return found


def _grouped(
    session: Session, tables: CaseTables, part: Any, ids: Sequence[int], value: Callable[[Any], T]
) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    query = select(part).where(tables.of(part).in_(ids)).order_by(part.at, part.id)
    for row in session.scalars(query):
        found[getattr(row, tables.key)].append(value(row))
    return found


def _by_step(stamps: Iterable[tuple[int, datetime]]) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    for step, at in stamps:
        found[step].append(at)
    return found


class _Heard:
    """What the log says went out to the customers, and came in from those we waited for."""

    def __init__(self, session: Session, rows: Sequence[Any]) -> None:
        self._out: dict[int, list[datetime]] = defaultdict(list)
        self._in: dict[int, list[datetime]] = defaultdict(list)
        if not rows:
            return
        said = select(
            Interaction.customer_id, Interaction.at, Interaction.direction, Interaction.outcome
        ).where(
            Interaction.customer_id.in_({row.customer_id for row in rows}),
            Interaction.at >= min(row.opened_at for row in rows),
            Interaction.purpose.not_in(NOT_AN_ANSWER),
        )
        # sorted and told apart here: asked to, SQLite reads all talks of these weeks, not theirs
        found = sorted(session.execute(said), key=lambda row: row.at)
        for customer, at, direction, outcome in found:
            if direction == "in":
                self._in[customer].append(at)
            elif direction == "out" and outcome != _NOBODY:
                self._out[customer].append(at)

    def answer(self, row: Any) -> datetime | None:
        """The first contact that went out after the case was received."""
        return next((at for at in self._out[row.customer_id] if at >= row.opened_at), None)

    def pause(self, row: Any, pause: Any) -> Pause:
        """One for the customer that still lasts ends with the first entry that came in."""
        if pause.until is not None or waits_for(pause) != CUSTOMER:
            return Pause(pause.at, pause.until)
        heard = next((at for at in self._in[row.customer_id] if at > pause.at), None)
        return Pause(pause.at, heard)
