"""The licences of what comes with the program."""

import re
import tomllib
from pathlib import Path

import pytest

from build_spec.freeze import LICENCES
from build_spec.windows import payload
from crmdesk.models.core.errors import Cancelled
from crmdesk.models.program import licences
from crmdesk.models.program.licences import gather, load_licences, write_licences
from tests.support.source import ROOT


def test_that_everything_we_depend_on_is_listed_with_a_text() -> None:
    found = {re.sub(r"[-_.]+", "-", one.name).lower(): one for one in gather()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for line in project["project"]["dependencies"]:
        if "sys_platform" not in line:
            name = re.split(r"[\[<>=;]", line)[0].lower().replace("_", "-")
            assert found[name].text, name
    assert {"sqlcipher", "openssl", "libpq", "parts within qt"} <= found.keys()
    assert {"mako", "typing-extensions", "psycopg-binary", "shiboken6", "python"} <= found.keys()
    assert "crmdesk" not in found


def test_that_qt_comes_with_the_text_of_its_licence() -> None:
    [qt] = [one for one in gather() if one.name == "PySide6_Essentials"]
    assert "LGPL" in qt.kind
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.text
    assert "GNU GENERAL PUBLIC LICENSE" in qt.text


def test_that_who_closes_the_list_waits_for_one_licence_only() -> None:
    """It was waited for all of them, by the window."""
    asked: list[int] = []

    def leave(done: int, _total: int) -> None:
        asked.append(done)
        raise Cancelled

    with pytest.raises(Cancelled):
        gather(leave)
    assert asked == [0]


def test_that_a_packed_program_reads_what_was_gathered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathered = gather()
    write_licences(tmp_path / "licences" / licences.FILE, gathered)
    monkeypatch.setattr(licences, "resource", lambda *parts: tmp_path.joinpath(*parts))
    monkeypatch.setattr(licences, "gather", lambda: pytest.fail("there are no packages here"))
    assert load_licences() == gathered


def test_that_the_packages_take_the_licences_along() -> None:
    spec = (ROOT / "build_spec" / "crmdesk.spec").read_text(encoding="utf-8")
    assert f"{LICENCES.relative_to(ROOT).as_posix().rpartition('/')[2]}" in spec
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt", "bundled.toml"):
        assert (ROOT / "resources" / "licences" / name).is_file()
    # On Windows they are read where they lie: in what the wheels say of themselves.
    for name in ("METADATA", "RECORD", "licenses/LICENSE"):
        assert payload.is_wanted(f"sqlalchemy-2.1.9.dist-info/{name}")
