"""At the end of a run of tests a table: each book of an office, how much of it was understood."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

    from tests.support.corpus import Comparison, OfficeBook

PROPERTY = "corpus"
_WIDTH = 46


def note_comparison(request: pytest.FixtureRequest, book: OfficeBook, told: Comparison) -> None:
    """Keep what came of a book for the table; it travels with the report of the test."""
    row = (book.file, told.found, told.expected.total(), told.surplus.total())
    request.node.user_properties.append((PROPERTY, row))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A line a book, and one for all of them."""
    found = {
        value[0]: tuple(value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == PROPERTY
    }
    rows = sorted(found.values())
    if not rows:
        return
    terminalreporter.section("address books understood (facts a careful clerk would enter)")
    for row in rows:
        terminalreporter.line(_line(*row))
    total = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
    terminalreporter.line(_line(f"{len(rows)} books", *total))


def _line(book: str, found: int, expected: int, surplus: int) -> str:
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in book)
    share = 100 * found / expected if expected else 100.0
    wrong = f"  {surplus} wrong" if surplus else ""
    return f"{book:<{_WIDTH - wide}} {found:>5} / {expected:<5} {share:6.1f} %{wrong}"
