"""The columns of a file as the wizard lists them: sheets with the same header stand together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.exchange.columns.recognise import ColumnGuess
from crmdesk.models.exchange.columns.sheet_kinds import goes_to_words
from crmdesk.models.exchange.mappings import Told
from crmdesk.models.exchange.records.understood import SheetUnderstanding
from crmdesk.ui.exchange.column_words import State, state_of, state_text, target_text
from crmdesk.ui.exchange.importer import Preview
from crmdesk.ui.kit.when import full_day, short_day

_LOOKED_AT_FIRST: tuple[State, ...] = ("check",)


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column: what it is taken for and how sure that is."""

    guess: ColumnGuess
    state: State
    becomes: str
    says: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Tables with the same header. Choices go by `key`: the header's shape, or the table's own key
    where there is no header. `day` says when columns were chosen before, `book` is the layout of
    the whole file where something was chosen for it."""

    key: str
    name: str
    kind: str
    shape: str
    book: str = ""
    day: str = ""
    lines: tuple[ColumnLine, ...] = ()
    sheets: list[str] = field(default_factory=list)


def layouts_of(shown: Preview, before: Mapping[str, Layout]) -> list[Layout]:
    """One for each header; columns keep the order they were first shown in."""
    told = shown.told or {}
    groups: dict[str, list[SheetUnderstanding]] = {}
    for sheet in shown.understanding.sheets:
        if sheet.kind and sheet.columns:
            key = sheet.shape if sheet.header_row else sheet.key
            groups.setdefault(key, []).append(sheet)
    found = []
    for key, sheets in groups.items():
        first = sheets[0]
        chosen = shown.read.columns.get(key, {})
        known = told.get(first.shape) if first.header_row else None
        lines = _lines(first, chosen, known, _day(shown, known))
        book = told.get(shown.read.layout)
        newest = max((one for one in (known, book) if one and _says(one)), key=_when, default=None)
        layout = Layout(
            key,
            pgettext("list", ", ").join(sheet.name for sheet in sheets),
            first.kind,
            first.shape if known and known.columns else "",
            shown.read.layout if book and book.habits else "",
            _day(shown, newest),
            _in_order(lines, before.get(key)),
            [sheet.key for sheet in sheets],
        )
        found.append(layout)
    return found


def _when(told: Told) -> datetime:
    return told.used_at


def _day(shown: Preview, told: Told | None) -> str:
    """When something was chosen."""
    if told is None:
        return ""
    day = local_day(told.used_at, shown.zone)
    return short_day(day) if day.year == shown.today.year else full_day(day)


def _says(told: Told) -> bool:
    return bool(told.columns or told.habits)


def _lines(
    sheet: SheetUnderstanding,
    chosen: Mapping[int, str],
    known: Told | None,
    day: str,
) -> list[ColumnLine]:
    lines = []
    for guess in sheet.columns:
        if not guess.samples and not guess.header.strip():
            continue
        remembered = known is not None and guess.index in known.columns
        state = state_of(guess, chosen=guess.index in chosen, remembered=remembered)
        becomes = target_text(guess.target, sheet.kind)
        if sheet.kind != "customers" and state == "left" and goes_to_words(guess):
            state, becomes = "own", _("A line of the note")
        lines.append(ColumnLine(guess, state, becomes, state_text(state, day)))
    return lines


def _in_order(lines: list[ColumnLine], before: Layout | None) -> tuple[ColumnLine, ...]:
    """What wants a look comes first, and stays there when it was looked at."""
    places = {line.guess.index: at for at, line in enumerate(before.lines)} if before else {}
    if places.keys() == {line.guess.index for line in lines}:
        return tuple(sorted(lines, key=lambda line: places[line.guess.index]))
    return tuple(sorted(lines, key=lambda line: line.state not in _LOOKED_AT_FIRST))
