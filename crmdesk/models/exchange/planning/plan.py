"""What an import would do, as data: preview, dry run, report and apply all use the same plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Literal, NamedTuple

from crmdesk.models.exchange.columns.recognise import ColumnGuess
from crmdesk.models.exchange.planning.changes import FieldChange, changes_between
from crmdesk.models.exchange.planning.edits import Edit, Removed, edits_between
from crmdesk.models.exchange.planning.match import Ref
from crmdesk.models.exchange.planning.origin import Missing
from crmdesk.models.exchange.planning.picks import Picks, RowKey
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.logs import ComplaintRecord, InteractionRecord
from crmdesk.models.exchange.records.orders import OrderRecord
from crmdesk.models.exchange.records.tasks import FollowUpRecord, PromiseRecord
from crmdesk.models.exchange.records.understood import Problem, SheetUnderstanding, Understanding
from crmdesk.models.exchange.stored.dossier import Dossier

Mode = Literal["update", "skip", "create"]
Action = Literal["create", "update", "merge", "skip"]
ACTIONS: tuple[Action, ...] = ("create", "update", "merge", "skip")
LogRecord = InteractionRecord | ComplaintRecord | PromiseRecord | FollowUpRecord


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """How to treat customers that are there already; `fill_only`: update blank fields only.

    `picks` are the rows and values somebody decided about by hand.
    """

    mode: Mode = "update"
    fill_only: bool = False
    picks: Picks = field(default_factory=Picks)


_ACTION = attrgetter("action")


@dataclass(slots=True)
class PlannedRow:
    """One row of the file. `ref` is whom it means (0 for nobody), `reason` why it is skipped:
    known, identical, mode, ambiguous, empty, totals, undated, nobody, stranger (of nobody we
    know), out (taken out by hand), kept (ours stays), deleted, merged (here, since the export).

    `usual` is what it would be had nobody decided, `like` whom it may be instead. `edits` are all
    it might change, where not simply everything between `before` and `after` is taken over.
    """

    sheet: str
    row: int
    action: Action
    name: str = ""
    ref: Ref = 0
    reason: str = ""
    record: CustomerRecord | LogRecord | OrderRecord | None = None
    before: CustomerRecord | None = None
    after: CustomerRecord | None = None
    usual: Action | None = None
    like: tuple[Ref, ...] = ()
    edits: tuple[Edit, ...] | None = None

    @property
    def key(self) -> RowKey:
        """By what a decision names the row."""
        return self.sheet, self.row

    def all_edits(self) -> tuple[Edit, ...]:
        """Every value the row might change, whether it is taken over or not."""
        if self.edits is not None:
            return self.edits
        if self.before is None or self.after is None:
            return ()
        return tuple(edits_between(self.before, self.after))

    def changes(self) -> list[FieldChange]:
        """What becomes different, old and new; of a new customer nothing is."""
        if self.before is None or self.after is None:
            return []
        return changes_between(self.before, self.after)


class Update(NamedTuple):
    """A stored customer, before and after."""

    dossier: Dossier
    after: CustomerRecord
    removed: Removed = {}  # noqa: RUF012 - a NamedTuple's default, never changed


class NewLine(NamedTuple):
    """Goods of a new order; quantity in thousandths, money in minor units (分)."""

    name: str
    spec: str
    unit: str
    quantity: int
    price: int | None
    amount: int
    cost: int | None


class NewPayment(NamedTuple):
    """Money received."""

    day: date
    amount: int
    method: str
    note: str


@dataclass(slots=True)
class NewOrder:
    """An order to create, or with neither number nor goods payments on account."""

    ref: Ref
    number: str
    day: date
    lines: list[NewLine]
    payments: list[NewPayment] = field(default_factory=list)
    amount: int = 0
    cost: int | None = None
    contact: str = ""
    status: str = ""
    settled: bool = False
    courier: str = ""
    delivery: str = ""
    staff: str = ""
    currency: str = ""
    note: str = ""

    @property
    def is_order(self) -> bool:
        return bool(self.number or self.lines)


class PlannedColumn(NamedTuple):
    """A column of the file as understood."""

    sheet: str
    guess: ColumnGuess


@dataclass(slots=True)
class Plan:
    """Customers to create (the n-th is reference -n), to update, log entries to add, and what to
    tell about each row. `basis` is the newest change set the plan knows of."""

    file: str
    format: str
    encoding: str | None
    basis: int
    columns: list[PlannedColumn] = field(default_factory=list)
    rows: list[PlannedRow] = field(default_factory=list)
    created: list[CustomerRecord] = field(default_factory=list)
    updated: dict[int, Update] = field(default_factory=dict)
    digests: list[tuple[str, Ref]] = field(default_factory=list)
    parents: dict[Ref, Ref] = field(default_factory=dict)
    referrers: dict[Ref, Ref] = field(default_factory=dict)
    interactions: list[PlannedRow] = field(default_factory=list)
    complaints: list[PlannedRow] = field(default_factory=list)
    orders: list[PlannedRow] = field(default_factory=list)
    promises: list[PlannedRow] = field(default_factory=list)
    follow_ups: list[PlannedRow] = field(default_factory=list)
    new_orders: list[NewOrder] = field(default_factory=list)
    custom_kinds: dict[str, str] = field(default_factory=dict)
    custom_choices: dict[str, dict[str, None]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    around: list[PlannedRow] = field(default_factory=list)
    """Rows that are no data, and so counted nowhere: titles, page numbers, remarks."""
    exported_at: datetime | None = None
    """When the file was written, where it is a workbook of this very database."""
    forgotten: bool = False
    """It is one, but older than what the journal still holds: it is compared with the data of now,
    and what was changed since it was written cannot be told from what was changed in it."""
    missing: list[Missing] = field(default_factory=list)
    """Customers the file held then and holds no more."""
    deleted: tuple[int, ...] = ()
    """Those of them who are to be deleted."""
    picks: Picks = field(default_factory=Picks)
    """What was decided by hand when it was made."""
    called: Mapping[Ref, tuple[str, str]] = field(default_factory=dict)
    """Name and number of everybody a row may mean instead."""

    @classmethod
    def of(cls, understanding: Understanding, basis: int) -> Plan:
        """An empty plan for what a file says."""
        plan = cls(understanding.file, understanding.format, understanding.encoding, basis)
        for sheet in understanding.sheets:
            if sheet.kind:
                plan.columns += [PlannedColumn(sheet.name, guess) for guess in sheet.columns]
            plan.problems += sheet.problems
            plan.take_fields(sheet)
        return plan

    def take_fields(self, sheet: SheetUnderstanding) -> None:
        """The kinds of fields one sheet makes; sheets that disagree make one of text."""
        for name, kind in sheet.custom_kinds.items():
            if self.custom_kinds.setdefault(name, kind) != kind:
                self.custom_kinds[name] = "text"
        for name, choices in sheet.custom_choices.items():
            self.custom_choices[name] = self.custom_choices.get(name, {}) | choices

    def all_rows(self) -> Iterator[PlannedRow]:
        """The rows of every sheet."""
        yield from self.rows
        yield from self.interactions
        yield from self.complaints
        yield from self.orders
        yield from self.promises
        yield from self.follow_ups

    def counts(self) -> dict[str, int]:
        """rows, created, updated, merged, skipped: every data row counts once."""
        found = Counter(map(_ACTION, self.all_rows()))
        return {
            "rows": found.total(),
            "created": found["create"],
            "updated": found["update"],
            "merged": found["merge"],
            "skipped": found["skip"],
        }

    def kinds(self) -> dict[Action, list[int]]:
        """Of each action, how many customers, orders, talks, complaints, promises, follow-ups."""
        lists = (self.rows, self.orders, self.interactions, self.complaints)
        counts = [Counter(map(_ACTION, rows)) for rows in (*lists, self.promises, self.follow_ups)]
        found = {action: [count[action] for count in counts] for action in ACTIONS}
        found["create"][0] = len(self.created)  # also whom only orders name
        return found

    def changes_anything(self) -> bool:
        """Whether applying it would write anything."""
        return bool(self.deleted) or any(row.action != "skip" for row in self.all_rows())
