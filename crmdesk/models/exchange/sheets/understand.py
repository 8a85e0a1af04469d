"""The whole reading part in one call: a book becomes records, with all that was not clear."""

from collections.abc import Mapping

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.garbage import uncollected
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.columns.sheet_names import tell_names
from crmdesk.models.exchange.export.legend import is_legend
from crmdesk.models.exchange.export.told_sheets import is_told
from crmdesk.models.exchange.header.finding import HeaderRows
from crmdesk.models.exchange.reading.book import Book, Sheet
from crmdesk.models.exchange.records.understood import OfficeHints, Understanding
from crmdesk.models.exchange.sheets.cards import understand_cards
from crmdesk.models.exchange.sheets.personal import tell_personal
from crmdesk.models.exchange.sheets.sheet_reading import SheetReading, tell_ignored
from crmdesk.models.exchange.sheets.table_meaning import Mappings, Wishes


def understand(
    book: Book,
    *,
    sheet: str | None = None,
    mapping: Mappings | None = None,
    header_rows: Mapping[str, HeaderRows] | None = None,
    sheet_names: Mapping[str, str] | None = None,
    office: OfficeHints | None = None,
    group_by_company: bool = False,
    kind: str = "",
    kinds: Mapping[str, str] | None = None,
    field_kinds: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> Understanding:
    """Everything the book says, or one sheet of it.

    `mapping` gives columns (from 0) their target as text, "" for none, by the table's key or by
    the shape of its header; `header_rows` overrules where headers stand, 0 for nowhere, and
    `sheet_names` what the names of sheets mean. May be called again on the same book. `kind` is
    what the user says the sheets hold, `kinds` the same table by table ("" for nothing to import;
    hidden sheets are read where they are named), `field_kinds` the kinds of custom fields by name.
    `progress` counts the rows of the sheets reached so far.
    Raises CrmError "file.sheet" and what reading raises.
    """
    wishes = Wishes(
        mapping or {},
        header_rows or {},
        office or OfficeHints(),
        kind,
        group_by_company,
        kinds or {},
        field_kinds or {},
    )
    with uncollected():
        found = _understand(book, sheet, wishes, progress)
        tell_names(found.sheets, wishes.office, sheet_names or {})
        tell_ignored(found.sheets)
        tell_personal(found.sheets, wishes.office.today)
        return found


def _understand(book: Book, sheet: str | None, wishes: Wishes, progress: Progress) -> Understanding:
    found = Understanding(book.path.name, book.kind, book.encoding)
    counter = _Counter(progress)
    for read in book.sheets():
        wanted = read.name in wishes.kinds or not _is_for_people(read)
        if (sheet is None and not wanted) or sheet not in (None, read.name):
            continue
        if book.kind == "vcf":
            found.sheets.append(understand_cards(_all_cards(read), wishes.office))
            continue
        counter.total += read.height
        before = next((one for one in reversed(found.sheets) if one.kind == "customers"), None)
        found.sheets += SheetReading(read, wishes, before).read(counter)
    if sheet is not None and not found.sheets:
        raise CrmError("file.sheet", sheet=sheet, file=book.path.name)
    return found


class _Counter:
    """Tells progress of the rows of all sheets reached so far."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._rows, self.total = progress, 0, 0

    def __call__(self, rows: int) -> None:
        self._rows += rows
        self._progress(self._rows, max(self._rows, self.total))


def _is_for_people(sheet: Sheet) -> bool:
    """Sheets nobody wants to be read: hidden ones, and those of our own exports that only tell."""
    if sheet.hidden:
        return True
    first = next(sheet.batches(), None)
    if first is None:
        return False
    titles = [column[0] for column in first.columns]
    return is_legend(titles) or is_told(titles)


def _all_cards(sheet: Sheet) -> Sheet:
    for _ in sheet.batches():
        pass
    return sheet
