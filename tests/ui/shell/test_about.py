"""Licences to be read, and a newer version to be looked for: by hand, off the window's thread."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from crmdesk.models.program.updates import current_version
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell import about_updates
from crmdesk.ui.shell.about import AboutDialog
from crmdesk.ui.shell.about_licences import LicencesDialog
from crmdesk.ui.shell.about_updates import UpdatesDialog
from tests.ui.shell.conftest import FakeHost


@pytest.fixture
def licences(qtbot: Any, window: QWidget) -> LicencesDialog:
    about = AboutDialog("/home/office/crmdesk.db", window)
    about.open()
    about.findChild(QPushButton, "show_licences").click()
    found = about.findChild(LicencesDialog)
    assert found is not None
    about.finished.connect(lambda _result: found.reject())
    qtbot.waitUntil(lambda: found.list.count() > 10)
    return found


def test_that_licences_are_found_by_name_and_by_kind(qtbot: Any, licences: LicencesDialog) -> None:
    qtbot.keyClicks(licences.search, "pyside")
    assert licences.list.count() == 1
    assert "LESSER GENERAL PUBLIC" in licences.text.toPlainText()
    licences.search.setText("lgpl")
    assert licences.list.count() >= 3
    licences.search.setText("no such thing")
    assert licences.list.count() == 0
    assert licences.text.toPlainText() == ""
    _close(licences)


def test_that_the_notice_of_qt_is_there(licences: LicencesDialog) -> None:
    said = " ".join(label.text() for label in licences.findChildren(QLabel))
    assert all(word in said for word in ("LGPL", "unmodified", "replaced", "https://"))
    _close(licences)


def _close(licences: LicencesDialog) -> None:
    about = licences.parentWidget()
    licences.reject()
    assert about is not None
    about.close()


@pytest.fixture
def updates(qtbot: Any, host: FakeHost, jobs: JobRunner, window: QWidget) -> UpdatesDialog:
    dialog = UpdatesDialog(host, jobs, window)
    dialog.open()
    return dialog


def test_that_a_newer_version_shows_its_notes_as_plain_text_and_is_remembered(
    qtbot: Any, updates: UpdatesDialog, host: FakeHost, tmp_path: Path
) -> None:
    source = tmp_path / "newest.json"
    notes = "<b>Faster</b><img src='https://example.com/x.png'>"
    source.write_text(
        json.dumps({"version": "99.0", "notes": notes, "url": "https://example.com/crmdesk"})
    )
    updates.source.setText(str(source))
    updates.look.click()
    qtbot.waitUntil(updates.told.isVisible)
    assert "99.0" in updates.told.text()
    assert current_version() in updates.told.text()
    assert updates.notes.toPlainText() == notes
    assert updates.page.isVisible()
    assert host.settings.update_source == str(source)
    updates.reject()


def test_that_the_newest_version_says_so_and_offers_nothing(
    qtbot: Any, updates: UpdatesDialog, tmp_path: Path
) -> None:
    source = tmp_path / "newest.toml"
    source.write_text(f'version = "{current_version()}"\nnotes = "old"\n')
    updates.source.setText(str(source))
    updates.look.click()
    qtbot.waitUntil(updates.told.isVisible)
    assert not updates.notes.isVisible()
    assert not updates.page.isVisible()
    updates.reject()


def test_that_a_failure_is_told_in_words_and_not_remembered(
    qtbot: Any, updates: UpdatesDialog, host: FakeHost, tmp_path: Path
) -> None:
    updates.source.setText("http://example.com/newest")
    updates.look.click()
    qtbot.waitUntil(updates.problem.isVisible)
    assert "https://" in updates.problem.text()
    updates.source.setText(str(tmp_path / "none.json"))
    updates.look.click()
    qtbot.waitUntil(lambda: "none.json" in updates.problem.text())
    assert host.settings.update_source is None
    updates.reject()


def test_that_opening_the_dialog_looks_nowhere(
    qtbot: Any, updates: UpdatesDialog, host: FakeHost
) -> None:
    assert updates._jobs.running() == 0
    assert not updates.told.isVisible()
    updates.reject()


@pytest.mark.parametrize("way", ["cancel", "close"])
def test_that_a_silent_network_holds_nobody_up(
    qtbot: Any,
    updates: UpdatesDialog,
    jobs: JobRunner,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    silent = threading.Event()

    def wait(_source: str, _fetch: object, _progress: object) -> None:
        assert silent.wait(20)

    monkeypatch.setattr(about_updates, "look_for_release", wait)
    updates.source.setText("https://updates.example/newest.json")
    updates.look.click()
    qtbot.waitUntil(updates.progress.isVisible)
    if way == "cancel":
        updates.progress.cancel.click()
        assert updates.look.isEnabled()
        assert not updates.progress.isVisible()
        assert jobs.running() == 1
    updates.reject()
    silent.set()
    qtbot.waitUntil(lambda: jobs.running() == 0)
