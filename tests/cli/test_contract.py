"""The command line as scripts rely on it (architecture §5)."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from crmdesk import cli
from crmdesk.__main__ import CONSOLE
from crmdesk.cli_words import make_parser
from crmdesk.models.core.i18n import use_language
from crmdesk.models.core.settings import Settings, save_settings
from tests.support.databases import FakeClock
from tests.support.exchange import write_csv
from tests.support.locked_books import locked_standard, workbook

CUSTOMER_KEYS = [
    "number", "kind", "name", "salutation", "gender", "company", "stage", "phones", "emails",
    "channels", "addresses", "contacts", "birthday", "invoices", "tags", "fields", "owner",
    "source", "note", "tier", "last_contact",
]  # fmt: skip
IMPORT_KEYS = [
    "file", "format", "encoding", "rows", "created", "updated", "merged", "skipped", "columns",
    "problems", "change_set",
]  # fmt: skip

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "office.db")


@pytest.fixture
def run(database: str, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs words against the test's database: (exit code, stdout, stderr)."""
    save_settings(Settings(language="en"))
    hook = sys.excepthook

    def go(*words: str, db: bool = True) -> tuple[int, str, str]:
        given = ["--db", database, *words] if db else [*words]
        code = cli.main(
            given,
            open_window=lambda _words: 77,
            draw_screens=lambda folder: 78 if folder == Path("pictures") else 0,
            clock=FakeClock(),
        )
        said = capsys.readouterr()
        return code, said.out, said.err

    yield go
    sys.excepthook = hook
    use_language("en")


@pytest.fixture
def book(tmp_path: Path) -> str:
    lines = ("姓名,手机,公司,标签", "张伟,13800138000,宏达建材,VIP", "李娜,1.38E+10,,")
    return str(write_csv(tmp_path / "客户.csv", *lines))


