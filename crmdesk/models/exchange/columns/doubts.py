"""What of an understood file somebody should look at before it is imported, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from crmdesk.models.core.i18n import _, pgettext

if TYPE_CHECKING:
    from crmdesk.models.exchange.columns.recognise import ColumnGuess
    from crmdesk.models.exchange.records.understood import SheetUnderstanding

Step = Literal["sheet", "header", "columns", ""]
STEPS: tuple[Step, ...] = ("sheet", "header", "columns")
SURE_ENOUGH = 0.65
_STRANGE = 0.75
"""Books of garages or landlords have up to three quarters of columns of their own trade."""
_KEPT = ("custom", "note.line")


class Doubt(NamedTuple):
    """`sheet` is the key of the table, `columns` are letters; `doubt_text` has the sentences.

    Codes: sheet.name, sheet.tables, sheet.cards, sheet.unknown; header.none, header.unsure;
    column.unsure, column.content, column.nameless, columns.unknown.
    """

    step: Step
    code: str
    sheet: str
    columns: tuple[str, ...] = ()


def doubts_of(sheets: Sequence[SheetUnderstanding]) -> list[Doubt]:
    """Everything doubtful, in the order of the steps."""
    parts = Counter(sheet.name for sheet in sheets if sheet.kind)
    found = [
        doubt
        for sheet in sheets
        for doubt in (*_of_sheet(sheet, parts), *_of_header(sheet), *_of_columns(sheet))
    ]
    return sorted(found, key=lambda doubt: STEPS.index(doubt.step))


def doubt_text(doubt: Doubt) -> str:
    """The sentence for a doubt."""
    sentences = {
        "sheet.name": _(
            "The name of this sheet may be an owner or a tag; choose above what it means."
        ),
        "sheet.tables": _("There are several tables in this sheet."),
        "sheet.cards": _("Each customer stands on a card of its own here, not in a row."),
        "sheet.unknown": _("Nothing in this sheet names a customer, so it is left out."),
        "header.none": _("There are no headings; the columns were told by what stands in them."),
        "header.unsure": _("These headings may not be the right row."),
        "column.unsure": _("These columns were guessed: {columns}"),
        "column.content": _("What stands here does not fit the heading: {columns}"),
        "column.nameless": _("These columns have no heading: {columns}"),
        "columns.unknown": _("Nearly no column is known; they become fields of your own."),
    }
    return sentences[doubt.code].format(columns=pgettext("list", ", ").join(doubt.columns))


def _of_sheet(sheet: SheetUnderstanding, parts: Counter[str]) -> Iterator[Doubt]:
    if sheet.kind == "customers" and sheet.name_confidence < SURE_ENOUGH:
        yield Doubt("sheet", "sheet.name", sheet.key)
    if sheet.kind and sheet.part == 1 and parts[sheet.name] > 1:
        yield Doubt("sheet", "sheet.tables", sheet.key)
    if sheet.layout != "rows":
        yield Doubt("sheet", "sheet.cards", sheet.key)
    if sheet.ignored == "nobody":
        yield Doubt("sheet", "sheet.unknown", sheet.key)


def _of_header(sheet: SheetUnderstanding) -> Iterator[Doubt]:
    if not sheet.kind or not sheet.columns or sheet.layout != "rows":
        return
    if not sheet.header_row:
        if sheet.confidence < 1:  # else somebody said so
            yield Doubt("header", "header.none", sheet.key)
    elif sheet.confidence < SURE_ENOUGH:
        yield Doubt("header", "header.unsure", sheet.key)


def _of_columns(sheet: SheetUnderstanding) -> Iterator[Doubt]:
    if sheet.kind != "customers":
        return
    filled = [guess for guess in sheet.columns if guess.samples and guess.target is not None]
    guessed = [guess for guess in filled if guess.confidence < 1]
    kinds = {
        "column.content": [guess for guess in filled if guess.against],
        "column.unsure": [guess for guess in filled if _is_unsure(guess)],
        "column.nameless": [g for g in guessed if g.target and g.target.field == "note.line"],
    }
    for code, guesses in kinds.items():
        if guesses:
            yield Doubt("columns", code, sheet.key, tuple(guess.letter for guess in guesses))
    unknown = sum(1 for guess in guessed if guess.target and guess.target.field == "custom")
    if unknown > 2 and unknown > len(filled) * _STRANGE:
        yield Doubt("columns", "columns.unknown", sheet.key)


def _is_unsure(guess: ColumnGuess) -> bool:
    kept = guess.target is not None and guess.target.field in _KEPT
    return not kept and not guess.against and guess.confidence < SURE_ENOUGH
