"""Books in the manner of real offices become what a careful clerk would enter, fact by fact.

The end of the run shows a line for each book.
"""

from collections import Counter
from collections.abc import Generator
from pathlib import Path

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import speaking
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import save_office
from tests.models.exchange.corpus.books import BOOKS
from tests.support.corpus import OfficeBook, compare, made_at, stored_facts
from tests.support.corpus_table import note_comparison
from tests.support.databases import FakeClock, open_copy
from tests.support.exchange import row_counts


@pytest.fixture
def db(tmp_path: Path, template: Path, clock: FakeClock) -> Generator[Database, None, None]:
    """One engine is enough to see what is understood."""
    database = open_copy(template, tmp_path / "test.db", clock)
    yield database
    database.close()


every_book = pytest.mark.parametrize(
    "book", BOOKS, ids=[f"book{number}" for number in range(1, len(BOOKS) + 1)]
)


@every_book
def test_that_a_book_is_understood_as_by_a_careful_clerk(
    book: OfficeBook, db: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with db.write("office.save") as session:
        save_office(session, OfficeSettings(country=book.country, area_code=book.area_code))
    note_comparison(request, book, compare(book.facts(), Counter()))
    with speaking("zh_TW" if book.country == "TW" else "zh_CN"):
        result = import_file(db, made_at(book, tmp_path))
    told = compare(book.facts(), stored_facts(db, result))
    note_comparison(request, book, told)
    if told.missing or told.surplus:
        pytest.fail(f"{book.file}: {book.about}\n{told}", pytrace=False)


@every_book
def test_that_a_book_comes_once_and_goes_without_a_trace(
    book: OfficeBook, db: Database, tmp_path: Path
) -> None:
    path, before = made_at(book, tmp_path), row_counts(db)
    assert import_file(db, path).change_set is not None
    after = row_counts(db)
    assert import_file(db, path).change_set is None
    assert row_counts(db) == after
    undo(db)
    assert row_counts(db) == before


def test_that_the_files_have_names_of_their_own() -> None:
    files = [book.file for book in BOOKS]
    assert len(files) == len(set(files)) >= 32
