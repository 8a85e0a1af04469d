"""What stands on the page Today."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from crmdesk.models.calendar.birthday import Birthday

if TYPE_CHECKING:  # not needed before the first screen is shown
    from crmdesk.models.calendar.due import Reading
    from crmdesk.models.care.greeting import Greeting

SECTIONS = (
    "overdue", "today", "tomorrow", "birthdays", "festivals", "festive_orders", "complaints",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TodayRow:
    """Whom to contact and why.

    `source` and `id` name the row it comes from: follow_up, promise, customer or contact
    (birthdays), festival or festival_contact, festive_order (with the code
    of its `feast`), complaint. `name` is the person, `company` where she
    is; `phone` E.164, or as it was typed. `kind` is that of `name`: a person where a contact is
    meant.
    For birthdays `due_on` is the day it is kept and `age` what she turns; `greeting` is what may
    be sent, where somebody may be greeted at all. `rests`: it is about money, and these are
    days on which nobody asks for any.
    """

    section: str
    source: str
    id: int
    customer_id: int
    contact_id: int | None
    name: str
    company: str
    salutation: str
    phone: str
    staff: str = ""
    text: str = ""
    due_on: date | None = None
    due_time: str = ""
    birthday: Birthday | None = None
    age: int | None = None
    mourning: bool = False
    step: int = 0
    opened_at: datetime | None = None
    clock: tuple[str, "Reading"] | None = None
    kind: str = "person"
    greeting: "Greeting | None" = None
    feast: str = ""
    rests: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with its first rows; `total` may be more."""

    code: str
    total: int = 0
    rows: Sequence[TodayRow] = field(default_factory=list)
