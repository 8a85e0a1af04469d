"""The commands of the README: quick when all is there, and honest about the screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_spec import environment
from tests.support.source import ROOT


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run, instead of running it."""
    ran: list[list[str]] = []
    monkeypatch.setattr(environment, "_run", lambda command: ran.append([*map(str, command)]))
    return ran


def prepared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment in `folder` as an earlier `prepare` left it."""
    python = folder / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    monkeypatch.setattr(environment, "VENV", folder)
    monkeypatch.setattr(environment, "PYTHON", python)
    monkeypatch.setattr(environment, "texts_are_stale", lambda: False)
    environment.prepare()


def test_that_a_second_preparation_has_nothing_to_do(
    tmp_path: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(tmp_path / "venv", monkeypatch)
    assert [command[-1] for command in commands] == ["requirements.lock", "."]
    commands.clear()
    environment.prepare()
    assert commands == []


def test_that_a_changed_lock_file_is_followed(
    tmp_path: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(tmp_path / "venv", monkeypatch)
    commands.clear()
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (tmp_path / "requirements.lock").write_text("another==1 --hash=sha256:00\n")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    environment.prepare()
    assert "--require-hashes" in commands[0]


def test_that_texts_newer_than_their_compilation_are_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "resources" / "i18n"
    compiled = folder / "zh_CN" / "LC_MESSAGES" / "crmdesk.mo"
    compiled.parent.mkdir(parents=True)
    (folder / "zh_CN.po").touch()
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    assert environment.texts_are_stale()
    compiled.touch()
    os.utime(folder / "zh_CN.po", (1, 1))
    assert not environment.texts_are_stale()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
def test_that_a_machine_without_a_screen_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not environment.has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert environment.has_screen()


def test_that_an_unknown_word_is_refused(
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(environment, "prepare", lambda: None)
    assert environment.main(["fly"]) == 2
    assert "environment.py run" in capsys.readouterr().err


def test_that_the_lock_file_names_no_address_and_has_a_hash_for_everything() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    pinned = [line for line in text.splitlines() if "==" in line]
    assert pinned
    assert all(line.endswith("\\") for line in pinned)


@pytest.mark.skipif(sys.platform == "win32", reason="make and sh are for the others")
def test_that_make_alone_lists_every_command() -> None:
    told = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("setup", "run", "test", "check", "tour", "bench"):
        assert f"make {target} " in told
