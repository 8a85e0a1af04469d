"""What the rows of a sheet have in common, and what is set right in each before it is planned."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from crmdesk.models.exchange.columns.recognise import ColumnGuess
from crmdesk.models.exchange.planning.comeback import Comeback
from crmdesk.models.exchange.planning.comeback_lists import Columns, is_our_own
from crmdesk.models.exchange.planning.origin import Origin
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.say import note_line, say
from crmdesk.models.exchange.records.understood import SheetUnderstanding
from crmdesk.models.exchange.sheets.assemble import add_note
from crmdesk.models.exchange.sheets.fold import Folding
from crmdesk.models.exchange.vocabulary.fields import Target, header_of

_WITHOUT_COLUMN = ("department", "role")
"""What a record may say of a customer though customers have no such column."""


def comeback_of(
    sheet: SheetUnderstanding, folding: Folding, origin: Origin | None
) -> Comeback | None:
    """How the rows of a sheet of ours are compared, None for a foreign one."""
    if sheet.kind != "customers":
        return None
    columns = Columns(sheet.columns)
    dated = origin is not None and origin.is_export and columns.has("number")
    return Comeback(columns, folding, dated) if dated or is_our_own(sheet.columns) else None


def folding_of(columns: Sequence[ColumnGuess], *, fill_only: bool) -> Folding:
    """What the file does not say in a column of its own was guessed from others."""
    told = {guess.target.field for guess in columns if guess.target}
    return Folding(fill_only, frozenset({"kind", "region"} - told))


def place_all(record: CustomerRecord) -> None:
    """What customers have no column for becomes a custom field."""
    told = record.__dict__
    for name in _WITHOUT_COLUMN:
        if name in told and (value := told.pop(name)):
            record.custom = (*record.custom, (header_of(Target(name)), say(name, value)))


def without_number(record: CustomerRecord) -> CustomerRecord:
    """The number belongs to another customer: it is kept in the note."""
    found = copy(record)
    add_note(found, note_line("number", record.number))
    found.number = ""
    return found
