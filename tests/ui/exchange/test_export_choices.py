"""What an export is chosen to be: columns, letters, a template of the office's own."""

import time
from itertools import count
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import use_language
from crmdesk.models.core.jobs import Progress
from crmdesk.models.exchange.export.sets import ColumnSet, load_sets, save_set
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.ui.exchange import export_task
from crmdesk.ui.exchange.export_dialog import ExportDialog, ExportScope
from crmdesk.ui.exchange.export_picker import ColumnsDialog
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer

SEEN = (Target("name"), Target("phone"))


@pytest.fixture
def dialog(qtbot: QtBot, db: Database, jobs: JobRunner) -> ExportDialog:
    """The export of two customers seen, of whom one has an address."""
    ids = [add_customer(db, "张伟", phone="13800138000", address="杭州市文三路1号")]
    ids.append(add_customer(db, "李娜"))
    return opened(qtbot, db, jobs, ids)


def opened(qtbot: QtBot, db: Database, jobs: JobRunner, ids: list[int]) -> ExportDialog:
    made = ExportDialog(db, jobs, ExportScope(ids, SEEN, []))
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog: ExportDialog, kind: str) -> None:
    button = dialog.findChild(QPushButton, f"choice_{kind}")
    assert button is not None
    button.click()


def write(qtbot: QtBot, dialog: ExportDialog, path: Path) -> str:
    dialog.write(path)
    qtbot.waitUntil(lambda: dialog.outcome.isVisible() and dialog.progress.isHidden())
    return dialog.outcome.text.text()


def head(path: Path) -> list[object]:
    return [cell.value for cell in load_workbook(path).worksheets[0][1]]


def picker(dialog: ExportDialog) -> ColumnsDialog:
    return dialog.columns.choose()


def tick(picking: ColumnsDialog, *names: str) -> None:
    for name in names:
        [item] = picking.offered.findItems(name, Qt.MatchFlag.MatchExactly)
        item.setCheckState(Qt.CheckState.Checked)


def template(path: Path, *cells: str) -> Path:
    book = Workbook()
    book.worksheets[0].append(list(cells))
    book.save(path)
    return path


