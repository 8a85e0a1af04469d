"""The office's lists, managed as their owner does it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.office.queries import load_fields, load_staff, load_tags
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.office.panel import OfficePanel
from tests.support.builders import add_customer
from tests.support.navigator import RecordingNavigator

LISTS = ["tag", "source", "staff", "field", "phone"]


@pytest.fixture
def panel(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator
) -> OfficePanel:
    hub = DataHub(db)
    made = OfficePanel(db, jobs, hub, navigator)
    hub.setParent(made)
    qtbot.addWidget(made)
    made.show()
    return made


def _show(qtbot: QtBot, panel: OfficePanel, which: str, count: int) -> None:
    panel.names.setCurrentRow(LISTS.index(which))
    qtbot.waitUntil(lambda: panel.entries.model.rowCount() == count)


def _press(qtbot: QtBot, within: QWidget, name: str) -> None:
    button = within.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _dialog(panel: OfficePanel, name: str) -> QDialog:
    (dialog,) = (d for d in panel.window().findChildren(QDialog, name) if d.isVisible())
    return dialog


def _fill(dialog: QDialog, name: str, text: str) -> None:
    field = dialog.findChild(QLineEdit, name)
    assert field is not None
    field.clear()
    field.insert(text)  # QTest types Latin letters only


def _names(db: Database) -> list[str]:
    with db.read() as session:
        return [tag.name for tag in load_tags(session)]


def test_that_a_tag_is_added_renamed_and_deleted(
    qtbot: QtBot, db: Database, panel: OfficePanel, navigator: RecordingNavigator
) -> None:
    _show(qtbot, panel, "tag", 0)
    _press(qtbot, panel, "add")
    _fill(_dialog(panel, "entry_dialog"), "name", "VIP")
    _press(qtbot, _dialog(panel, "entry_dialog"), "save")
    qtbot.waitUntil(lambda: panel.entries.model.rowCount() == 1)
    qtbot.waitUntil(lambda: panel.window().findChild(QDialog, "entry_dialog") is None)
    panel.entries.table.selectRow(0)
    _press(qtbot, panel, "change")
    _fill(_dialog(panel, "entry_dialog"), "name", "Gold")
    _press(qtbot, _dialog(panel, "entry_dialog"), "save")
    qtbot.waitUntil(lambda: _names(db) == ["Gold"])
    qtbot.waitUntil(lambda: panel.entries.model.index(0, 0).data() == "Gold")
    panel.entries.table.selectRow(0)
    _press(qtbot, panel, "delete")
    qtbot.waitUntil(lambda: panel.entries.model.rowCount() == 0)
    qtbot.waitUntil(lambda: navigator.said == ["“Gold” deleted"])


def test_that_an_entry_in_use_is_deleted_only_after_a_question_with_the_count(
    qtbot: QtBot, db: Database, panel: OfficePanel
) -> None:
    add_customer(db, name="张伟", tags=("VIP",))
    _show(qtbot, panel, "tag", 1)
    panel.entries.table.selectRow(0)
    _press(qtbot, panel, "delete")
    box = panel.window().findChild(QMessageBox, "confirm")
    assert box is not None
    assert box.text() == "“VIP” is used 1 time. Delete it?"
    _press(qtbot, box, "do")
    qtbot.waitUntil(lambda: _names(db) == [])


def test_that_two_tags_become_one(qtbot: QtBot, db: Database, panel: OfficePanel) -> None:
    add_customer(db, name="张伟", tags=("VIP", "贵宾"))
    _show(qtbot, panel, "tag", 2)
    names = [panel.entries.model.index(row, 0).data() for row in range(2)]
    panel.entries.table.selectRow(names.index("贵宾"))
    _press(qtbot, panel, "merge")
    _press(qtbot, _dialog(panel, "merge_dialog"), "save")
    qtbot.waitUntil(lambda: _names(db) == ["VIP"])
    qtbot.waitUntil(lambda: panel.window().findChild(QDialog, "merge_dialog") is None)


def test_that_a_custom_field_of_choices_asks_for_them(
    qtbot: QtBot, db: Database, panel: OfficePanel
) -> None:
    _show(qtbot, panel, "field", 0)
    _press(qtbot, panel, "add")
    dialog = _dialog(panel, "entry_dialog")
    _fill(dialog, "name", "车型")
    kind = dialog.findChild(QComboBox, "kind")
    assert kind is not None
    kind.setCurrentIndex(3)
    save = dialog.findChild(QPushButton, "save")
    assert save is not None
    assert not save.isEnabled()
    _fill(dialog, "choices", "轿车、货车")
    _press(qtbot, dialog, "save")
    qtbot.waitUntil(lambda: panel.entries.model.rowCount() == 1)
    with db.read() as session:
        assert load_fields(session)[0].choices == ("轿车", "货车")


def test_that_a_name_taken_is_said_in_words_and_nothing_is_lost(
    qtbot: QtBot, db: Database, panel: OfficePanel
) -> None:
    _show(qtbot, panel, "staff", 1)
    _press(qtbot, panel, "add")
    dialog = _dialog(panel, "entry_dialog")
    _fill(dialog, "name", "Me")
    _press(qtbot, dialog, "save")
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is not None)
    box = dialog.findChild(QMessageBox)
    assert box is not None
    assert "“Me” is in the list already." in box.text()
    box.close()
    dialog.done(0)
    with db.read() as session:
        assert len(load_staff(session)) == 1


def test_that_labels_are_shown_in_words(qtbot: QtBot, panel: OfficePanel) -> None:
    _show(qtbot, panel, "phone", 5)
    assert panel.entries.model.index(0, 0).data() == "Mobile"
