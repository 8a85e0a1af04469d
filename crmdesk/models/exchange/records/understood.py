"""A foreign file as understood: its sheets, what each holds, and each doubtful cell."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.columns.doubts import Doubt, Step, doubts_of
from crmdesk.models.exchange.columns.recognise import ColumnGuess
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.logs import ComplaintRecord, InteractionRecord
from crmdesk.models.exchange.records.orders import OrderRecord
from crmdesk.models.exchange.records.tasks import FollowUpRecord, PromiseRecord

if TYPE_CHECKING:
    from crmdesk.models.exchange.export.stamp import ExportStamp


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
    """What the office knows and the file does not say; `today` completes dates without a year,
    unless the title of the sheet tells the `year`; `staff` are the names of our own people."""

    country: str = "CN"
    area_code: str = ""
    today: date | None = None
    staff: frozenset[str] = frozenset()
    year: int = 0


@dataclass
class SheetUnderstanding:
    """One table of a sheet: `kind` is customers, interactions, complaints, orders, promises,
    follow_ups or "".

    Of a sheet with several tables each has its `part` (from 1); `layout` is rows, or down or across
    where each customer has a card of labels and values. The header stands in the rows
    `header_first` to `header_row`, 0 where there is none. `ignored` says why nothing is taken:
    statistics, instructions, nobody (nothing in it names a customer), unwanted. `name_means` is
    what the sheet's name says of its customers: owner, tag or "". `skipped` are the rows that are
    no data, with the reason (title, header, totals, page, remark, empty, nobody). `custom_kinds`
    are the kinds of custom fields, where the file is typed by us.
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
    promises: list[PromiseRecord] = field(default_factory=list)
    follow_ups: list[FollowUpRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    custom_kinds: dict[str, str] = field(default_factory=dict)
    custom_choices: dict[str, dict[str, None]] = field(default_factory=dict)
    part: int = 1
    layout: str = "rows"
    header_first: int = 0
    ignored: str = ""
    name_means: str = ""
    name_confidence: float = 1.0

    @property
    def others(self) -> int:
        """How many entries, orders, promises … it tells of beside customers."""
        logs = len(self.interactions) + len(self.complaints) + len(self.orders)
        return logs + len(self.promises) + len(self.follow_ups)

    @property
    def key(self) -> str:
        """How choices name this table: the sheet's name, from its second table on with a number."""
        return self.name if self.part == 1 else f"{self.name}#{self.part}"


@dataclass
class Understanding:
    """A whole file as understood."""

    file: str
    format: str
    encoding: str | None
    sheets: list[SheetUnderstanding] = field(default_factory=list)
    stamp: "ExportStamp | None" = None
    """What a workbook of our own says about itself."""

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
    def promises(self) -> list[PromiseRecord]:
        return [record for sheet in self.sheets for record in sheet.promises]

    @property
    def follow_ups(self) -> list[FollowUpRecord]:
        return [record for sheet in self.sheets for record in sheet.follow_ups]

    @property
    def problems(self) -> list[Problem]:
        return [problem for sheet in self.sheets for problem in sheet.problems]

    @property
    def doubts(self) -> list[Doubt]:
        """What somebody should look at, in the order of the wizard's steps."""
        return doubts_of(self.sheets)

    @property
    def needs_look(self) -> Step:
        """The first step that needs a look: sheet, header, columns, or "" for none."""
        return next((doubt.step for doubt in self.doubts), "")

    @property
    def is_nothing(self) -> bool:
        """Whether no sheet holds anything for us."""
        return not any(sheet.customers or sheet.others for sheet in self.sheets)

    def refuse_nothing(self) -> None:
        """Raises CrmError "file.no_customers" where no sheet holds anything for us."""
        if self.is_nothing:
            raise CrmError("file.no_customers", file=self.file)
