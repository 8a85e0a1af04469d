"""How the program starts itself once more: from source, packed, and by its Windows launcher."""

import sys

import pytest

from crmdesk.models.core.own_program import own_program


def test_that_a_plain_python_is_told_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3.12")
    assert own_program() == ["/usr/bin/python3.12", "-X", "utf8", "-m", "crmdesk"]


@pytest.mark.parametrize("path", ["/opt/crmdesk/crmdesk", "/Programs/crmdesk/crmdesk-cli.exe"])
def test_that_our_own_program_needs_no_more_words(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", path)
    assert own_program() == [path]


def test_that_a_packed_program_is_ours_whatever_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/python-of-crmdesk/python")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_program() == ["/opt/python-of-crmdesk/python"]
