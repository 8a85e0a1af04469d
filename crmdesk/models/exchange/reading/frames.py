"""What the reading child says to its parent: length, then a JSON list, the first item its word.

    ["book", format, encoding]          once, first
    ["sheet", name, hidden, height]     the rows that follow belong to it
    ["merged", ranges]                  its merged cells, before its rows
    ["rows", first, columns, dated, texts, digests]
                                        a batch, column by column; days in `dated` ones are [iso],
                                        `texts` are the same as clean text (null where columns of
                                        text hold it already), digests one for each row;
                                        columns of clean text are one string, cut at U+007F, which
                                        clean text never has
    ["card", number, properties]        instead of rows, where the file holds vCards
    ["end"]  or  ["error", code, {…}]   last

JSON, not pickle or marshal: it reads these strings faster than either, and a child taken over by
a hostile file cannot make its parent run anything.
"""

import json
import struct
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any, BinaryIO

from crmdesk.models.exchange.vocabulary.cells import Cell, Column, text_of
from crmdesk.models.exchange.vocabulary.texts import digests_of, texts_of

LONGEST = 256 * 1024 * 1024
_LENGTH = struct.Struct(">I")
_PLAIN = frozenset({str, int, float, bool, type(None)})
_ONLY_TEXT = {str}
_BETWEEN = "\x7f"


def write_frame(out: BinaryIO, *items: Any) -> None:
    payload = json.dumps(items, ensure_ascii=False, separators=(",", ":"))
    data = payload.encode("utf-8", "surrogatepass")
    out.write(_LENGTH.pack(len(data)))
    out.write(data)


def read_frame(source: BinaryIO) -> bytes | None:
    """The bytes of the next frame; None where the stream ends, be it in the middle of a frame."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST:
        return None
    data = source.read(length)
    return data if len(data) == length else None


def decode_frame(data: bytes) -> list[Any]:
    items: list[Any] = json.loads(data.decode("utf-8", "surrogatepass"))
    if items[0] == "rows":
        _word, _first, columns, dated, texts, digests = items
        for told in (columns, texts):
            for index, column in enumerate(told):
                if type(column) is str:
                    told[index] = column.split(_BETWEEN)
        for index in dated:
            columns[index] = _with_days(columns[index])
        items[5] = digests.split(_BETWEEN)
    return items


def write_rows(out: BinaryIO, first: int, rows: Iterable[Sequence[Any]]) -> None:
    """A batch of rows, the first of which is row `first` (from 1); an empty batch is not sent."""
    columns: list[Sequence[Any]] = list(zip_longest(*rows, fillvalue=""))
    while columns and not any(map(_filled, columns[-1])):
        columns.pop()
    if not columns:
        return
    kinds = [set(map(type, column)) for column in columns]
    texts = [texts_of(*pair) for pair in zip(columns, kinds, strict=True)]
    joined = [_BETWEEN.join(column) for column in texts]
    told: list[Sequence[Any] | str] = []
    dated = []
    for index, column in enumerate(columns):
        if kinds[index] == _ONLY_TEXT:
            told.append(joined[index])
        elif kinds[index] <= _PLAIN:
            told.append(column)
        else:
            told.append([_plain(cell) for cell in column])
            dated.append(index)
    apart = [
        None if type(column) is str else text for column, text in zip(told, joined, strict=True)
    ]
    write_frame(out, "rows", first, told, dated, apart, _BETWEEN.join(digests_of(texts)))


def _filled(cell: object) -> bool:
    return cell is not None and cell != ""


def _plain(cell: object) -> object:
    if isinstance(cell, datetime):
        midnight = cell.time() == time.min
        return [cell.date().isoformat() if midnight else cell.isoformat()]
    if isinstance(cell, date):
        return [cell.isoformat()]
    if isinstance(cell, time | timedelta):
        return text_of(cell)
    return cell


def _with_days(column: list[Any]) -> Column:
    return [_day(cell[0]) if type(cell) is list else cell for cell in column]


def _day(text: str) -> Cell:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
