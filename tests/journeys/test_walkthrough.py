"""What `make run` does on a machine without a screen: the main job, through the real window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crmdesk.models.customers.choices import find_choices
from crmdesk.models.open import open_database

WATCH = """
import os, sys

def note(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"):
        if event != "socket.getaddrinfo" and isinstance(arguments[1], str):
            return  # a door in the file system, not the network
        with open(os.environ["CALLS"], "a") as calls:
            calls.write(f"{event} {arguments[1:]}\\n")

sys.addaudithook(note)
"""
"""What Python runs first in the program and in each of its children: it notes every call to the
network."""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder of a walk in English, and what was said."""
    folder = tmp_path_factory.mktemp("walk")
    watch = tmp_path_factory.mktemp("watch")
    (watch / "sitecustomize.py").write_text(WATCH)
    calls = folder / "calls"
    calls.touch()
    done = subprocess.run(
        [sys.executable, "-m", "crmdesk", "walkthrough", str(folder)],
        env=os.environ
        | {"LANG": "en_US.UTF-8", "LANGUAGE": "en", "LC_ALL": "en_US.UTF-8"}
        | {"PYTHONPATH": str(watch), "CALLS": str(calls)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder, done.stdout.splitlines()


def test_that_each_step_is_said_in_the_users_language(walked: tuple[Path, list[str]]) -> None:
    folder, said = walked
    begins = ("An old address book", "Import", "Found by", "Log", "New complaint", "Gave", "Pic")
    assert len(said) == len(begins)
    assert all(line.startswith(begin) for line, begin in zip(said, begins, strict=True)), said
    assert str(folder / "customers.xlsx") in said[-2]


def test_that_nobody_was_called(walked: tuple[Path, list[str]]) -> None:
    assert (walked[0] / "calls").read_text() == ""


def test_that_the_watch_would_have_noted_a_call(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    call = "import socket; s = socket.socket(); s.settimeout(1); s.connect_ex(('127.0.0.1', 9))"
    calls = {"PYTHONPATH": str(tmp_path), "CALLS": str(tmp_path / "calls")}
    subprocess.run([sys.executable, "-c", call], env=os.environ | calls, check=True)
    assert "socket.connect" in (tmp_path / "calls").read_text()


def test_that_the_found_customer_has_a_talk_and_a_complaint(
    walked: tuple[Path, list[str]],
) -> None:
    folder, said = walked
    name = said[2].rsplit(": ", 1)[1]
    db = open_database(folder / "crmdesk.db")
    with db.read() as session:
        talked_last = find_choices(session, "")[0]
    db.close()
    assert talked_last.name == name
    assert name in said[3]
    assert name in said[4]


def test_that_the_workbook_given_back_holds_customers_talks_and_complaints(
    walked: tuple[Path, list[str]],
) -> None:
    book = load_workbook(walked[0] / "customers.xlsx")
    rows = [sheet.max_row for sheet in book.worksheets]
    assert rows[0] > 180
    # Behind the legend: a header and one each; no orders, promises or follow-ups.
    assert rows[2:] == [2, 2, 1, 1, 1]


def test_that_the_window_was_drawn(walked: tuple[Path, list[str]]) -> None:
    pictures = sorted(path.name for path in walked[0].glob("*.png"))
    assert pictures == [
        "1-import.png",
        "2-imported.png",
        "3-found.png",
        "4-logged.png",
        "5-complaint.png",
        "6-today.png",
    ]
    assert all(path.stat().st_size > 20_000 for path in walked[0].glob("*.png"))
