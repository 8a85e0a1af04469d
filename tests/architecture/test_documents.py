"""The documents say what is so."""

import argparse
import re
import tomllib

import pytest

from crmdesk.__main__ import CONSOLE
from crmdesk.cli_words import make_parser
from tests.support.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
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


@pytest.mark.parametrize("container", ["crmdesk", "crmdesk.models"])
def test_that_the_layers_told_are_those_judged(container: str) -> None:
    [judged] = [
        contract["layers"]
        for contract in PROJECT["tool"]["importlinter"]["contracts"]
        if contract.get("containers") == [container]
    ]
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    [row] = re.findall(rf"^\| {re.escape(container)} \| (.*) \|$", text, re.MULTILINE)
    told = [set(re.findall(r"`(\w+)`", layer)) for layer in row.split(" · ")]
    assert told == [set(layer.split(" | ")) for layer in judged]


def test_that_every_library_we_depend_on_is_justified() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("## What we depend on")[2].partition("\n## ")[0].lower()
    names = [re.split(r"[\[<>=;]", line)[0].lower() for line in PROJECT["project"]["dependencies"]]
    assert [name for name in names if name not in table] == []


def test_that_every_target_has_its_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rules = re.findall(r"^[a-z0-9-]+:.*", makefile, re.MULTILINE)
    assert [rule for rule in rules if " ## " not in rule] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_that_the_readme_shows_the_command_line_as_it_is(name: str) -> None:
    text = re.sub(r"\n {8,}(?=\[)", " ", (ROOT / name).read_text(encoding="utf-8"))
    shown = dict(re.findall(r"^    crmdesk ([a-z][a-z-]+)(.*)", text, re.MULTILINE))
    words = make_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    assert isinstance(words, dict)
    assert shown.keys() == CONSOLE - {"-h", "--help"}
    for word, parser in words.items():
        assert set(re.findall(r"--[a-z-]+", shown[word])) == _options(parser), word
    assert "|".join(_kinds(words["import"])) in shown["import"]


def _options(parser: argparse.ArgumentParser) -> set[str]:
    known = {option for action in parser._actions for option in action.option_strings}
    return known - {"-h", "--help", "--db"}


def _kinds(parser: argparse.ArgumentParser) -> list[str]:
    [kind] = [action for action in parser._actions if action.dest == "kind"]
    return list(kind.choices or ())
