"""`crmdesk backup` and `crmdesk restore`: one file, checked, and back again."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest

from crmdesk import cli
from crmdesk.models.core.i18n import use_language
from crmdesk.models.core.settings import Settings, save_settings
from crmdesk.models.open import open_database
from crmdesk.models.privacy.erasure import erase
from crmdesk.models.protection.password import change_password
from crmdesk.models.protection.recovery import write_code
from crmdesk.models.protection.remembering import remember
from tests.support.builders import add_customer
from tests.support.databases import FakeClock
from tests.support.key_places import KeyPlace

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    db = open_database(path, clock=FakeClock())
    add_customer(db, name="唐佳宁")
    db.close()
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    save_settings(Settings(language="en"))
    hook = sys.excepthook

    def go(*words: object) -> tuple[int, str, str]:
        code = cli.main(
            [str(word) for word in words],
            open_window=lambda _words: 77,
            draw_screens=lambda _folder: 78,
            clock=FakeClock(),
        )
        said = capsys.readouterr()
        return code, said.out, said.err

    yield go
    sys.excepthook = hook
    use_language("en")


def test_that_a_backup_is_written_and_restored(run: Run, office: Path, tmp_path: Path) -> None:
    backup = tmp_path / "copy.crmbackup"
    code, said, _err = run("--db", office, "backup", backup)
    assert (code, said) == (
        0,
        f"1 customer backed up to {backup}; the copy was opened and checked.\n",
    )
    db = open_database(office, clock=FakeClock())
    add_customer(db, name="洪雨桐")
    db.close()
    code, said, _err = run("--db", office, "restore", backup)
    aside = tmp_path / "office.before-restore-20261121-023000.db"
    assert code == 0
    assert said == f"1 customer restored.\nWhat was there until now is kept in {aside}.\n"
    assert run("--db", office, "list")[1].count("\n") == 1
    assert run("--db", aside, "list")[1].count("\n") == 2


def test_that_a_backup_makes_an_office_where_there_was_none(
    run: Run, office: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.crmbackup"
    run("--db", office, "backup", backup)
    code, said, _err = run("--db", tmp_path / "new" / "office.db", "restore", backup)
    assert (code, said) == (0, "1 customer restored.\n")


def test_that_a_file_that_is_no_backup_is_refused(run: Run, office: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "letter.txt"
    wrong.write_text("Dear customer", encoding="utf-8")
    code, said, complaint = run("--db", office, "restore", wrong)
    assert (code, said) == (2, "")
    assert str(wrong) in complaint
    assert complaint.count("\n") == 1


def test_that_a_window_on_the_database_is_not_pulled_from_under(
    run: Run, office: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.crmbackup"
    run("--db", office, "backup", backup)
    window = open_database(office, clock=FakeClock())
    add_customer(window, name="洪雨桐")
    code, _said, complaint = run("--db", office, "restore", backup)
    window.close()
    assert code == 2
    assert "open" in complaint
    assert run("--db", office, "list")[1].count("\n") == 2


def test_that_a_database_with_a_password_asks_for_it_by_its_variable(
    run: Run, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.models.core.engines.keys._MEMORY", 64)
    key = change_password(office, None, "only we know it")
    assert key is not None
    code, said, complaint = run("--db", office, "list")
    assert (code, said) == (2, "")
    assert "CRMDESK_PASSWORD" in complaint
    monkeypatch.setenv("CRMDESK_PASSWORD", "somebody else's")
    assert run("--db", office, "list")[0] == 2
    monkeypatch.setenv("CRMDESK_PASSWORD", "only we know it")
    assert "唐佳宁" in run("--db", office, "list")[1]
    backup = tmp_path / "copy.crmbackup"
    assert run("--db", office, "backup", backup)[0] == 0
    assert run("--db", office, "restore", backup)[0] == 0
    monkeypatch.setenv("CRMDESK_PASSWORD", " ".join(write_code(key)))
    assert "唐佳宁" in run("--db", office, "list")[1]


def test_that_a_restore_says_what_became_of_the_password(
    run: Run, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.models.core.engines.keys._MEMORY", 64)
    plain, locked = tmp_path / "plain.crmbackup", tmp_path / "locked.crmbackup"
    assert run("--db", office, "backup", plain)[0] == 0
    locked.write_bytes(plain.read_bytes())
    change_password(locked, None, "only we know it")
    monkeypatch.setenv("CRMDESK_PASSWORD", "only we know it")
    assert "a password of its own" in run("--db", office, "restore", locked)[2]
    assert run("--db", office, "restore", locked)[2] == ""
    assert "no password" in run("--db", office, "restore", plain)[2]


def test_that_a_key_the_system_keeps_opens_before_the_variable_is_looked_at(
    run: Run, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.models.core.engines.keys._MEMORY", 64)
    key = change_password(office, None, "only we know it")
    assert key is not None
    before, place = keyring.get_keyring(), KeyPlace()
    keyring.set_keyring(place)
    try:
        remember(key)
        asked = place.asked
        assert run("--db", office, "list")[0] == 2
        assert place.asked == asked  # nobody wished it here
        save_settings(Settings(language="en", remember_key=True))
        monkeypatch.setenv("CRMDESK_PASSWORD", "somebody else's")
        assert "唐佳宁" in run("--db", office, "list")[1]
        place.broken = True
        assert run("--db", office, "list")[0] == 2
    finally:
        keyring.set_keyring(before)


def test_that_a_restore_carries_refusals_and_tells_who_was_erased_since(
    run: Run, office: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.crmbackup"
    db = open_database(office, clock=FakeClock())
    her = add_customer(db, name="洪雨桐", phones=["13912345678"])
    db.close()
    run("--db", office, "backup", backup)
    db = open_database(office, clock=FakeClock())
    erase(db, her, today=db.now().date())
    db.close()
    code, said, told = run("--db", office, "restore", backup)
    assert (code, said.splitlines()[0]) == (0, "2 customers restored.")
    assert told.splitlines() == [
        "What was refused since then stays refused.",
        "1 person who was erased since is in this backup. Open crmdesk to erase her again.",
    ]
    assert run("--db", office, "list")[1].count("\n") == 2
