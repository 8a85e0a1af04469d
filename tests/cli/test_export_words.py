"""Exports from the console: columns by name, letters, a template of the office's own."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from crmdesk import cli
from crmdesk.models.core.i18n import use_language
from crmdesk.models.core.settings import Settings, save_settings
from crmdesk.models.exchange.export.sets import ColumnSet, save_set
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.open import open_database
from tests.support.databases import FakeClock
from tests.support.exchange import write_csv

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs words against a database of two customers."""
    save_settings(Settings(language="en"))
    hook, database = sys.excepthook, str(tmp_path / "office.db")

    def go(*words: str) -> tuple[int, str, str]:
        code = cli.main(
            ["--db", database, *words],
            open_window=lambda _words: 77,
            draw_screens=lambda _folder: 78,
            clock=FakeClock(),
        )
        said = capsys.readouterr()
        return code, said.out, said.err

    lines = "姓名,电话,地址", "张伟,13800138000,杭州市文三路1号", "李娜,13900139000,"
    go("import", str(write_csv(tmp_path / "客户.csv", *lines)))
    yield go
    sys.excepthook = hook
    use_language("en")


def _head(path: Path) -> list[object]:
    return [cell.value for cell in load_workbook(path).worksheets[0][1]]


def test_that_columns_are_chosen_by_the_name_of_their_set(run: Run, tmp_path: Path) -> None:
    db = open_database(str(tmp_path / "office.db"), clock=FakeClock(), staff_id=1)
    with db.write("view") as session:
        save_set(session, ColumnSet(name="给会计", targets=(Target("name"), Target("phone"))))
    db.close()
    target = tmp_path / "a.xlsx"
    assert run("export", str(target), "--columns", "给会计")[0] == 0
    assert _head(target) == ["Name", "Phone"]
    assert run("export", str(target), "--columns", "寄信", "--search", "张伟")[0] == 0
    assert _head(target)[:2] == ["Postcode", "Address"]
    code, out, told = run("export", str(tmp_path / "b.xlsx"), "--columns", "给老板")
    assert (code, out, told.count("\n")) == (2, "", 1)
    assert "给会计" in told
    assert not (tmp_path / "b.xlsx").exists()


def test_that_letters_are_counted_with_those_who_get_none(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    code, out, _ = run("export", str(target), "--letters")
    assert (code, out) == (
        0, f"1 letter written to {target}. 1 customer gets none; the second sheet says why.\n"
    )  # fmt: skip
    assert run("export", str(tmp_path / "b.csv"), "--letters", "--search", "李娜")[0] == 1


def test_that_a_template_is_filled(run: Run, tmp_path: Path) -> None:
    book, target = Workbook(), tmp_path / "a.xlsx"
    book.worksheets[0].append(["{{姓名}}", "{{手机}}"])
    book.save(tmp_path / "t.xlsx")
    code, out, _ = run("export", str(target), "--template", str(tmp_path / "t.xlsx"))
    assert (code, out) == (0, f"2 customers written to {target}.\n")
    rows = load_workbook(target).worksheets[0].iter_rows(values_only=True)
    assert list(rows) == [("张伟", "13800138000"), ("李娜", "13900139000")]


def test_that_what_is_wrong_with_a_template_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    book, target = Workbook(), tmp_path / "a.xlsx"
    book.worksheets[0].append(["{{Nmae}}", "{{Phone}}"])
    book.save(tmp_path / "t.xlsx")
    code, out, told = run("export", str(target), "--template", str(tmp_path / "t.xlsx"))
    assert (code, out, told.count("\n")) == (2, "", 1)
    assert "A1" in told
    assert "{{Name}}" in told
    assert not target.exists()
    again = run("export", str(tmp_path / "t.xlsx"), "--template", str(tmp_path / "t.xlsx"))
    assert again[0] == 2
    assert run("export", str(target), "--letters", "--columns", "all")[0] == 2
    assert run("export", str(target), "--template", str(tmp_path / "no.xlsx"))[0] == 2
