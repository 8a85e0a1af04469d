"""What one customer's page is made of: frozen rows, one class for each thing shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.customers.balance import Balance
from crmdesk.models.customers.bought import Bought
from crmdesk.models.customers.facts import FactValue


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """`e164` is "" where the number could not be understood, `contact_id` None for her own."""

    id: int
    contact_id: int | None
    label: str
    raw: str
    e164: str
    extension: str
    suspect: bool


@dataclass(frozen=True, slots=True)
class EmailRow:
    id: int
    contact_id: int | None
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class AddressRow:
    id: int
    contact_id: int | None
    label: str
    raw: str
    country: str
    region: str
    city: str
    street: str
    postcode: str


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """WeChat, QQ, LINE, fax, web …; `staff_id`, `our_phone`: on whose phone she is a friend."""

    id: int
    contact_id: int | None
    kind: str
    label: str
    value: str
    nickname: str
    remark: str
    our_phone: str
    staff_id: int | None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person inside a company, with her own ways to be reached."""

    id: int
    name: str
    salutation: str
    gender: str
    title: str
    department: str
    role: str
    note: str
    birthday: Birthday | None
    phones: tuple[PhoneRow, ...] = ()
    emails: tuple[EmailRow, ...] = ()
    channels: tuple[ChannelRow, ...] = ()


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    id: int
    title: str
    tax_number: str
    address: str
    phone: str
    bank: str
    account: str
    kind: str
    email: str
    mobile: str


@dataclass(frozen=True, slots=True)
class AnniversaryRow:
    """A day worth a greeting; `next_on` is the next day it is kept, today included."""

    id: int
    label: str
    day: Birthday
    next_on: date


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One yes or no; the newest of a channel counts."""

    id: int
    channel: str
    given: bool
    at: datetime
    how: str
    staff: str


@dataclass(frozen=True, slots=True)
class TagRow:
    id: int
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class CustomRow:
    """A field the user defined and its value, "" where she has none."""

    field_id: int
    name: str
    kind: str
    choices: Sequence[str]
    value: str


@dataclass(frozen=True, slots=True)
class FileRow:
    id: int
    name: str
    kind: str
    size: int
    added_at: datetime
    staff: str


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One of the last contacts, for the header."""

    id: int
    kind: str
    direction: str
    at: datetime
    staff: str
    text: str


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """The next thing we mean to do; `due_time` is "HH:MM" or ""."""

    id: int
    due_on: date
    due_time: str
    text: str


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """What we promised her and have not kept yet; `due_time` is "HH:MM" or ""."""

    id: int
    due_on: date
    due_time: str
    text: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """What she scored us last, 1 to 5 and 0 to 10, in answer to a questionnaire."""

    id: int
    csat: int | None
    nps: int | None


@dataclass(frozen=True, slots=True)
class Relative:
    """A customer related to this one: its parent, a company below it, who referred it."""

    id: int
    name: str
    interactions: int = 0
    open_complaints: int = 0


@dataclass(frozen=True, slots=True)
class Occasion:
    """The next birthday: when it is kept, and how old she gets (None: year unknown)."""

    on: date
    age: int | None
    round: bool


@dataclass(frozen=True, slots=True)
class Warn:
    """Something to know before one speaks: what is complaints, service, overdue, promise, reply,
    mourning, refused or text.

    `count` of open complaints or service orders, `day` of the overdue follow-up, of the
    unanswered message or of the death, `words` for the warning typed by hand or the refused
    channels.
    """

    what: str
    count: int = 0
    day: date | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageRow:
    stage: str
    on: date


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """Everything about one customer; `facts` holds values by the names of `facts.FACTS`.

    `hidden` names the facts that are the owner's own and were left out for this viewer.
    """

    id: int
    facts: dict[str, FactValue]
    hidden: frozenset[str]
    owner: str
    source: str
    birthday: Birthday | None
    occasion: Occasion | None
    zodiac: str | None
    created_at: datetime
    last_contact: datetime | None
    interactions: int
    phones: tuple[PhoneRow, ...]
    emails: tuple[EmailRow, ...]
    addresses: tuple[AddressRow, ...]
    channels: tuple[ChannelRow, ...]
    contacts: tuple[ContactRow, ...]
    invoices: tuple[InvoiceRow, ...]
    anniversaries: tuple[AnniversaryRow, ...]
    consents: tuple[ConsentRow, ...]
    tags: tuple[TagRow, ...]
    customs: tuple[CustomRow, ...]
    files: tuple[FileRow, ...]
    talks: tuple[TalkRow, ...]
    stages: tuple[StageRow, ...]
    next_follow_up: FollowUpRow | None
    promises: tuple[PromiseRow, ...]
    parent: Relative | None
    children: tuple[Relative, ...]
    referrer: Relative | None
    referred: tuple[Relative, ...]
    warnings: tuple[Warn, ...]
    bought: Bought | None = None
    balance: Balance = field(default_factory=Balance)
    plans: int = 0
    service: int = 0
    score: ScoreRow | None = None

    def text(self, field: str) -> str:
        """A fact that is text; "" for none."""
        value = self.facts.get(field)
        return value if isinstance(value, str) else ""

    @property
    def name(self) -> str:
        return self.text("name")

    @property
    def kind(self) -> str:
        return self.text("kind")

    @property
    def stage(self) -> str:
        return self.text("stage")
