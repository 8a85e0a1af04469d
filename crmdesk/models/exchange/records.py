"""What a foreign file says about customers, cleaned; nothing here knows the database.

These classes keep their defaults on the class and in an instance only what its row has: a
hundred thousand of them are made in a blink.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.exchange.columns import ColumnGuess
from crmdesk.models.orders.rules import say_quantity


class Email(NamedTuple):
    label: str
    address: str


class Channel(NamedTuple):
    """`kind` is wechat, qq, line, fax, web or another word; the rest is known of WeChat only."""

    kind: str
    value: str
    label: str = ""
    nickname: str = ""
    remark: str = ""
    our_phone: str = ""
    staff: str = ""


class Address(NamedTuple):
    """`raw` is the whole as written."""

    label: str
    raw: str
    country: str = ""
    region: str = ""
    city: str = ""
    street: str = ""
    postcode: str = ""


class Invoice(NamedTuple):
    """`kind` is special, ordinary, two_part, three_part or ""."""

    title: str = ""
    tax_number: str = ""
    address: str = ""
    phone: str = ""
    bank: str = ""
    account: str = ""
    kind: str = ""
    email: str = ""
    mobile: str = ""


class Anniversary(NamedTuple):
    label: str
    day: Birthday


class Consent(NamedTuple):
    """`at` is None where the file does not say when; local time of the office."""

    channel: str
    given: bool
    at: datetime | None = None
    how: str = ""
    staff: str = ""


@dataclass
class Person:
    """What is known of a customer and of a contact alike; labels are codes or words."""

    name: str = ""
    salutation: str = ""
    gender: str = ""
    title: str = ""
    department: str = ""
    role: str = ""
    birthday: Birthday | None = None
    note: str = ""
    phones: tuple[PhoneValue, ...] = ()
    emails: tuple[Email, ...] = ()
    channels: tuple[Channel, ...] = ()
    addresses: tuple[Address, ...] = ()


@dataclass
class ContactRecord(Person):
    """A person inside a customer; `row` is where she stands."""

    row: int = 0


@dataclass
class CustomerRecord(Person):
    """One customer as the file tells it.

    `digest` is the hash of the row's non-empty cells; `folded` are (row, digest) of further rows
    that belong to this customer: its other contacts. `stage`, `kind` are codes or "". `city` and
    `district` have gone into the first address by then.
    """

    row: int = 0
    sheet: str = ""
    digest: str = ""
    folded: tuple[tuple[int, str], ...] = ()
    number: str = ""
    kind: str = ""
    company: str = ""
    parent: str = ""
    stage: str = ""
    stage_since: date | None = None
    source: str = ""
    industry: str = ""
    country: str = ""
    region: str = ""
    city: str = ""
    district: str = ""
    size: str = ""
    tags: tuple[str, ...] = ()
    owner: str = ""
    referrer: str = ""
    hobbies: str = ""
    diet: str = ""
    gift_taste: str = ""
    preferred_channel: str = ""
    preferred_hour: str = ""
    occupation: str = ""
    education: str = ""
    income: str = ""
    bereaved_on: date | None = None
    warning: str = ""
    private_note: str = ""
    anniversaries: tuple[Anniversary, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    consents: tuple[Consent, ...] = ()
    custom: tuple[tuple[str, str], ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
    photo: bytes | None = None


@dataclass
class InteractionRecord:
    """A row of the sheet 联系记录; times are the office's local time, cost in minor units."""

    row: int = 0
    sheet: str = ""
    digest: str = ""
    customer_number: str = ""
    customer: str = ""
    contact: str = ""
    at: datetime | None = None
    kind: str = ""
    direction: str = ""
    purpose: str = ""
    outcome: str = ""
    text: str = ""
    minutes: int | None = None
    cost: int | None = None
    currency: str = ""
    staff: str = ""
    phone: tuple[PhoneValue, ...] = ()


class Solution(NamedTuple):
    text: str
    accepted: bool = False
    at: datetime | None = None


class ComplaintAction(NamedTuple):
    text: str
    staff: str = ""
    at: datetime | None = None


class CallBack(NamedTuple):
    at: datetime | None = None
    staff: str = ""
    reached: bool | None = None
    satisfied: bool | None = None
    score: int | None = None
    text: str = ""


class StepStamp(NamedTuple):
    step: int
    staff: str = ""
    at: datetime | None = None


