"""A password set, changed and taken off: the data stay, and without it nobody reads them."""

import unicodedata
from pathlib import Path

import pytest

from crmdesk.models.backups.copies import look_inside, write_backup
from crmdesk.models.core.engines import keys
from crmdesk.models.core.engines.keys import is_encrypted, key_of, make_key
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.choices import find_choices
from crmdesk.models.derived.search import find
from crmdesk.models.open import open_database
from crmdesk.models.protection.password import change_password, fitting_key, problem_with, unlock
from tests.support.builders import add_customer
from tests.support.databases import FakeClock

PASSWORD = "客户的事只有我们知道"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousandth of the memory and of the time; what the file holds stays the same."""
    monkeypatch.setattr(keys, "_MEMORY", 64)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    db = open_database(path, clock=FakeClock())
    add_customer(db, name="唐佳宁")
    db.close()
    return path


def _names(path: Path, key: str | None) -> list[str]:
    db = open_database(path, clock=FakeClock(), key=key, create=False)
    with db.read() as session:
        names = [choice.name for choice in find_choices(session, "tjn")]
        assert len(find(session, "唐佳").ids) == len(names)
    db.close()
    return names


def _refused(code: str, path: Path, password: str) -> None:
    with pytest.raises(CrmError) as told:
        unlock(path, password)
    assert told.value.code == code


def test_that_a_password_hides_everything_and_opens_it_again(file: Path) -> None:
    assert "唐佳宁".encode() in file.read_bytes()
    key = change_password(file, None, PASSWORD)
    assert is_encrypted(file)
    assert "唐佳宁".encode() not in file.read_bytes()
    assert [path.name for path in file.parent.iterdir()] == ["office.db"]
    assert unlock(file, PASSWORD) == key
    assert _names(file, key) == ["唐佳宁"]
    with pytest.raises(CrmError) as told:
        open_database(file, clock=FakeClock())
    assert told.value.code == "database.not_ours"


def test_that_a_wrong_password_opens_nothing(file: Path) -> None:
    change_password(file, None, PASSWORD)
    for wrong in ("", "客户的事", PASSWORD + " "):
        _refused("database.password", file, wrong)


def test_that_only_we_speak_of_a_wrong_password(
    file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    change_password(file, None, PASSWORD)
    _refused("database.password", file, "客户的事")
    assert capfd.readouterr().err == ""


def test_that_a_password_is_changed_and_taken_off(file: Path) -> None:
    first = change_password(file, None, PASSWORD)
    second = change_password(file, first, "another sentence")
    assert second != first
    _refused("database.password", file, PASSWORD)
    assert _names(file, unlock(file, "another sentence")) == ["唐佳宁"]
    assert change_password(file, second, None) is None
    assert not is_encrypted(file)
    assert _names(file, None) == ["唐佳宁"]


def test_that_the_journal_search_and_undo_live_on_in_the_new_file(file: Path) -> None:
    key = change_password(file, None, PASSWORD)
    db = open_database(file, clock=FakeClock(), key=key)
    from crmdesk.models.journal.actions import undo

    undo(db)
    with db.read() as session:
        assert find_choices(session, "") == []
    with db.storage.engine.connect() as connection:
        assert db.storage.check(connection) == []
    db.close()


def test_that_a_file_that_cannot_be_written_stays_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    from crmdesk.models.protection import password

    def torn(_source: Path, _key: str | None, target: Path, _new: str | None) -> None:
        target.write_bytes(b"half")

    monkeypatch.setattr(password, "write_under", torn)
    with pytest.raises(CrmError):
        change_password(file, None, PASSWORD)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["office.db"]


def test_that_a_database_that_is_open_elsewhere_is_left_alone(file: Path) -> None:
    db = open_database(file, clock=FakeClock())
    with pytest.raises(CrmError) as told:
        change_password(file, None, PASSWORD)
    assert told.value.code == "database.in_use"
    db.close()
    assert not is_encrypted(file)


def test_that_a_backup_has_the_password_of_its_database(file: Path, tmp_path: Path) -> None:
    key = change_password(file, None, PASSWORD)
    db = open_database(file, clock=FakeClock(), key=key)
    backup = tmp_path / "copy.crmbackup"
    write_backup(db, backup)
    db.close()
    assert is_encrypted(backup)
    assert look_inside(backup, key=unlock(backup, PASSWORD)).customers == 1
    assert fitting_key(backup, key) == key


def test_that_the_same_word_typed_otherwise_is_the_same_password(file: Path) -> None:
    change_password(file, None, "Ｃａｆé du coin")
    unlock(file, unicodedata.normalize("NFD", "Café du coin"))


def test_that_files_of_today_open_in_ten_years(monkeypatch: pytest.MonkeyPatch) -> None:
    """argon2id, 64 MiB, 3 passes, 4 lanes: other parameters would lock everybody out."""
    monkeypatch.undo()
    made = make_key("crmdesk", b"0123456789abcdef")
    assert made == (
        "x'5f55bc3f1d02941fd8b53af956da709d37ed0886c1a247d3b690bb57028de0e3"
        "30313233343536373839616263646566'"
    )


def test_that_keys_differ_by_salt_and_password(file: Path) -> None:
    salt = b"0123456789abcdef"
    assert make_key("one", salt) == make_key("one", salt)
    assert len({make_key("one", salt), make_key("two", salt), make_key("one")}) == 3
    assert make_key("one", salt).endswith(f"{salt.hex()}'")
    assert key_of(file, "one").endswith(b"SQLite format 3\0".hex() + "'")


@pytest.mark.parametrize(
    ("password", "again", "code"),
    [
        ("short", "short", "password.short"),
        ("long enough", "long enouhg", "password.differs"),
        (PASSWORD, PASSWORD, ""),
    ],
)
def test_that_a_new_password_is_looked_at(password: str, again: str, code: str) -> None:
    assert problem_with(password, again) == code


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + b"\0" * 4080])
def test_that_other_files_are_not_taken_for_encrypted(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.db"
    file.write_bytes(content)
    assert not is_encrypted(file)
    assert fitting_key(file, "x'00'") is None
