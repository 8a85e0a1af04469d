"""The recovery code: what is printed opens, and a slip of the pen is told by its group."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.core.engines import keys
from crmdesk.models.core.errors import CrmError
from crmdesk.models.protection.password import change_password, unlock
from crmdesk.models.protection.recovery import (
    ALPHABET,
    DATA,
    GROUPS,
    key_of_code,
    read_typed,
    write_code,
)

SALT = bytes(range(16))
raw_keys = st.binary(min_size=32, max_size=32).map(lambda raw: f"x'{raw.hex()}{SALT.hex()}'")
groups_at = st.integers(0, GROUPS - 1)
places = st.integers(0, DATA)


@given(raw_keys)
def test_that_any_key_comes_back_however_it_is_typed(key: str) -> None:
    code = write_code(key)
    assert len(code) == GROUPS
    for typed in (" ".join(code), "-".join(code).lower(), "".join(code), "\n".join(code) + "\n"):
        assert key_of_code(typed, SALT) == key
    wide = "".join(chr(ord(one) + 0xFEE0) for one in "".join(code))  # an input method left on
    assert key_of_code(wide, SALT) == key


@given(raw_keys, groups_at, places, st.sampled_from(ALPHABET))
def test_that_a_wrong_character_is_told_by_its_group(
    key: str, group: int, place: int, wrong: str
) -> None:
    code = list(write_code(key))
    before = code[group]
    code[group] = before[:place] + wrong + before[place + 1 :]
    if code[group] == before:
        return
    assert read_typed(" ".join(code)).wrong == (group + 1,)
    with pytest.raises(CrmError) as told:
        key_of_code(" ".join(code), SALT)
    assert (told.value.code, told.value.params) == ("recovery.groups", {"groups": str(group + 1)})


@given(raw_keys, groups_at, places, places)
def test_that_two_characters_that_changed_places_are_found(
    key: str, group: int, one: int, other: int
) -> None:
    code = list(write_code(key))
    letters = list(code[group])
    letters[one], letters[other] = letters[other], letters[one]
    if (swapped := "".join(letters)) == code[group]:
        return
    code[group] = swapped
    assert read_typed(" ".join(code)).wrong == (group + 1,)


@given(raw_keys, groups_at, groups_at)
def test_that_two_groups_that_changed_places_are_found(key: str, one: int, other: int) -> None:
    code = list(write_code(key))
    code[one], code[other] = code[other], code[one]
    if one != other:
        assert set(read_typed(" ".join(code)).wrong) == {one + 1, other + 1}


@given(raw_keys, groups_at, places, st.sampled_from("ZSBI1"))
def test_that_a_character_read_as_its_look_alike_does_no_harm(
    key: str, group: int, place: int, alike: str
) -> None:
    code = list(write_code(key))
    meant = {"Z": "2", "S": "5", "B": "8", "I": "L", "1": "L"}[alike]
    changed = code[group].replace(meant, alike)
    code[group] = changed
    assert key_of_code(" ".join(code), SALT) == key


@given(raw_keys, st.integers(5, GROUPS - 1))
def test_that_while_it_is_typed_what_stands_is_judged(key: str, typed: int) -> None:
    code = write_code(key)
    half = read_typed(" ".join(code[:typed]) + " " + code[typed][:2])
    assert half.is_code
    assert half.wrong == ()
    assert not half.complete
    with pytest.raises(CrmError) as told:
        key_of_code(" ".join(code[:typed]), SALT)
    assert told.value.code == "recovery.short"


@given(st.text(max_size=200))
def test_that_a_password_is_no_code(text: str) -> None:
    assert not read_typed(text).is_code


def test_that_a_sentence_as_password_is_none_either() -> None:
    assert key_of_code("correct horse battery staple and more, with commas; 22223", SALT) is None
    assert key_of_code("只有我们知道这句话", SALT) is None
    assert key_of_code("", SALT) is None


def test_that_groups_that_are_right_by_themselves_are_not_taken_for_the_whole() -> None:
    code = list(write_code(f"x'{'11' * 32}{SALT.hex()}'"))
    other = write_code(f"x'{'22' * 32}{SALT.hex()}'")
    code[4] = other[4]
    with pytest.raises(CrmError) as told:
        key_of_code(" ".join(code), SALT)
    assert told.value.code == "recovery.wrong"
    code = list(write_code(f"x'{'ff' * 32}{SALT.hex()}'"))
    highest = f"{ALPHABET[-1] * DATA}"
    values = [len(ALPHABET) - 1] * DATA
    check = (sum(weight * value for weight, value in enumerate(values, start=1)) + 1) % 29
    code[0] = highest + ALPHABET[check]
    with pytest.raises(CrmError) as told:
        key_of_code(" ".join(code), SALT)
    assert told.value.code == "recovery.wrong"


def test_that_it_opens_the_file_until_the_password_is_changed(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    path = tmp_path / "office.db"
    path.write_bytes(template.read_bytes())
    key = change_password(path, None, "only we know it")
    assert key is not None
    code = " ".join(write_code(key))
    assert unlock(path, code) == key
    change_password(path, key, "another sentence")
    with pytest.raises(CrmError) as told:
        unlock(path, code)
    assert told.value.code == "recovery.other"
    path.unlink()
    with pytest.raises(CrmError) as told:
        unlock(path, code)
    assert told.value.code == "database.unreachable"
