"""The documents say what is so."""

import re

import pytest

from tests.support.source import ROOT

DOCUMENTS = ("README.md", "README.zh-CN.md", "ARCHITECTURE.md")


def test_that_the_architecture_fits_150_lines() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("name", DOCUMENTS)
def test_that_every_command_named_exists(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):", makefile, re.MULTILINE))
    text = (ROOT / name).read_text(encoding="utf-8")
    assert set(re.findall(r"(?:`|&& )make ([a-z0-9-]+)", text)) <= targets


@pytest.mark.parametrize("name", DOCUMENTS)
def test_that_every_file_named_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(r"`((?:crmdesk|tests|build_spec|resources|\.ci)/[\w./-]+)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_that_every_target_has_its_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rules = re.findall(r"^[a-z0-9-]+:.*", makefile, re.MULTILINE)
    assert [rule for rule in rules if " ## " not in rule] == []
