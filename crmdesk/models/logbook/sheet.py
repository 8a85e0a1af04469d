"""The journal as a workbook, for when somebody asks who did it: a line each, and field by field."""

from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.export.files import written
from crmdesk.models.exchange.writers.sheet import MOST_ROWS, Batch, Cells, Column, Sheet, clean_text
from crmdesk.models.exchange.writers.xlsx import write_workbook
from crmdesk.models.journal.records import keep_record
from crmdesk.models.logbook.browse import Entry, load_entries
from crmdesk.models.logbook.details import Reader, load_lines
from crmdesk.models.logbook.words import kind_text, state_text

_AT_ONCE = 200
MOST_LINES = 200
"""Of a change of very many rows the first so many are written out."""


def write_journal(
    db: Database, path: Path, ids: Sequence[int], reader: Reader, progress: Progress = silent
) -> int:
    """Write these change sets, as they are shown, and note that they left; returns how many.

    Raises CrmError "export.unwritable", and "export.rows" for too many.
    """
    keep_record(db, "record.list", title=_("Journal"), count=len(ids), file=path.name)
    told = partial(_told, progress, 2 * len(ids))
    lines = Sheet(_("Journal"), _columns(), partial(_lines, db, ids, reader, told), frozen=1)
    fields = Sheet(
        pgettext("journal", "Field by field"), _field_columns(),
        partial(_fields, db, ids, reader, told), frozen=1,
    )  # fmt: skip
    with written(path) as fresh:
        write_workbook(fresh, [lines, fields])
    return len(ids)


def _told(progress: Progress, total: int, done: int) -> None:
    progress(done, total)


def _columns() -> list[Column]:
    return [
        Column(pgettext("journal", "When"), "instant", 18.0),
        Column(pgettext("journal", "Who"), "text", 12.0),
        Column(pgettext("journal", "What"), "text", 44.0),
        Column(pgettext("journal", "Whom it concerns"), "text", 22.0),
        Column(pgettext("journal", "Rows"), "number", 8.0),
        Column(pgettext("journal", "State"), "text", 10.0),
    ]


def _field_columns() -> list[Column]:
    return [
        *_columns()[:3],
        Column(pgettext("journal", "Customer"), "text", 20.0),
        Column(pgettext("journal", "Kind of change"), "text", 10.0),
        Column(pgettext("journal", "Row"), "text", 24.0),
        Column(pgettext("journal", "Field"), "text", 18.0),
        Column(pgettext("journal", "Before"), "wrapped", 36.0),
        Column(pgettext("journal", "After"), "wrapped", 36.0),
    ]


def _lines(
    db: Database, ids: Sequence[int], reader: Reader, told: Callable[[int], None]
) -> Generator[Batch, None, None]:
    for start in range(0, len(ids), _AT_ONCE):
        told(start)
        rows = [
            (*_head(one, reader), one.customer or None, one.rows, state_text(one.state) or None)
            for one in _entries(db, ids[start : start + _AT_ONCE])
        ]
        if rows:
            yield Batch.of(rows)


def _fields(
    db: Database, ids: Sequence[int], reader: Reader, told: Callable[[int], None]
) -> Generator[Batch, None, None]:
    left = MOST_ROWS - 1
    for start in range(0, len(ids), _AT_ONCE):
        rows: list[Cells] = []
        for at, one in enumerate(_entries(db, ids[start : start + _AT_ONCE])):
            told(len(ids) + start + at)
            rows += _of_entry(db, one, reader)
        if rows[:left]:
            yield Batch.of(rows[:left])
        left -= len(rows)
        if left <= 0:
            return


def _of_entry(db: Database, one: Entry, reader: Reader) -> list[Cells]:
    found: list[Cells] = []
    more: Any = None
    while len(found) < MOST_LINES:
        with db.read() as session:
            lines, more = load_lines(session, one.id, reader, more)
        for line in lines:
            named = f"{line.thing} {line.which}".strip()
            head = (*_head(one, reader), line.customer or None, kind_text(line.kind), named)
            found += [
                (*head, field.label, clean_text(field.before), clean_text(field.after))
                for field in line.fields
            ] or [(*head, None, None, None)]
        if more is None:
            break
    return found[:MOST_LINES]


def _entries(db: Database, ids: Sequence[int]) -> list[Entry]:
    with db.read() as session:
        found = load_entries(session, ids)
    return [found[key] for key in ids if key in found]


def _head(one: Entry, reader: Reader) -> Cells:
    at = one.at.astimezone(reader.zone).replace(tzinfo=None, microsecond=0)
    return at, one.staff or None, clean_text(one.text)
