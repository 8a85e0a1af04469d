"""Books as offices bring them: in by every way, looked at, taken back completely, and in again."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import save_office
from tests.models.exchange.corpus import companies, programs
from tests.support.corpus import OfficeBook, compare, customer_facts, made_at
from tests.support.driver import Desk
from tests.support.exchange import write_csv
from tests.support.snapshots import derived_rows, journaled_rows

Rows = dict[str, list[dict[str, object]]]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """An office in Hangzhou, the program not yet started."""
    db = desk.another_connection()
    with db.write("office.save") as session:
        save_office(session, OfficeSettings(area_code="0571"))
    db.close()
    return desk


def everything(office: Desk) -> Rows:
    """All rows there are, those computed from others too."""
    return journaled_rows(office.db) | derived_rows(office.db)


def file_of(book: OfficeBook, folder: Path) -> Path:
    """A name of plain letters: keys of a test press nothing else."""
    path = folder / f"book{len(list(folder.iterdir()))}{Path(book.file).suffix}"
    return made_at(book, folder).rename(path)


def by_menu(office: Desk, book: Path) -> None:
    office.menu("file.import")
    office.choose_file(book)


def by_key(office: Desk, book: Path) -> None:
    office.key("Ctrl+I")
    office.choose_file(book)


def by_drop(office: Desk, book: Path) -> None:
    office.drop(book)


def preview(office: Desk) -> QDialog:
    """The import at its last step, whichever it began with."""
    dialog = office.dialog("import_dialog")
    office.until(lambda: shows(dialog, "apply") or shows(dialog, "next"))
    while not shows(dialog, "apply"):
        office.press("next", dialog)
    return dialog


def in_english(fact: str) -> str:
    """A field the program names itself, in the language of its window."""
    return fact.replace("field 部门 =", "field Department =")


def shows(dialog: QDialog, name: str) -> bool:
    return any(widget.isVisible() for widget in dialog.findChildren(QWidget, name))


def imported(office: Desk) -> QDialog:
    """The import done; its report stands open."""
    dialog = preview(office)
    office.press("apply", dialog)
    office.until(lambda: office.sees("Imported", dialog))
    return dialog


def closed(office: Desk) -> None:
    office.key("Return")
    office.closed("import_dialog")


def undone_in_the_report(office: Desk) -> None:
    office.press("undo", imported(office))
    office.closed("import_dialog")


def undone_by_key(office: Desk) -> None:
    imported(office)
    closed(office)
    office.undoable()
    office.key("Ctrl+Z")


def undone_by_menu(office: Desk) -> None:
    imported(office)
    closed(office)
    office.undoable()
    office.menu("edit.undo")


@pytest.mark.parametrize(
    ("book", "hand_over", "bring_and_take_back", "whom"),
    [
        (programs.OUTLOOK, by_menu, undone_in_the_report, "王建国"),
        (companies.MERGED_COMPANIES, by_drop, undone_by_key, "杭州大华建材有限公司"),
        (programs.OLD_PHONE, by_key, undone_by_menu, "李姐"),
    ],
    ids=["outlook", "merged_cells", "old_phone"],
)
def test_that_a_book_comes_in_goes_without_a_trace_and_comes_again(
    office: Desk,
    tmp_path: Path,
    book: OfficeBook,
    hand_over: Callable[[Desk, Path], None],
    bring_and_take_back: Callable[[Desk], None],
    whom: str,
) -> None:
    office.start()
    before, path = everything(office), file_of(book, tmp_path)
    hand_over(office, path)
    bring_and_take_back(office)
    office.until(lambda: not office.ids())
    assert everything(office) == before

    hand_over(office, path)
    imported(office)
    closed(office)
    expected = Counter({(who, in_english(what)): n for (who, what), n in book.facts().items()})
    told = compare(expected, customer_facts(office.db))
    assert not told.missing + told.surplus, str(told)
    office.open_customer(whom)
    assert office.stored().name == whom

    after = everything(office)
    hand_over(office, path)
    dialog = preview(office)
    assert not dialog.buttons.apply.isEnabled(), "the same file again changes nothing"
    office.key("Esc")
    office.closed("import_dialog")
    assert everything(office) == after


def test_that_a_second_book_adds_to_whom_the_first_one_brought(
    office: Desk, tmp_path: Path
) -> None:
    office.start()
    for book in (programs.OUTLOOK, programs.OLD_PHONE):
        by_menu(office, file_of(book, tmp_path))
        imported(office)
        closed(office)
    office.open_customer("王建国")
    assert {phone.e164 for phone in office.stored().phones} >= {
        "+8613800132001", "+8613800132101", "+8657188132101",
    }  # fmt: skip
    assert sorted(map(office.name_of, office.ids())) == ["10086", "李姐", "李小明", "王建国"]


def test_that_two_of_two_books_are_merged_and_are_two_again(office: Desk, tmp_path: Path) -> None:
    office.start()
    second = write_csv(tmp_path / "more.csv", "姓名,手机,备注", "李小明,13900132005,周末打")
    for path in (file_of(programs.OUTLOOK, tmp_path), second):
        by_menu(office, path)
        imported(office)
        closed(office)
    office.key("Alt+2")
    office.until(lambda: len(office.names()) == 3)
    before = everything(office)
    twins = [customer for customer in office.ids() if office.name_of(customer) == "李小明"]
    table = office.customers.results.table
    table.select_ids(twins, twins[0])
    table.setFocus()
    office.key("Ctrl+M")
    office.dialog("merge_dialog")
    office.key("Return")
    office.closed("merge_dialog")
    office.until(lambda: len(office.names()) == 2)
    office.open_customer("李小明")
    assert len(office.stored().phones) == 3
    office.undoable()
    office.key("Ctrl+Z")
    office.until(lambda: len(office.names()) == 3)
    assert everything(office) == before
