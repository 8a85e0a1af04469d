"""The child that reads foreign files, so that none of them takes the program down.

Started as our own program with the hidden word `read-worker`; speaks `frames` on stdout.
"""

import argparse
import gc
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.reading.encodings import known_encoding
from crmdesk.models.exchange.reading.frames import write_frame, write_rows
from crmdesk.models.exchange.reading.limits import MEMORY_LIMIT
from crmdesk.models.exchange.reading.rows import MOST_COLUMNS, SheetRows
from crmdesk.models.exchange.reading.sniff import Sniffed, sniff
from crmdesk.models.exchange.reading.unlock import Source, unlock

BATCH_CELLS = 40_000
MOST_MERGES = 200_000


def main(argv: list[str]) -> int:
    """Read the file named in `argv` and write its rows to stdout; the exit code says little.

    With `--locked` its password comes on stdin, where nobody else on the computer sees it.
    """
    parser = argparse.ArgumentParser(prog="read-worker")
    parser.add_argument("file", type=Path)
    parser.add_argument("--encoding")
    parser.add_argument("--sparse", action="store_true")
    parser.add_argument("--locked", action="store_true")
    options = parser.parse_args(argv)
    _limit_memory()
    gc.disable()  # rows hold no cycles, and the collector would double the time
    out = sys.stdout.buffer
    try:
        word = sys.stdin.buffer.read().decode() if options.locked else None
        _read(options.file, options.encoding, out, sparse=options.sparse, password=word)
    except CrmError as error:
        write_frame(out, "error", error.code, error.params)
    except BrokenPipeError:
        return 1
    except BaseException as error:  # noqa: BLE001 - readers raise anything; here is where they end
        traceback.print_tb(error.__traceback__)
        print(type(error).__name__, file=sys.stderr)  # noqa: T201 - not its text: it may quote cells
        write_frame(out, "error", "file.damaged", {"file": options.file.name})
    out.flush()
    return 0


def _limit_memory() -> None:
    """On Windows the parent bounds the child instead; macOS knows the limit and may refuse it."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _read(
    path: Path, encoding: str | None, out: BinaryIO, *, sparse: bool, password: str | None = None
) -> None:
    source, kind = _sniffed(path, password)
    if encoding is not None:
        if (known := known_encoding(encoding)) is None:
            raise CrmError("file.encoding", encoding=encoding)
        kind = Sniffed(kind.kind, known)
    write_frame(out, "book", kind.kind, kind.encoding)
    out.flush()  # what a reader that dies of the file leaves behind: which other one to ask
    if kind.kind == "vcf":
        _send_cards(path, encoding and kind.encoding, out)
    else:
        for sheet in _sheets(source, kind, sparse=sparse):
            _send_sheet(sheet, out)
    write_frame(out, "end")


def _sniffed(path: Path, password: str | None) -> tuple[Source, Sniffed]:
    """What to read, without its password, and what it is."""
    try:
        return path, sniff(path)
    except CrmError as error:
        if error.code != "file.password":
            raise
    source = unlock(path, password)
    return source, sniff(source)


def _sheets(path: Source, kind: Sniffed, *, sparse: bool) -> Iterator[SheetRows]:
    # Each reader is imported where it is used: a .csv should not wait for the others.
    if kind.kind == "csv":
        from crmdesk.models.exchange.reading.delimited import read_delimited

        return read_delimited(path, kind.encoding or "utf-8")
    if kind.kind == "ldif":
        from crmdesk.models.exchange.reading.ldif import read_ldif

        return read_ldif(path, kind.encoding or "utf-8")
    if kind.kind == "html":
        from crmdesk.models.exchange.reading.markup import read_html

        return read_html(path, kind.encoding or "utf-8")
    if kind.kind == "xml2003":
        from crmdesk.models.exchange.reading.spreadsheetml import read_spreadsheetml

        return read_spreadsheetml(path, kind.encoding or "utf-8")
    if kind.kind == "xls5":
        from crmdesk.models.exchange.reading.old_workbook import read_old_workbook

        return read_old_workbook(path, kind.encoding)
    if sparse:
        from crmdesk.models.exchange.reading.sparse import read_sparse

        return read_sparse(path)
    from crmdesk.models.exchange.reading.workbook import read_workbook

    return read_workbook(path, kind.kind)


def _start_sheet(out: BinaryIO, name: str, height: int, *, hidden: bool) -> None:
    write_frame(out, "sheet", name, hidden, height)


def _send_sheet(sheet: SheetRows, out: BinaryIO) -> None:
    _start_sheet(out, sheet.name, sheet.height, hidden=sheet.hidden)
    if sheet.merged:
        write_frame(out, "merged", sheet.merged[:MOST_MERGES])
    batch, size, first = [], 1, sheet.first
    for row in sheet.rows:
        if len(row) > MOST_COLUMNS:
            row = row[:MOST_COLUMNS]
        batch.append(row)
        size = max(size, len(row))
        if len(batch) * size >= BATCH_CELLS:
            write_rows(out, first, batch)
            first += len(batch)
            batch, size = [], 1
    write_rows(out, first, batch)


def _send_cards(path: Path, encoding: str | None, out: BinaryIO) -> None:
    from crmdesk.models.exchange.reading.vcard import read_cards

    _start_sheet(out, "", 0, hidden=False)
    for number, card in enumerate(read_cards(path.read_bytes(), encoding), start=1):
        write_frame(out, "card", number, card)
