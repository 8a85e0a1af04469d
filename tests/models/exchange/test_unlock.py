"""A workbook behind a password is opened with it, and says plainly when it is not the right one."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.messages import explain
from crmdesk.models.exchange.reading import book as reading
from crmdesk.models.exchange.reading.book import read_book
from tests.support.locked_books import locked_agile, locked_standard, workbook
from tests.support.ole import compound

SAMPLES = Path(__file__).parents[2] / "samples"
ROWS = [("姓名", "手机"), ("张三", "13800138000")]
WORD = "Kèn子-8*"


def code_of(path: Path, password: str | None = None) -> str:
    with pytest.raises(CrmError) as caught:
        read_book(path, password=password)
    assert "\n" not in explain(caught.value)
    return caught.value.code


def rows_of(path: Path, password: str | None = None) -> list[tuple[Any, ...]]:
    (sheet, *_) = read_book(path, password=password).sheets()
    return [cells for _, cells in sheet.rows()]


@pytest.fixture(params=[locked_agile, locked_standard])
def locked(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "客户.xlsx"
    path.write_bytes(request.param(workbook(ROWS), WORD))
    return path


def test_that_the_right_password_opens_a_workbook(locked: Path) -> None:
    assert rows_of(locked, WORD) == ROWS


def test_that_a_locked_workbook_asks_for_its_password(locked: Path) -> None:
    assert code_of(locked) == "file.password"
    assert code_of(locked, "") == "file.password"


def test_that_another_password_is_called_wrong(locked: Path) -> None:
    assert code_of(locked, "123456") == "file.password_wrong"


def test_that_an_old_workbook_is_opened_too() -> None:
    path = SAMPLES / "password.xls"
    assert code_of(path) == "file.password"
    assert code_of(path, "123456") == "file.password_wrong"
    assert rows_of(path, "password")


def test_that_a_password_nobody_asked_for_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(ROWS))
    assert rows_of(path, "whatever") == ROWS
    (tmp_path / "a.csv").write_text("姓名\n张三\n", encoding="utf-8")
    assert rows_of(tmp_path / "a.csv", "whatever") == [("姓名",), ("张三",)]


def test_that_what_excel_itself_locked_needs_no_password(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(locked_standard(workbook(ROWS), "VelvetSweatshop"))
    assert rows_of(path) == ROWS


def test_that_a_lock_we_do_not_know_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(compound({"EncryptedPackage": b"x", "DataSpaces": b"x"}))
    assert code_of(path, "123456") == "file.password_kind"


def test_that_the_password_is_in_no_argument_and_no_environment(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **options: Any) -> None:
            started.append(repr((command, options)))
            super().__init__(command, **options)

    monkeypatch.setattr(reading.subprocess, "Popen", Watched)
    assert rows_of(locked, WORD) == ROWS
    assert len(started) == 1
    assert WORD not in started[0]
    assert "--locked" in started[0]