def test_that_columns_are_ticked_found_ordered_and_used(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    picking = picker(dialog)
    assert picking.taken.targets() == list(SEEN)
    picking.search.setText("PHONE 2")
    shown = [
        picking.offered.item(row).text()
        for row in range(picking.offered.count())
        if not picking.offered.item(row).isHidden()
    ]
    assert shown[0] == "Phone 2"
    assert all("phone" in name.casefold() and "2" in name for name in shown)
    QTest.keyClick(picking.search, Qt.Key.Key_Down)
    QTest.keyClick(picking.offered, Qt.Key.Key_Space)
    assert picking.taken.targets() == [*SEEN, Target("phone", 2)]
    QTest.keyClick(picking.taken, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(picking.taken, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert picking.taken.targets() == [Target("phone", 2), *SEEN]
    QTest.keyClick(picking.taken, Qt.Key.Key_Down)
    QTest.keyClick(picking.taken, Qt.Key.Key_Delete)
    assert picking.taken.targets() == [Target("phone", 2), Target("phone")]
    picking.submit()
    assert dialog.columns.menu.currentText() == "Own choice: 2 columns"
    write(qtbot, dialog, tmp_path / "a.xlsx")
    assert head(tmp_path / "a.xlsx") == ["Phone 2", "Phone"]


def test_that_a_named_choice_is_kept_for_the_office_and_offered_again(
    qtbot: QtBot, db: Database, jobs: JobRunner, dialog: ExportDialog, tmp_path: Path
) -> None:
    picking = picker(dialog)
    tick(picking, "Company")
    picking.name.setText("给会计")
    picking.submit()
    qtbot.waitUntil(lambda: dialog.columns.menu.currentText() == "给会计")
    write(qtbot, dialog, tmp_path / "a.xlsx")
    assert head(tmp_path / "a.xlsx") == ["Name", "Phone", "Company"]
    dialog.hide()
    again = opened(qtbot, db, jobs, [1, 2])
    assert again.columns.menu.currentText() == "给会计"
    everything = again.findChild(QRadioButton, "all")
    assert everything is not None
    everything.click()
    assert again.columns.menu.currentText() == "Everything filled in"
    assert again.task().request.targets is None


def test_that_a_name_that_is_taken_is_said_where_it_was_typed(
    qtbot: QtBot, db: Database, dialog: ExportDialog
) -> None:
    with db.write("view") as session:
        save_set(session, ColumnSet(name="给会计", targets=SEEN))
    picking = picker(dialog)
    picking.name.setText("给会计")
    picking.submit()
    qtbot.waitUntil(picking.problem.isVisible)
    assert "already" in picking.problem.text()
    picking.reject()


def test_that_a_set_is_changed_and_deleted(
    qtbot: QtBot, db: Database, jobs: JobRunner, dialog: ExportDialog
) -> None:
    with db.write("view") as session:
        save_set(session, ColumnSet(name="给会计", targets=SEEN))
    dialog.hide()
    again = opened(qtbot, db, jobs, [1])
    again.columns.menu.setCurrentText("给会计")
    picking = picker(again)
    tick(picking, "Company")
    picking.submit()
    qtbot.waitUntil(lambda: len(again.columns.chosen().targets) == 3)
    with db.read() as session:
        assert [one.name for one in load_sets(session)[3:]] == ["给会计"]
    deleting = picker(again)
    deleting.delete_button.click()
    qtbot.waitUntil(lambda: again.columns.menu.findText("给会计") < 0)


def test_that_the_choice_begins_with_all_that_hold_something(
    qtbot: QtBot, db: Database, jobs: JobRunner, tmp_path: Path
) -> None:
    ids = [
        add_customer(db, "张伟", phone="13800138000"),
        add_customer(db, "李娜", address="东门1号"),
    ]
    dialog = ExportDialog(db, jobs, ExportScope([], [], ids[:1]))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.columns.menu.currentText() == "Everything filled in"
    picking = picker(dialog)
    qtbot.waitUntil(lambda: picking.taken.count() > 0)
    taken = picking.taken.targets()
    assert Target("phone") in taken
    assert Target("address") not in taken
    [item] = picking.offered.findItems("Phone", Qt.MatchFlag.MatchExactly)
    assert item.checkState() == Qt.CheckState.Checked
    assert picking.use_button.isEnabled()
    picking.reject()
    write(qtbot, dialog, tmp_path / "a.xlsx")
    assert len(head(tmp_path / "a.xlsx")) == len(taken)


def test_that_choosing_anything_after_an_export_begins_anew(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog, "letters")
    for change in (
        lambda: choose(dialog, "xlsx"),
        lambda: dialog.columns.menu.activated.emit(0),
        lambda: dialog.whom["all"].click(),
        lambda: choose(dialog, "template"),
    ):
        write(qtbot, dialog, tmp_path / "a.xlsx")
        assert dialog.close_button.text() == "Close"
        change()
        assert dialog.outcome.isHidden()
        assert dialog.close_button.text() == "Cancel"
        assert dialog.save_button.isDefault()


def test_that_no_column_is_no_export(dialog: ExportDialog) -> None:
    picking = picker(dialog)
    for _ in SEEN:
        picking.taken.setCurrentRow(0)
        picking.taken.remove_current()
    assert not picking.use_button.isEnabled()
    picking.reject()


def test_that_letters_say_how_many_get_none(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog, "letters")
    assert not dialog.columns.isVisible()
    told = write(qtbot, dialog, tmp_path / "a.xlsx")
    assert told == ("1 letter written to a.xlsx. 1 customer gets none; the second sheet says why.")
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == ["Letters", "No letters"]


def test_that_a_template_is_looked_at_filled_and_offered_again(
    qtbot: QtBot, db: Database, jobs: JobRunner, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog, "template")
    assert not dialog.save_button.isEnabled()
    dialog.template.use(template(tmp_path / "答谢.xlsx", "{{序号}}", "{{姓名}}"))
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert dialog.template.found.text() == "One row is repeated for each customer."
    assert write(qtbot, dialog, tmp_path / "a.xlsx") == "2 customers written to a.xlsx."
    assert head(tmp_path / "a.xlsx") == [1, "张伟"]
    dialog.hide()
    again = opened(qtbot, db, jobs, [1])
    assert (again.kind(), again.template.menu.currentText()) == ("template", "答谢")
    qtbot.waitUntil(again.save_button.isEnabled)


def test_that_what_is_wrong_with_a_template_stops_the_export(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog, "template")
    dialog.template.use(template(tmp_path / "t.xlsx", "{{Nmae}}"))
    qtbot.waitUntil(dialog.template.problem.isVisible)
    assert "A1" in dialog.template.problem.text()
    assert "{{Name}}" in dialog.template.problem.text()
    assert not dialog.save_button.isEnabled()
    (tmp_path / "no.xlsx").write_text("no book")
    dialog.template.use(tmp_path / "no.xlsx")
    qtbot.waitUntil(lambda: "cannot be read" in dialog.template.problem.text())
    assert not dialog.save_button.isEnabled()


def test_that_a_template_that_is_gone_is_not_offered(
    qtbot: QtBot, db: Database, jobs: JobRunner, tmp_path: Path
) -> None:
    QSettings().setValue("export/templates", f'["{tmp_path / "gone.xlsx"}", 7]')
    made = opened(qtbot, db, jobs, [])
    assert made.template.menu.currentText() == "None chosen yet"
    QSettings().setValue("export/templates", "no list")
    assert opened(qtbot, db, jobs, []).template.template() is None


def test_that_a_sample_is_saved_and_taken(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog, "template")
    dialog.template.save_sample(tmp_path / "sample.xlsx")
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert dialog.template.menu.currentText() == "sample"
    assert write(qtbot, dialog, tmp_path / "a.xlsx") == "2 customers written to a.xlsx."


def test_that_what_was_written_is_opened(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: shown.append(QUrl(url).toLocalFile())
    )
    write(qtbot, dialog, tmp_path / "a.xlsx")
    dialog.outcome.open_file.click()
    dialog.outcome.open_folder.click()
    assert shown == [str(tmp_path / "a.xlsx"), str(tmp_path)]


def test_that_enter_asks_where_to_and_hidden_parts_take_no_focus(
    qtbot: QtBot, dialog: ExportDialog
) -> None:
    assert dialog.save_button.isDefault()
    assert dialog.save_button.hasFocus() or dialog.focusWidget() is dialog.save_button
    hidden = dialog.findChild(QLabel, "template_found")
    assert hidden is not None
    assert not hidden.isVisible()
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.findChild(QFileDialog, "file_dialog") is not None)
    asking = dialog.findChild(QFileDialog, "file_dialog")
    assert asking is not None
    asking.reject()


def test_that_columns_are_found_by_the_initials_of_their_pinyin(
    qtbot: QtBot, dialog: ExportDialog
) -> None:
    use_language("zh_CN")
    try:
        picking = picker(dialog)
        picking.search.setText("xm")
        item = picking.offered.currentItem()
        assert item is not None
        assert item.text() == "姓名"
        picking.reject()
    finally:
        use_language("en")


def _endless(_db: object, _path: Path, _request: object, progress: Progress) -> int:
    for number in count():
        progress(number, 0)
        time.sleep(0.01)
    return 0


def test_that_an_export_is_cancelled_where_it_stands(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_task, "export", _endless)
    dialog.write(tmp_path / "a.xlsx")
    assert not dialog.save_button.isEnabled()
    dialog.progress.cancel.click()
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert dialog.progress.isHidden()
    assert dialog.outcome.isHidden()


def test_that_leaving_cancels_what_is_being_written(
    qtbot: QtBot, jobs: JobRunner, db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_task, "export", _endless)
    made = ExportDialog(db, jobs, ExportScope([], [], []))
    made.show()
    made.write(tmp_path / "a.xlsx")
    made.reject()
    qtbot.waitUntil(lambda: jobs.running() == 0)
