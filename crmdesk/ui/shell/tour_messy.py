"""Files as offices really keep them, for pictures of the steps of an import."""

from __future__ import annotations

import io
from pathlib import Path


def messy_book(path: Path, sheets: str) -> None:
    """A workbook from words: sheets apart by ‖, rows by ｜, cells by |; the first cell of a sheet
    is its name.

    The first has a title and a heading of two rows with a group in it.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for at, words in enumerate(sheets.split("‖")):
        name, *rows = words.split("｜")
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row.split("|"))
        if at == 0:
            sheet.merge_cells("A1:F1")
            sheet.merge_cells("C2:D2")
            for column in "ABEF":
                sheet.merge_cells(f"{column}2:{column}3")
    book.save(path)


def locked_book(path: Path, plain: Path) -> None:
    """The same workbook behind a password."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt(path.stem, out)
    path.write_bytes(out.getvalue())
