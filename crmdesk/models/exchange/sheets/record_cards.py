"""Sheets that hold a card for each customer: 姓名 | 王芳 in rows, or a customer in each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from crmdesk.models.exchange.header.noise import noise_of, section_of
from crmdesk.models.exchange.header.titles import read_header
from crmdesk.models.exchange.sheets.sheet_rows import DataRows, Skipped
from crmdesk.models.exchange.vocabulary.cells import Cell
from crmdesk.models.exchange.vocabulary.looks import is_email, is_phone
from crmdesk.models.exchange.vocabulary.synonyms import GENERIC_NAME
from crmdesk.models.exchange.vocabulary.texts import digests_of, texts_of

ROWS_LOOKED_AT = 60
MOST_ROWS = 20_000
_LEAST = 3
_NAMES = frozenset({"name", "name.family", "company", GENERIC_NAME})
_COLON = ":："
_LONGEST_LABEL = 12
Row = tuple[int, tuple[str, ...]]
Pair = tuple[str, str]


@dataclass(slots=True)
class _Card:
    row: int
    values: dict[tuple[str, int], str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)

    def put(self, label: str, value: str) -> None:
        number = 0
        while (label, number) in self.values:
            number += 1
        self.values[label, number] = value


def holds_cards(rows: Sequence[tuple[int, Sequence[Cell]]]) -> str:
    """Whether these first rows are cards: "down" one below the other, "across" a column each."""
    texts = [(number, tuple(texts_of(cells))) for number, cells in rows[:ROWS_LOOKED_AT]]
    told = [row for row in texts if any(row[1])]
    if len(told) < _LEAST:
        return ""
    if _is_across(told):
        return "across"
    return "down" if _is_down(told) else ""


def cards_of(
    rows: Sequence[tuple[int, Sequence[Cell]]], layout: str, skipped: Skipped
) -> tuple[list[str], DataRows]:
    """The titles and the cards as rows of a table; `skipped` takes what is around them.

    The number of a card is the row it begins in, across that of its column.
    """
    texts = [(number, tuple(texts_of(cells))) for number, cells in rows]
    cards = _across(texts) if layout == "across" else list(_down(texts, skipped))
    labels = list(dict.fromkeys(label for card in cards for label in card.values))
    columns = [[card.values.get(label, "") for card in cards] for label in labels]
    titles = [label for label, _ in labels]
    if any(card.rest for card in cards):
        titles.append("备注")
        columns.append(["\n".join(card.rest) for card in cards])
    numbers = [card.row for card in cards]
    cells: list[list[Cell]] = [list(column) for column in columns]
    return titles, DataRows(numbers, cells, columns, digests_of(columns))


def _is_label(text: str) -> bool:
    plain = text.rstrip(_COLON)
    return len(plain) <= _LONGEST_LABEL and read_header(plain) is not None


def _is_down(rows: Sequence[Row]) -> bool:
    """Most rows are labels with their values, and they say whom one can reach how."""
    places = _label_places(rows)
    pairs = [_pairs(cells, places) for _, cells in rows]
    told = [found for found in pairs if found and any(value for _, value in found)]
    if len(told) < _LEAST or len(told) * 5 < len(rows) * 3:
        return False
    labels = Counter(label for found in told for label, _ in found)
    if _counted(labels.elements()):
        return False
    fields = {found[0].field for label in labels if (found := read_header(label))}
    values = [value for found in told for _, value in found]
    reached = any(is_phone(value) or is_email(value) for value in values)
    return not fields.isdisjoint(_NAMES) and reached and sum(map(bool, values)) * 2 > len(values)


def _is_across(rows: Sequence[Row]) -> bool:
    """The first column holds the titles, each other one a customer."""
    labelled = [cells for _, cells in rows if cells[0] and _is_label(cells[0])]
    if len(labelled) < _LEAST or len(labelled) * 5 < len(rows) * 3:
        return False
    if len({cells[0] for cells in labelled}) < len(labelled):
        return False
    if _counted(cells[0] for cells in labelled):
        return False
    width = min(len(cells) for cells in labelled)
    filled = [sum(1 for cells in labelled if cells[at]) for at in range(1, width)]
    full = [count for count in filled if count * 2 > len(labelled)]
    others = sum(1 for cells in labelled for cell in cells[1:] if cell and _is_label(cell))
    fields = {found[0].field for cells in labelled if (found := read_header(cells[0]))}
    values = (cell for cells in labelled for cell in cells[1:])
    reached = any(is_phone(value) or is_email(value) for value in values)
    several = len(full) > 1 and others * 4 < sum(filled)
    return several and reached and not fields.isdisjoint(_NAMES)


def _counted(labels: Iterable[str]) -> bool:
    """Whether most of them are only counted through: 客户1, 客户2 … are names, not labels."""
    told = list(labels)
    return sum(label.rstrip(_COLON)[-1:].isdigit() for label in told) * 2 > len(told)


def _label_places(rows: Sequence[Row]) -> set[int]:
    """The columns where at least every other cell is a label; in the first of them most are."""
    labels, filled = Counter[int](), Counter[int]()
    for _, cells in rows:
        for at, text in enumerate(cells):
            if text:
                filled[at] += 1
                labels[at] += _is_label(text) or _inline(text) is not None
    places = {at for at, count in labels.items() if count and count * 2 >= filled[at]}
    first = min(places, default=0)
    return places if labels[first] * 2 > filled[first] else set()


def _pairs(cells: Sequence[str], places: set[int]) -> list[Pair]:
    """The labels of a row with their values; [] where something else stands in it."""
    found: list[Pair] = []
    waiting = ""
    for at, text in enumerate(cells):
        if not text:
            continue
        if at in places and (inline := _inline(text)):
            found += [(waiting, "")] if waiting else []
            found.append(inline)
            waiting = ""
        elif at in places and (len(text) <= _LONGEST_LABEL or _is_label(text)):
            found += [(waiting, "")] if waiting else []
            waiting = text.rstrip(_COLON)
        elif waiting:
            found.append((waiting, text))
            waiting = ""
        else:
            return []
    return found + ([(waiting, "")] if waiting else [])


def _inline(text: str) -> Pair | None:
    """姓名：王芳 in one cell."""
    for colon in _COLON:
        label, found, value = text.partition(colon)
        if found and value.strip() and _is_label(label):
            return label.strip(), value.strip()
    return None


def _down(rows: Sequence[Row], skipped: Skipped) -> Iterator[_Card]:
    card: _Card | None = None
    start, apart = "", True
    places = _label_places(rows)
    for number, cells in rows:
        if not any(cells):
            apart = True
            continue
        pairs = _pairs(cells, places)
        if not any(value or _is_label(label) for label, value in pairs):
            _keep_rest(number, [cell for cell in cells if cell], card, skipped)
            continue
        for label, value in pairs:
            start = start or label
            again = card is not None and (label, 0) in card.values
            if card is None or (again and (label == start or apart)):
                if card is not None:
                    yield card
                card = _Card(number)
            apart = False
            if value or _is_label(label):
                card.put(label, value)
            else:
                card.rest.append(label)
    if card is not None:
        yield card


def _keep_rest(row: int, cells: list[str], card: _Card | None, skipped: Skipped) -> None:
    """A row between the cards is a title or what a printer adds, else more about the customer."""
    reason = noise_of(cells)
    if not reason and (card is None or (len(cells) == 1 and section_of(cells[0], wide=True))):
        reason = "title"
    if reason or card is None:
        skipped.append((row, reason))
    else:
        card.rest.append(" ".join(cells))


def _across(rows: Sequence[Row]) -> list[_Card]:
    told = [(number, cells) for number, cells in rows if any(cells)]
    width = max(len(cells) for _, cells in told)
    cards = []
    for at in range(1, width):
        card = _Card(at + 1)
        for _, cells in told:
            if at < len(cells) and cells[at]:
                card.put(cells[0].rstrip(_COLON), cells[at])
        if card.values:
            cards.append(card)
    return cards
