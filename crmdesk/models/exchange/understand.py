"""The whole reading part in one call: a book becomes records, with all that was not clear."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.book import Batch, Book, Sheet
from crmdesk.models.exchange.cards import understand_cards
from crmdesk.models.exchange.columns import ColumnGuess, apply_mapping, recognise
from crmdesk.models.exchange.customer_sheet import CustomerSheet
from crmdesk.models.exchange.fields import Target
from crmdesk.models.exchange.header import ROWS_LOOKED_AT, Header, find_header
from crmdesk.models.exchange.headers import is_customer_header, read_own_header
from crmdesk.models.exchange.normal import plain_header
from crmdesk.models.exchange.own_sheets import OwnSheet
from crmdesk.models.exchange.records import OfficeHints, SheetUnderstanding, Understanding
from crmdesk.models.exchange.sheet_rows import data_rows
from crmdesk.models.exchange.synonyms import GENERIC_NAME
from crmdesk.models.exchange.texts import texts_of

Mappings = Mapping[str, Mapping[int, str]]
_SAYS_WHO = frozenset(
    {"name", "name.family", "name.given", "company", "phone", "email", "wechat", GENERIC_NAME}
)
_OWN_KINDS = ("interactions", "complaints")


def understand(
    book: Book,
    *,
    sheet: str | None = None,
    mapping: Mappings | None = None,
    header_rows: Mapping[str, int] | None = None,
    office: OfficeHints | None = None,
    group_by_company: bool = False,
    progress: Progress = silent,
) -> Understanding:
    """Everything the book says, or one sheet of it.

    `mapping` gives columns (from 0) their target as text, "" for none, by the sheet's name or by
    the shape of its header; `header_rows` overrules where headers stand, 0 for nowhere. May be
    called again on the same book. `progress` counts the rows
    of the sheets reached so far. Raises CrmError "file.sheet" and what reading raises.
    """
    with _no_collecting():
        return _understand(
            book,
            sheet,
            mapping or {},
            header_rows or {},
            office or OfficeHints(),
            progress,
            group_by_company=group_by_company,
        )


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Records hold no cycles, yet the collector would walk all of them again and again.

    Frozen at the end, they do not stop the window later on either; they go when nobody holds them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _understand(
    book: Book,
    sheet: str | None,
    mapping: Mappings,
    header_rows: Mapping[str, int],
    office: OfficeHints,
    progress: Progress,
    *,
    group_by_company: bool,
) -> Understanding:
    found = Understanding(book.path.name, book.kind, book.encoding)
    rows = total = 0
    for read in book.sheets():
        if (sheet is None and read.hidden) or (sheet is not None and read.name != sheet):
            continue
        if book.kind == "vcf":
            found.sheets.append(understand_cards(_all_cards(read), office))
            continue
        header = _header(read, header_rows.get(read.name))
        understood = _begin(read, header, mapping)
        found.sheets.append(understood)
        if not understood.kind:
            continue
        reader = (
            CustomerSheet(understood, office, group_by_company=group_by_company)
            if understood.kind == "customers"
            else OwnSheet(understood, office)
        )
        total += read.height
        for batch in read.batches():
            data = data_rows(batch, header.titles, header.row, understood.skipped)
            if data.rows:
                reader.add(data)
            rows += batch.height
            progress(rows, max(rows, total))
        if isinstance(reader, CustomerSheet):
            understood.customers = reader.finish()
        understood.skipped.sort()
    if sheet is not None and not found.sheets:
        raise CrmError("file.sheet", sheet=sheet, file=book.path.name)
    return found


def _header(sheet: Sheet, row: int | None) -> Header:
    rows = sheet.rows(ROWS_LOOKED_AT if row is None else max(ROWS_LOOKED_AT, row))
    if row is None:
        return find_header(rows, is_customer_header)
    width = max((len(cells) for _, cells in rows), default=0)
    titles = next((cells for number, cells in rows if number == row), ("",) * width)
    return Header(row, tuple(texts_of(titles)), 1.0)


def _begin(sheet: Sheet, header: Header, mapping: Mappings) -> SheetUnderstanding:
    """What kind of sheet this is, and what its columns are."""
    samples = _samples(sheet, header)
    titles = header.titles + ("",) * (len(samples) - len(header.titles))
    shape = _shape(titles)
    if own := _own_kind(sheet.name, titles):
        guesses = _own_columns(own, titles, samples)
        return SheetUnderstanding(sheet.name, own, header.row, 1.0, guesses, shape)
    guesses = recognise(titles, samples)
    chosen = mapping.get(sheet.name) or mapping.get(shape)
    if chosen:
        guesses = apply_mapping(guesses, chosen)
    fields = {guess.target.field for guess in guesses if guess.target}
    kind = "customers" if fields & _SAYS_WHO else ""
    return SheetUnderstanding(sheet.name, kind, header.row, header.confidence, guesses, shape)


def _samples(sheet: Sheet, header: Header) -> list[list[str]]:
    """The texts of the first batch below the header."""
    batch: Batch | None = None
    for batch in sheet.batches():
        if batch.first + batch.height - 1 > header.row:
            break
    if batch is None:
        return []
    start = max(0, header.row - batch.first + 1)
    return [texts_of(column[start:]) for column in batch.columns]


def _own_kind(name: str, titles: Sequence[str]) -> str:
    """Which of our other sheets has these titles, if one has (nearly) all of them."""
    told = [title for title in titles if title.strip()]
    for kind in _OWN_KINDS:
        known = {target.field for title in told if (target := read_own_header(title, kind))}
        customer = known & {"customer", "customer_number"}
        says = known & ({"at", "text"} if kind == "interactions" else {"subject", "opened_at"})
        if (
            customer
            and says
            and len(known) >= 4
            and len(told) * 0.7 <= len([title for title in told if read_own_header(title, kind)])
        ):
            return kind
    return ""


def _own_columns(
    kind: str, titles: Sequence[str], samples: Sequence[Sequence[str]]
) -> list[ColumnGuess]:
    guesses = []
    for index, title in enumerate(titles):
        values = [value for value in samples[index] if value] if index < len(samples) else []
        target: Target | None = read_own_header(title, kind)
        shown = tuple(dict.fromkeys(values[:200]))[:3]
        guesses.append(ColumnGuess(index, title, target, 1.0, shown))
    return guesses


def _shape(titles: Sequence[str]) -> str:
    """What tells this layout from others: the same titles in the same order."""
    plain = "\x1f".join(map(plain_header, titles))
    return blake2b(plain.encode(), digest_size=8).hexdigest()


def _all_cards(sheet: Sheet) -> Sheet:
    for _ in sheet.batches():
        pass
    return sheet
