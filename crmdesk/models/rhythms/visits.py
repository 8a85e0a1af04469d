"""A return visit, and why it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

ORIGINS = ("complaint", "delivery", "rhythm")
"""Why somebody is called again, the most pressing first: of two reasons the first one counts."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Whom to call again since `due_on`, and why: one of ORIGINS, or "silent" in a list of those
    not spoken to for long.

    `days` have passed since the last talk (`never`: since she was noted, for nobody spoke to her
    yet), the delivery or the complaint; `every` so many days she is called by the rhythm of her
    `stage`. `event_id` and `subject` name the order or complaint.
    """

    customer_id: int
    why: str
    due_on: date
    days: int
    every: int = 0
    stage: str = ""
    never: bool = False
    event_id: int | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """The first of those due, and how many there are; `capped`: more than `total`. `coming` are
    those with a day of their own within the days asked for.
    """

    total: int
    visits: Sequence[Visit]
    capped: bool = False
    coming: Sequence[Visit] = ()
