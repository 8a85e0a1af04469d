from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.journal.queries import load_history
from crmdesk.models.office.lists import add_entry, rename_entry
from crmdesk.models.office.queries import load_staff, load_tags
from crmdesk.models.office.settings import load_office
from crmdesk.ui.shell.assembly import Assembly
from crmdesk.ui.shell.main_window import MainWindow
from tests.ui.shell.conftest import FakeHost


def child(parent: QWidget, name: str) -> Any:
    found = parent.findChild(object, name)
    assert found is not None, name
    return found


def test_that_rows_changed_since_are_asked_about(
    qtbot: Any, db: Database, assembly: Assembly, jobs: Any
) -> None:
    with db.write("list.add", name="VIP") as session:
        tag = add_entry(session, "tag", "VIP")
        add_entry(session, "tag", "老客户")
    _rename(db, tag)
    dialog = _conflicts_of_the_oldest(qtbot, db, assembly)
    assert _tags(db) == ["老客户", "贵宾"]
    dialog.findChild(QPushButton, "do").click()
    qtbot.waitUntil(lambda: assembly.undo.steps.redo == "Add “VIP” to the list")
    assert _tags(db) == ["贵宾"]  # what was changed since stays


def test_that_nothing_is_called_undone_where_all_of_it_was_changed_since(
    qtbot: Any, db: Database, assembly: Assembly, jobs: Any
) -> None:
    with db.write("list.add", name="VIP") as session:
        tag = add_entry(session, "tag", "VIP")
    _rename(db, tag)
    dialog = _conflicts_of_the_oldest(qtbot, db, assembly)
    assert dialog.findChild(QPushButton, "do") is None
    assert "Nothing of this can be undone" in dialog.told.text()
    dialog.findChild(QPushButton, "leave").click()
    qtbot.waitUntil(lambda: assembly.window.findChild(QDialog, "conflicts") is None)
    with db.read() as session:
        assert [row.state for row in load_history(session)] == ["done", "done"]


def _rename(db: Database, tag: int) -> None:
    with db.write("list.rename", old="VIP", new="贵宾") as session:
        rename_entry(session, "tag", tag, "贵宾")


def _conflicts_of_the_oldest(qtbot: Any, db: Database, assembly: Assembly) -> Any:
    with db.read() as session:
        older = load_history(session)[-1].id
    assembly.undo.undo_one(older, "VIP")
    qtbot.waitUntil(lambda: assembly.window.findChild(QDialog, "conflicts") is not None)
    dialog = child(assembly.window, "conflicts")
    qtbot.waitUntil(lambda: "贵宾" in dialog.view.toPlainText())
    assert "VIP" in dialog.view.toPlainText()
    return dialog


def _tags(db: Database) -> list[str]:
    with db.read() as session:
        return [tag.name for tag in load_tags(session)]


def test_that_settings_reach_the_office_and_this_computer(
    qtbot: Any, db: Database, assembly: Assembly, host: FakeHost
) -> None:
    assembly.show_settings()
    dialog = child(assembly.window, "settings")
    country: QComboBox = child(dialog, "country")
    country.setCurrentIndex(country.findData("TW"))
    theme: QComboBox = child(dialog, "theme")
    theme.setCurrentIndex(theme.findData("dark"))
    name: QLineEdit = child(dialog, "my_name")
    name.setText("林小姐")
    child(dialog, "save").click()
    qtbot.waitUntil(lambda: bool(host.asked))
    with db.read() as session:
        office = load_office(session)
        staff = load_staff(session)
    assert (office.country, office.zone, office.currency) == ("TW", "Asia/Taipei", "TWD")
    assert [person.name for person in staff] == ["林小姐"]
    assert host.settings.theme == "dark"
    assert host.settings.language is None, "the system's language was not chosen"
    assert host.asked == [("settings", True)]


def test_that_another_name_of_the_office_builds_no_window_anew(
    qtbot: Any, db: Database, assembly: Assembly, host: FakeHost
) -> None:
    assembly.show_settings()
    dialog = child(assembly.window, "settings")
    child(dialog, "office_name").setText("明光商行")
    child(dialog, "save").click()
    qtbot.waitUntil(lambda: bool(host.asked))
    with db.read() as session:
        assert load_office(session).name == "明光商行"
    assert host.asked == [("settings", False)]


def test_that_an_odd_area_code_is_refused_in_words(
    qtbot: Any, assembly: Assembly, host: FakeHost
) -> None:
    assembly.show_settings()
    dialog = child(assembly.window, "settings")
    child(dialog, "area_code").setText("abc")
    assert child(dialog, "area_code_problem").text().startswith("An area code has")
    assert not child(dialog, "save").isEnabled()
    dialog.done(0)


def test_that_about_names_the_database(window: MainWindow) -> None:
    window.commands.run("help.about")
    dialog = child(window, "about")
    texts = [label.text() for label in dialog.findChildren(object) if hasattr(label, "text")]
    assert "/home/office/customers.db" in texts
    dialog.close()


@pytest.mark.parametrize("command", ["file.new", "file.open", "file.move"])
def test_that_a_safe_place_is_used_at_once(
    window: MainWindow, host: FakeHost, tmp_path: Path, command: str
) -> None:
    window.commands.run(command)
    chosen = tmp_path / "office.db"
    _choose(window, chosen)
    assert host.asked == [("move" if command == "file.move" else "open", chosen)]


def test_that_a_cloud_folder_is_warned_of(window: MainWindow, host: FakeHost) -> None:
    window.commands.run("file.new")
    chosen = Path("/home/li/OneDrive/office.db")
    _choose(window, chosen)
    box = child(window, "confirm")
    assert not host.asked
    child(box, "do").click()
    assert host.asked == [("open", chosen)]


def test_that_a_file_there_already_is_not_overwritten(
    window: MainWindow, host: FakeHost, tmp_path: Path
) -> None:
    taken = tmp_path / "office.db"
    taken.write_bytes(b"somebody's")
    window.commands.run("file.move")
    _choose(window, taken)
    child(window, "failure").close()
    assert not host.asked


def _choose(window: QWidget, path: Path) -> None:
    """What the user does in the system's file dialog."""
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.close()
