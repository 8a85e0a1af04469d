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
from crmdesk.models.exchange.header import ROWS_LOOKED_AT, Header, HeaderRows, find_header
from crmdesk.models.exchange.headers import is_customer_header, read_header, read_own_header
from crmdesk.models.exchange.legend import is_legend
from crmdesk.models.exchange.normal import plain_header
from crmdesk.models.exchange.order_sheet import OrderSheet
from crmdesk.models.exchange.own_sheets import OwnSheet
from crmdesk.models.exchange.sheet_names import tell_names
from crmdesk.models.exchange.sheet_rows import data_rows
from crmdesk.models.exchange.synonyms import GENERIC_NAME
from crmdesk.models.exchange.texts import texts_of
from crmdesk.models.exchange.understood import OfficeHints, SheetUnderstanding, Understanding

Mappings = Mapping[str, Mapping[int, str]]
_SAYS_WHO = frozenset(
    {"name", "name.family", "name.given", "company", "phone", "email", "wechat", GENERIC_NAME}
)
_OWN_KINDS = ("interactions", "complaints", "orders")
_GOODS = frozenset({"product", "quantity", "price", "amount", "total", "paid"})
_COUNTED = _GOODS - {"product", "paid"}
_ENOUGH = 0.7
"""So much of a header must be known for a sheet to be taken for one of ours unasked."""


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
    progress: Progress = silent,
) -> Understanding:
    """Everything the book says, or one sheet of it.

    `mapping` gives columns (from 0) their target as text, "" for none, by the table's key or by
    the shape of its header; `header_rows` overrules where headers stand, 0 for nowhere, and
    `sheet_names` what the names of sheets mean. May be called again on the same book. `kind` is
    what the user says the sheets hold. `progress` counts the rows of the sheets reached so far.
    Raises CrmError "file.sheet" and what reading raises.
    """
    with _no_collecting():
        found = _understand(
            book,
            sheet,
            mapping or {},
            header_rows or {},
            office or OfficeHints(),
            progress,
            kind,
            group_by_company=group_by_company,
        )
        tell_names(found.sheets, office or OfficeHints(), sheet_names or {})
        return found


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
    header_rows: Mapping[str, HeaderRows],
    office: OfficeHints,
    progress: Progress,
    kind: str,
    *,
    group_by_company: bool,
) -> Understanding:
    found = Understanding(book.path.name, book.kind, book.encoding)
    rows = total = 0
    for read in book.sheets():
        if (sheet is None and _is_for_people(read)) or sheet not in (None, read.name):
            continue
        if book.kind == "vcf":
            found.sheets.append(understand_cards(_all_cards(read), office))
            continue
        header = _header(read, header_rows.get(read.name))
        understood = _begin(read, header, mapping, kind)
        found.sheets.append(understood)
        if not understood.kind:
            continue
        reader = _reader(understood, office, group_by_company=group_by_company)
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


def _is_for_people(sheet: Sheet) -> bool:
    """Sheets nobody wants to be read: hidden ones, and the legend of our own exports."""
    if sheet.hidden:
        return True
    first = next(sheet.batches(), None)
    return first is not None and is_legend([column[0] for column in first.columns])


def _reader(
    sheet: SheetUnderstanding, office: OfficeHints, *, group_by_company: bool
) -> CustomerSheet | OwnSheet:
    if sheet.kind == "customers":
        return CustomerSheet(sheet, office, group_by_company=group_by_company)
    return OrderSheet(sheet, office) if sheet.kind == "orders" else OwnSheet(sheet, office)


def _header(sheet: Sheet, row: HeaderRows | None) -> Header:
    if isinstance(row, tuple):
        row = row[1]
    rows = sheet.rows(ROWS_LOOKED_AT if row is None else max(ROWS_LOOKED_AT, row))
    if row is None:
        return find_header(rows, _is_header)
    width = max((len(cells) for _, cells in rows), default=0)
    titles = next((cells for number, cells in rows if number == row), ("",) * width)
    return Header(row, tuple(texts_of(titles)), 1.0)


def _is_header(title: str) -> bool:
    return is_customer_header(title) or any(read_own_header(title, kind) for kind in _OWN_KINDS)


def _begin(sheet: Sheet, header: Header, mapping: Mappings, wanted: str) -> SheetUnderstanding:
    """What kind of sheet this is, and what its columns are."""
    samples = _samples(sheet, header)
    titles = header.titles + ("",) * (len(samples) - len(header.titles))
    shape = _shape(titles)
    chosen = mapping.get(sheet.name) or mapping.get(shape)
    if own := _own_kind(titles, wanted, chosen or {}):
        guesses = _own_columns(own, titles, samples)
        if chosen:
            guesses = apply_mapping(guesses, chosen)
        return SheetUnderstanding(sheet.name, own, header.row, 1.0, guesses, shape)
    guesses = recognise(titles, samples)
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


def _own_kind(titles: Sequence[str], wanted: str, chosen: Mapping[int, str]) -> str:
    """Which of the sheets beside the customers this is, "" where it is none.

    Where the user says so it is one as soon as it says whose entries these are and what they are.
    """
    told = [title for title in titles if title.strip()]
    for kind in _OWN_KINDS:
        if wanted not in ("", kind):
            continue
        read = [target.field for title in told if (target := read_own_header(title, kind))]
        known = {*read, *(Target.parse(text).field for text in chosen.values() if wanted and text)}
        if not known & {"customer", "customer_number", "phone"} or not _says(kind, known):
            continue
        if wanted or (
            len(read) >= max(4, _ENOUGH * len(told)) and not _may_be_customers(kind, titles, known)
        ):
            return kind
    return ""


def _says(kind: str, known: set[str]) -> bool:
    """Whether such columns say what happened."""
    if kind == "orders":
        dated = bool(known & {"ordered_on", "number"})
        return dated and bool(known & _GOODS)
    return {"at", "text"} <= known if kind == "interactions" else bool(known & {"subject"})


def _may_be_customers(kind: str, titles: Sequence[str], known: set[str]) -> bool:
    """An address book with a column for the last talk, or for what somebody buys, is one still."""
    if kind == "orders":
        return not known & _COUNTED
    if kind != "interactions" or "kind" in known:
        return False
    reach = {"phone", "email", "wechat", "address"}
    return any((found := read_header(title)) and found[0].field in reach for title in titles)


def _own_columns(
    kind: str, titles: Sequence[str], samples: Sequence[Sequence[str]]
) -> list[ColumnGuess]:
    guesses, taken = [], set[Target]()
    for index, title in enumerate(titles):
        values = [value for value in samples[index] if value] if index < len(samples) else []
        target: Target | None = read_own_header(title, kind)
        if target in taken:
            target = None  # what a second column says goes to the note
        elif target is not None:
            taken.add(target)
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