@dataclass
class ComplaintRecord:
    """A row of the sheet 投诉; times are the office's local time, cost in minor units."""

    row: int = 0
    sheet: str = ""
    digest: str = ""
    number: str = ""
    customer_number: str = ""
    customer: str = ""
    contact: str = ""
    handler: str = ""
    status: str = ""
    step: int | None = None
    opened_at: datetime | None = None
    subject: str = ""
    product: str = ""
    channel: str = ""
    words: str = ""
    mood: str = ""
    facts: str = ""
    severity: str = ""
    compensation: str = ""
    cost: int | None = None
    currency: str = ""
    cause: str = ""
    improvement: str = ""
    closed_at: datetime | None = None
    closing: str = ""
    solutions: tuple[Solution, ...] = ()
    actions: tuple[ComplaintAction, ...] = ()
    calls: tuple[CallBack, ...] = ()
    steps: tuple[StepStamp, ...] = ()


class Paid(NamedTuple):
    """Money received: how much, or True for all of it."""

    amount: Decimal | bool | None = None
    on: date | None = None
    method: str = ""
    note: str = ""


@dataclass
class OrderRecord:
    """A row of a sheet of orders: one line of goods, and what the row says of its order.

    Amounts as written; `quantity` in thousandths with the unit beside it.
    """

    row: int = 0
    sheet: str = ""
    digest: str = ""
    number: str = ""
    ordered_on: date | None = None
    customer_number: str = ""
    customer: str = ""
    phone: tuple[PhoneValue, ...] = ()
    company: str = ""
    contact: str = ""
    product: str = ""
    spec: str = ""
    quantity: tuple[int, str] | None = None
    unit: str = ""
    price: Decimal | None = None
    amount: Decimal | None = None
    cost: Decimal | None = None
    unit_cost: Decimal | None = None
    total: Decimal | None = None
    owed: Decimal | None = None
    status: str = ""
    settled: bool | None = None
    courier: str = ""
    delivery: str = ""
    staff: str = ""
    currency: str = ""
    note: str = ""
    payments: tuple[Paid, ...] = ()

    @property
    def text(self) -> str:
        """The row in one line."""
        quantity = "" if self.quantity is None else f"× {say_quantity(self.quantity[0])}"
        goods = " ".join(filter(None, (self.product, self.spec, quantity)))
        amount = self.amount if self.amount is not None else self.total
        day = "" if self.ordered_on is None else self.ordered_on.isoformat()
        parts = (self.number, day, goods, "" if amount is None else f"{amount:,}", self.note)
        return " · ".join(filter(None, parts))

    @property
    def has_goods(self) -> bool:
        """Whether the row tells of anything sold."""
        told = (self.quantity, self.price, self.amount, self.total)
        return bool(self.product) or any(value is not None for value in told)


class Problem(NamedTuple):
    """A cell that could not be taken as it is; `core.messages` has the sentence for `code`."""

    sheet: str
    row: int
    column: str
    header: str
    value: str
    code: str
    params: dict[str, object] = {}  # noqa: RUF012 - a NamedTuple's default, never changed


@dataclass(frozen=True, slots=True)
class OfficeHints:
    """What the office knows and the file does not say; `today` completes dates without a year."""

    country: str = "CN"
    area_code: str = ""
    today: date | None = None


@dataclass
class SheetUnderstanding:
    """One sheet: `kind` is customers, interactions, complaints, orders or "" (nothing for us).

    `header_row` is 0 where there is none; `skipped` are the rows that are no data, with the
    reason (empty, totals, header). `custom_kinds` are the kinds of custom fields, where the file
    is typed by us.
    """

    name: str
    kind: str
    header_row: int
    confidence: float
    columns: list[ColumnGuess]
    shape: str
    customers: list[CustomerRecord] = field(default_factory=list)
    interactions: list[InteractionRecord] = field(default_factory=list)
    complaints: list[ComplaintRecord] = field(default_factory=list)
    orders: list[OrderRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    custom_kinds: dict[str, str] = field(default_factory=dict)


@dataclass
class Understanding:
    """A whole file as understood."""

    file: str
    format: str
    encoding: str | None
    sheets: list[SheetUnderstanding] = field(default_factory=list)

    @property
    def customers(self) -> list[CustomerRecord]:
        return [record for sheet in self.sheets for record in sheet.customers]

    @property
    def interactions(self) -> list[InteractionRecord]:
        return [record for sheet in self.sheets for record in sheet.interactions]

    @property
    def complaints(self) -> list[ComplaintRecord]:
        return [record for sheet in self.sheets for record in sheet.complaints]

    @property
    def orders(self) -> list[OrderRecord]:
        return [record for sheet in self.sheets for record in sheet.orders]

    @property
    def problems(self) -> list[Problem]:
        return [problem for sheet in self.sheets for problem in sheet.problems]

    @property
    def is_nothing(self) -> bool:
        """Whether no sheet holds anything for us."""
        return not any(
            sheet.customers or sheet.interactions or sheet.complaints or sheet.orders
            for sheet in self.sheets
        )

    def refuse_nothing(self) -> None:
        """Raises CrmError "file.no_customers" where no sheet holds anything for us."""
        if self.is_nothing:
            raise CrmError("file.no_customers", file=self.file)
