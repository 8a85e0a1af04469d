"""The key kept by the system: the key and not the password, and only as long as it fits."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from crmdesk.models.core.engines import keys
from crmdesk.models.core.errors import CrmError
from crmdesk.models.protection.password import change_password
from crmdesk.models.protection.remembering import (
    can_remember,
    forget,
    is_remembered,
    recall,
    remember,
)
from crmdesk.models.protection.rewriting import Rewrite, rewrite
from tests.support.key_places import KeyPlace, PlainPlace

PASSWORD = "only we know it"


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyPlace]:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    before, made = keyring.get_keyring(), KeyPlace()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture(scope="module")
def protected(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("protected") / "office.db"
    path.write_bytes(template.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_MEMORY", 64)
        key = change_password(path, None, PASSWORD)
    assert key is not None
    return path, key


@pytest.fixture
def office(tmp_path: Path, protected: tuple[Path, str], place: KeyPlace) -> tuple[Path, str]:
    path = tmp_path / "office.db"
    path.write_bytes(protected[0].read_bytes())
    return path, protected[1]


def test_that_what_is_kept_opens_the_file_and_its_copies(
    office: tuple[Path, str], place: KeyPlace, tmp_path: Path
) -> None:
    path, key = office
    assert recall(path) is None
    remember(key)
    assert recall(path) == key
    copy = tmp_path / "moved.db"
    copy.write_bytes(path.read_bytes())
    assert recall(copy) == key
    [(service, salt)] = place.kept
    assert (service, salt) == ("crmdesk", path.read_bytes()[:16].hex())
    assert PASSWORD not in str(place.kept)


def test_that_it_is_forgotten_when_asked(office: tuple[Path, str], place: KeyPlace) -> None:
    path, key = office
    remember(key)
    assert is_remembered(key)
    forget(key)
    forget(key)
    assert place.kept == {}
    assert recall(path) is None


def test_that_after_another_password_only_the_new_key_is_kept(
    office: tuple[Path, str], place: KeyPlace
) -> None:
    path, key = office
    remember(key)
    done = rewrite(Rewrite(path, key, "another sentence", kept=True, keep=True))
    assert done.problem is None
    assert recall(path) == done.key != key
    assert len(place.kept) == 1
    last = rewrite(Rewrite(path, done.key, None, kept=True, keep=True))
    assert last.key is None
    assert place.kept == {}


def test_that_a_place_that_refuses_keeps_the_new_password_and_says_so(
    office: tuple[Path, str], place: KeyPlace
) -> None:
    path, key = office
    place.broken = True
    done = rewrite(Rewrite(path, key, "another sentence", keep=True))
    assert done.problem is not None
    assert done.problem.code == "keyring.failed"
    assert done.key is not None
    assert recall(path) is None
    assert not is_remembered(done.key)


def test_that_a_key_that_fits_no_more_is_not_given(
    office: tuple[Path, str], place: KeyPlace
) -> None:
    path, key = office
    remember(key)
    [kept] = place.kept
    place.kept[kept] = "00" * 32
    assert recall(path) is None
    place.kept[kept] = "no key at all"
    assert recall(path) is None


def test_that_no_place_or_a_plain_one_is_none(office: tuple[Path, str]) -> None:
    path, key = office
    for backend in (fail.Keyring(), PlainPlace()):
        keyring.set_keyring(backend)
        assert not can_remember()
        assert recall(path) is None
        with pytest.raises(CrmError) as told:
            remember(key)
        assert told.value.code == "keyring.none"
        forget(key)


def test_that_an_open_file_needs_no_keyring(
    tmp_path: Path, template: Path, place: KeyPlace
) -> None:
    path = tmp_path / "plain.db"
    path.write_bytes(template.read_bytes())
    assert recall(path) is None
    assert place.asked == 0