def test_that_an_import_answers_with_every_key(run: Run, book: str) -> None:
    code, out, err = run("import", book, "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert list(found) == IMPORT_KEYS
    assert (found["file"], found["format"], found["encoding"]) == (book, "csv", "utf-8")
    assert (found["rows"], found["created"], found["change_set"]) == (2, 2, 1)
    assert found["columns"][1] == {"sheet": None, "column": "B", "header": "手机", "field": "phone"}
    assert found["problems"] == [
        {
            "sheet": None,
            "row": 3,
            "column": "B",
            "header": "手机",
            "value": "1.38E+10",
            "code": "cell.phone.lost",
            "message": "The end of this number was lost in Excel.",
        }
    ]


def test_that_the_same_import_again_applies_nothing(run: Run, book: str) -> None:
    run("import", book)
    code, out, _ = run("import", book, "--json")
    found = json.loads(out)
    assert code == 1
    assert (found["skipped"], found["change_set"]) == (2, None)


def test_that_a_dry_run_says_what_would_be_and_does_not(run: Run, book: str) -> None:
    code, out, _ = run("import", book, "--dry-run", "--json")
    assert (code, json.loads(out)["created"], json.loads(out)["change_set"]) == (0, 2, None)
    assert run("list")[1] == ""


@pytest.fixture
def locked(tmp_path: Path) -> str:
    path = tmp_path / "锁.xlsx"
    path.write_bytes(locked_standard(workbook([("姓名", "手机"), ("张伟", "13800138000")]), "开门"))
    return str(path)


def test_that_a_locked_workbook_takes_its_password_from_the_environment(
    run: Run, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run("import", locked)
    assert (code, out) == (2, "")
    assert err == (
        "crmdesk: 锁.xlsx is protected by a password. Please put it into CRMDESK_FILE_PASSWORD.\n"
    )
    monkeypatch.setenv("CRMDESK_FILE_PASSWORD", "关门")
    assert run("import", locked)[::2] == (2, "crmdesk: This is not the password of 锁.xlsx.\n")
    monkeypatch.setenv("CRMDESK_FILE_PASSWORD", "开门")
    assert run("import", locked)[0] == 0


def test_that_who_sits_there_is_asked_for_the_password(
    run: Run, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(prompt: str, stream: object) -> str:
        asked.append(prompt)
        return "开门"

    monkeypatch.setattr("getpass.getpass", answer)
    monkeypatch.setattr(cli.keys, "somebody_sits_there", lambda: True)
    assert run("import", locked)[0] == 0
    assert asked == ["Password of 锁.xlsx: "]


def test_that_people_are_told_in_sentences(run: Run, book: str) -> None:
    _, out, _ = run("import", book)
    assert out.splitlines() == [
        "2 rows: 2 new, 0 updated, 0 merged, 0 skipped.",
        "Row 3, column B (手机) “1.38E+10”: The end of this number was lost in Excel."
        " The rest of the row is imported; this text goes to the note.",
    ]


def test_that_list_is_one_object_a_line_with_every_key(run: Run, book: str) -> None:
    run("import", book)
    code, out, _ = run("list", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert all(list(customer) == CUSTOMER_KEYS for customer in found)
    zhang = next(customer for customer in found if customer["name"] == "张伟")
    assert zhang | {"number": "K000001"} == zhang
    assert zhang["phones"] == [
        {"label": "mobile", "number": "+8613800138000", "extension": None, "raw": "13800138000"}
    ]
    assert (zhang["kind"], zhang["company"], zhang["tags"]) == ("person", "宏达建材", ["VIP"])
    assert [zhang[key] for key in ("salutation", "birthday", "tier", "last_contact")] == [None] * 4


def test_that_list_searches_and_ends_at_its_limit(run: Run, book: str) -> None:
    run("import", book)
    assert run("list", "--search", "zw")[1].startswith("K000001\t张伟\t13800138000\t宏达建材")
    assert len(run("list", "--limit", "1", "--json")[1].splitlines()) == 1
    assert run("list", "--limit", "1")[1].splitlines()[-1] == "… and 1 more customer."


def test_that_show_adds_what_happened(run: Run, book: str) -> None:
    run("import", book)
    code, out, _ = run("show", "K000001", "--json")
    found = json.loads(out)
    assert code == 0
    assert list(found) == [*CUSTOMER_KEYS, "interactions", "complaints", "orders"]
    assert (found["interactions"], found["complaints"], found["orders"]) == ([], [], [])
    assert "name: 李娜" in run("show", "K000002")[1]


def test_that_an_export_imports_again(run: Run, book: str, tmp_path: Path) -> None:
    run("import", book)
    target = tmp_path / "out.xlsx"
    code, out, _ = run("export", str(target), "--all")
    assert (code, out) == (0, f"2 customers written to {target}.\n")
    assert len(load_workbook(target).sheetnames) == 7
    assert run("import", str(target))[0] == 1
    assert run("export", str(target), "--search", "李娜")[1].startswith("1 customer ")


def test_that_undo_takes_the_import_back(run: Run, book: str) -> None:
    run("import", book)
    assert run("undo")[:2] == (0, "Undo: Import 客户.csv\n")
    assert run("list")[1] == ""
    assert run("undo") == (2, "", "crmdesk: There is nothing to undo.\n")


def test_that_check_finds_a_sound_database_sound(run: Run, book: str) -> None:
    run("import", book)
    assert run("check", "--rebuild")[:2] == (0, "The database is sound.\n")


def test_that_modes_and_grouping_are_understood(run: Run, tmp_path: Path) -> None:
    book = str(write_csv(tmp_path / "a.csv", "姓名,手机,公司", "张伟,13800138000,宏达"))
    more = str(write_csv(tmp_path / "b.csv", "姓名,手机,公司", "张伟,13800138000,盛源"))
    run("import", book)
    assert run("import", more, "--skip")[0] == 1
    assert run("import", more, "--update")[1].startswith("1 rows: 0 new, 1 updated")
    assert run("import", more, "--create")[1].startswith("1 rows: 1 new")
    assert run("import", book, "--create", "--group-by-company")[0] == 0
    assert '"contacts": [{"name": "张伟"' in run("list", "--json", "--search", "宏达")[1]


def test_that_demo_data_fills_a_new_file_once(run: Run, tmp_path: Path) -> None:
    target = str(tmp_path / "demo.db")
    assert run("demo-data", target, "5", db=False)[0] == 0
    assert len(run("list", "--db", target, "--json", db=False)[1].splitlines()) == 5
    code, _, err = run("demo-data", target, db=False)
    assert (code, err.count("\n")) == (2, 1)


def test_that_a_call_goes_to_the_window(database: str, run: Run) -> None:
    assert run("call", "+86 138")[0] == 77


def test_that_the_screens_are_drawn_into_a_folder_named_by_its_word(run: Run) -> None:
    assert run("tour", "pictures", db=False)[0] == 78
    code, _out, said = run("tour", db=False)
    assert (code, "DIR" in said) == (2, True)


def test_that_the_database_may_stand_before_or_after_the_word(
    run: Run, book: str, database: str
) -> None:
    assert run("import", book, "--db", database, db=False)[0] == 0
    assert run("list", "--db", database, "--json", db=False)[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("import",),
        ("import", "missing.xlsx"),
        ("import", "x.csv", "--encoding", "klingon"),
        ("import", "x.csv", "--sheet", "没有"),
        ("import", "x.csv", "--update", "--skip"),
        ("import", "x.csv", "--kind", "poems"),
        ("list", "--limit", "many"),
        ("show", "nobody"),
        ("export", "x.pdf"),
        ("export", "/nowhere/x.xlsx"),
        ("list", "--nonsense"),
        ("import", "nothing.csv"),
        ("import", "damaged.xlsx"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_that_what_is_not_possible_is_one_line_in_the_users_language(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], language: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    write_csv(tmp_path / "x.csv", "姓名,手机", "张伟,13800138000")
    write_csv(tmp_path / "nothing.csv", "日期,金额", "2026-01-01,12")
    (tmp_path / "damaged.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    run("import", "x.csv")
    save_settings(Settings(language=language))
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("crmdesk: ")
    assert err.count("\n") == 1
    assert (language == "en") == err.isascii() or not err.removeprefix("crmdesk: ").isascii()


def test_that_reading_words_need_a_database_and_make_none(run: Run, database: str) -> None:
    for words in (("list",), ("show", "1"), ("undo",), ("check",), ("export", "x.csv")):
        assert run(*words)[0] == 2
    assert not Path(database).exists()


def test_that_a_server_that_does_not_answer_is_said_in_one_line(run: Run) -> None:
    code, said, wrong = run(
        "list", "--db", "postgresql://clerk:secret@127.0.0.1:1/office", db=False
    )
    assert (code, said, wrong.count("\n")) == (2, "", 1)
    assert wrong.startswith("crmdesk: The server of the database 127.0.0.1/office does not answer")


def test_that_every_word_is_known_at_the_door() -> None:
    """The door tells words from files without loading the parser."""
    actions = make_parser()._subparsers._group_actions  # type: ignore[union-attr]
    assert CONSOLE - {"-h", "--help"} == set(actions[0].choices or ())


@pytest.mark.parametrize("word", ["exprot", "--bogus"])
def test_that_a_word_nobody_knows_opens_no_window(word: str) -> None:
    done = subprocess.run([sys.executable, "-m", "crmdesk", word], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_that_a_machine_without_a_screen_says_so() -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {name: value for name, value in os.environ.items() if name not in screens}
    done = subprocess.run(
        [sys.executable, "-m", "crmdesk"], env=bare, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"crmdesk: ")
    assert done.stderr.count(b"\n") == 1


def test_that_scripts_wait_for_no_window(database: str, book: str, tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['crmdesk', *sys.argv[1:]]; from crmdesk.__main__ import main\n"
        "code = main(); assert not any(name.startswith('PySide6') for name in sys.modules); "
        "sys.exit(code)"
    )
    for words in (
        ["import", book],
        ["list", "--json"],
        ["show", "K000001"],
        ["export", str(tmp_path / "a.xlsx")],
        ["undo"],
        ["check"],
    ):
        command = [sys.executable, "-c", code, "--db", database, *words]
        done = subprocess.run(command, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), words


def test_that_output_is_utf_8_whatever_the_console_speaks(database: str, book: str) -> None:
    command = [sys.executable, "-m", "crmdesk", "--db", database]
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1", "PATH": ""}
    environment = {**os.environ, **environment}
    subprocess.run([*command, "import", book], check=True, env=environment, capture_output=True)
    done = subprocess.run(
        [*command, "list", "--json"], check=True, env=environment, capture_output=True
    )
    assert {"张伟", "李娜"} == {
        json.loads(line)["name"] for line in done.stdout.decode("utf-8").splitlines()
    }


def test_that_a_failure_of_ours_shows_an_incident_and_no_traceback(
    database: str, book: str
) -> None:
    code = (
        "import sys; from crmdesk.models.exchange import importing\n"
        "def broken(*_, **__): raise ZeroDivisionError('客户名')\n"
        "importing.import_file = broken\n"
        "from crmdesk import cli\n"
        f"words = ['--db', {database!r}, 'import', {book!r}]\n"
        "sys.exit(cli.main(words, open_window=None, draw_screens=None))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    said = done.stderr.decode()
    assert done.returncode == 2
    assert said.count("\n") == 1
    assert said.startswith("crmdesk: ")
    assert "Traceback" not in said


def test_that_orders_are_imported_shown_and_given_back(run: Run, tmp_path: Path) -> None:
    book = write_csv(
        tmp_path / "订单.csv",
        "订单号,日期,客户,电话,产品,规格,数量,单价,金额,已付",
        "S1,2026-03-05,张伟,13800138000,打印纸,A4,2,125.5,251,100",
    )
    code, out, _ = run("import", str(book), "--kind", "orders", "--json")
    assert (code, json.loads(out)["created"]) == (0, 1)
    _, out, _ = run("show", "K000001", "--json")
    (order,) = json.loads(out)["orders"]
    assert (order["number"], order["date"], order["amount"]) == ("S1", "2026-03-05", 251)
    assert order["lines"] == [
        {
            "spec": "A4",
            "unit": None,
            "product": "打印纸",
            "quantity": 2,
            "price": 125.5,
            "amount": 251,
            "cost": None,
        }
    ]
    assert order["payments"] == [
        {"date": "2026-03-05", "amount": 100, "method": None, "note": None}
    ]
    run("export", str(tmp_path / "all.xlsx"), "--all")
    sheet = load_workbook(tmp_path / "all.xlsx")["Orders"]
    assert [cell.value for cell in sheet[2]][:1] == ["S1"]
    assert run("import", str(tmp_path / "all.xlsx"))[0] == 1


def test_that_rows_with_problems_go_to_a_workbook(run: Run, tmp_path: Path) -> None:
    book = write_csv(tmp_path / "old.csv", "姓名,手机,生日", "张伟,13800138000,明天")
    code, out, _err = run("import", str(book), "--problems", str(tmp_path / "wrong.xlsx"))
    assert code == 0
    assert out.splitlines()[-1].startswith("1 row to be corrected stands in")
    rows = list(load_workbook(tmp_path / "wrong.xlsx").active.iter_rows(values_only=True))
    assert rows[1][:3] == ("张伟", "13800138000", "明天")
    code, _out, err = run("import", str(book), "--problems", str(tmp_path / "wrong.csv"))
    assert (code, err.count("\n")) == (2, 1)
