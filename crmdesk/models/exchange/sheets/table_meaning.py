"""One table before its rows are read: what it holds, what its columns are, how cells go on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from crmdesk.models.exchange.columns.recognise import ColumnGuess, apply_mapping, recognise
from crmdesk.models.exchange.columns.sheet_kinds import (
    own_columns,
    own_kind,
    shape_of,
    why_not_customers,
)
from crmdesk.models.exchange.header.finding import Header, HeaderRows
from crmdesk.models.exchange.reading.merges import Merge, means_the_same
from crmdesk.models.exchange.records.understood import OfficeHints, SheetUnderstanding
from crmdesk.models.exchange.sheets.customers import CustomerSheet, kind_of
from crmdesk.models.exchange.sheets.downward import Downward
from crmdesk.models.exchange.sheets.going_on import going_on
from crmdesk.models.exchange.sheets.logs import OwnSheet
from crmdesk.models.exchange.sheets.orders import OrderSheet
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, Kind, Target

Mappings = Mapping[str, Mapping[int, str]]
_NUMBER = re.compile(r"[-+]?[¥￥$]?[\d,]+(?:\.\d+)?[元%]?")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller of `understand` wants and knows."""

    mapping: Mappings = field(default_factory=dict)
    header_rows: Mapping[str, HeaderRows] = field(default_factory=dict)
    office: OfficeHints = field(default_factory=OfficeHints)
    kind: str = ""
    group_by_company: bool = False
    kinds: Mapping[str, str] = field(default_factory=dict)
    field_kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableTexts:
    """What is seen of a table at first: `titles` and `samples` by column, blank where the columns
    belong to another table beside it; `own` are its titles alone."""

    header: Header
    titles: Sequence[str]
    samples: Sequence[Sequence[str]]
    own: Sequence[str]
    merged: Sequence[Merge] = ()

    def merged_down(self) -> set[int]:
        """The columns with cells merged over several rows of data."""
        return {m.left for m in self.merged if m.bottom > m.top > self.header.row}


def understand_table(
    name: str,
    part: int,
    texts: TableTexts,
    wishes: Wishes,
    before: SheetUnderstanding | None = None,
    *,
    alone: bool,
) -> SheetUnderstanding:
    """What kind of table this is, and what its columns are; `alone`: no customers came before,
    else those in `before`."""
    header, shape = texts.header, shape_of(texts.own)
    key = name if part == 1 else f"{name}#{part}"
    chosen = wishes.mapping.get(key) or wishes.mapping.get(shape) or {}
    told = wishes.kinds.get(key)
    kind, ignored, sure = told or "", "", 1.0
    if told is None:
        kind = own_kind(texts.titles, wishes.kind, chosen)
    if kind and kind != "customers":
        chosen = {at: text for at, text in chosen.items() if _fits(text, kind)}
        guesses = apply_mapping(own_columns(kind, texts.titles, texts.samples), chosen)
    else:
        down = texts.merged_down()
        guesses = recognise(texts.titles, texts.samples, header.readings, down)
        if before is not None and before.shape == shape:
            guesses = _as_before(guesses, before, texts)
        guesses = apply_mapping(guesses, chosen)
        sure = _confidence(header, guesses)
        ignored = why_not_customers(name, guesses, texts.samples, alone=alone)
        if told is not None:
            ignored = "" if told else "unwanted"
        kind = "" if ignored else "customers"
    found = SheetUnderstanding(name, kind, header.row, sure, guesses, shape)
    found.part, found.header_first, found.ignored = part, header.first, ignored
    return found


def _as_before(
    guesses: list[ColumnGuess], before: SheetUnderstanding, texts: TableTexts
) -> list[ColumnGuess]:
    """What a sheet of the same titles with more rows told: one row does not say whose 负责人 is."""
    if len(before.customers) <= max(map(len, texts.samples), default=0):
        return guesses
    told = {(guess.index, guess.header): guess for guess in before.columns}
    found = []
    for guess in guesses:
        known = told.get((guess.index, guess.header))
        if known is not None and known.target and not guess.against:
            guess = replace(guess, target=known.target, confidence=known.confidence)
        found.append(guess)
    return found


def goes_down(found: SheetUnderstanding, texts: TableTexts) -> Downward:
    """Which cells of the table hold for the rows below them."""
    same = (g.index for g in found.columns if means_the_same(_kind(found.kind, g)))
    names = (
        guess.index
        for guess in found.columns
        if guess.target and guess.target.field == "name" and not guess.target.contact
    )
    blank = frozenset[int]()
    if found.kind == "customers":
        blank = going_on(found.columns, texts.samples, texts.merged_down())
    return Downward(frozenset(same), frozenset(names), blank)


def reader_of(found: SheetUnderstanding, wishes: Wishes) -> CustomerSheet | OwnSheet | None:
    """What makes records of the rows; None where nothing is to be taken."""
    if not found.kind:
        return None
    if found.kind == "customers":
        return CustomerSheet(
            found,
            wishes.office,
            group_by_company=wishes.group_by_company,
            field_kinds=wishes.field_kinds,
        )
    return (OrderSheet if found.kind == "orders" else OwnSheet)(found, wishes.office)


def _fits(target: str, sheet: str) -> bool:
    """Whether a column of such a sheet may mean this: the same header may stand over customers."""
    return not target or Target.parse(target).field in BY_CODE[sheet]


def _confidence(header: Header, guesses: Sequence[ColumnGuess]) -> float:
    """A header is the surer the more of its titles turned out to mean something."""
    told = [guess for guess in guesses if guess.header.strip()]
    if not header.row or not told:
        return header.confidence
    known = sum(1 for guess in told if guess.target and guess.target.field != "custom")
    sure = sum(guess.confidence for guess in told) / len(told)
    return round(max(header.confidence, min(sure, 0.5 + 0.5 * known / len(told))), 2)


def _kind(sheet: str, guess: ColumnGuess) -> Kind:
    """How the cells of a column are read; what nobody understands but holds figures is a sum."""
    if guess.target is None:
        return Kind.NOTE
    if guess.target.field == "custom" and all(map(_NUMBER.fullmatch, guess.samples)):
        return Kind.AMOUNT
    if sheet != "customers":
        known = BY_CODE[sheet].get(guess.target.field) if sheet else None
        return known.kind if known else Kind.NOTE
    return kind_of(guess.target)
