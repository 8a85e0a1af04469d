"""The path a clerk walks on her first day, by mouse, by keyboard, by menu.

She hands over the old address book, finds a customer by two letters, sees everything about her,
logs a call, records a complaint, notes whom to call tomorrow, gives the list back as Excel, and
could take all of it back. The next morning the program tells her whom she meant to call.
"""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QRadioButton, QWidget

from crmdesk.ui.journal.panel import JournalPanel
from tests.support.driver import Desk
from tests.support.snapshots import derived_rows, journaled_rows

CALL = "asked for the quote, wants 20 chairs"
COMPLAINT = "three chairs arrived with a crooked armrest"
FACTS = "3 of 20 chairs, same batch"
SOLUTION = "exchange within two days"
ACTION = "new armrests fitted on site"
NEXT = "send samples"


class ByMouse:
    """Everything clicked; only words are typed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def find(self) -> None:
        desk = self.desk
        desk.press("rail_customers")
        desk.click(desk.customers.search)
        desk.type("zs")
        desk.click_row("张三丰")

    def log(self) -> None:
        desk = self.desk
        desk.press("log", desk.page.header)
        desk.type(CALL)
        desk.press("log", desk.find(QWidget, "composer"))

    def complain(self) -> None:
        self.desk.press("complain", self.desk.page.header)
        self.solve(self.desk.dialog("complaint_dialog"))

    def solve(self, dialog: QDialog) -> None:
        """All five steps."""
        desk = self.desk
        desk.type(COMPLAINT)
        desk.choose("angry", "mood", dialog)
        desk.press("finish", dialog)
        desk.type(FACTS)
        desk.choose("middle", "severity", dialog)
        desk.press("finish", dialog)
        desk.type(SOLUTION)
        desk.click(desk.find(QRadioButton, "", dialog))
        desk.press("finish", dialog)
        desk.type(ACTION)
        desk.press("finish", dialog)
        desk.choose(True, "reached", dialog)
        desk.choose(True, "satisfied", dialog)
        desk.choose(5, "score", dialog)
        desk.press("finish", dialog)

    def note_tomorrow(self) -> None:
        desk = self.desk
        desk.press("follow_up", desk.page.header)
        dialog = desk.dialog("follow_up_dialog")
        desk.press_text("Tomorrow", dialog)
        desk.type(NEXT, into=desk.find(QWidget, "text", dialog))
        desk.press("save", dialog)

    def export(self, path: Path) -> None:
        desk = self.desk
        desk.click(desk.customers.search)
        desk.key("Esc")
        first, *_others, last = desk.names()
        desk.click_row(first)
        desk.click_row(last, Qt.KeyboardModifier.ShiftModifier)
        desk.press("bulk_export")
        desk.press("save", desk.dialog("export_dialog"))
        desk.choose_file(path)

    def undo(self) -> None:
        """From the journal, the newest first."""
        desk = self.desk
        desk.menu("edit.history")
        desk.shown("journal_table")
        while desk.undoable():
            desk.click_line("journal_table", desk.first_not_undone(), desk.window)
            desk.until(self._reads_current)
            desk.press("undo_this")

    def _reads_current(self) -> bool:
        """Whether what stands beside the journal is the line stood on."""
        journal = self.desk.find(JournalPanel, "journal_panel")
        one = journal.current()
        return one is not None and journal.pane.title.text() == one.text


class ByKeyboard(ByMouse):
    """The mouse is not touched."""

    def find(self) -> None:
        desk = self.desk
        desk.key("Alt+2")
        desk.key("Ctrl+F")
        desk.type("zs")
        desk.key("Return")

    def log(self) -> None:
        self.desk.key("Ctrl+L")
        self.desk.type(CALL)
        self.desk.key("Return")

    def complain(self) -> None:
        self.desk.key("Ctrl+J")
        self.solve(self.desk.dialog("complaint_dialog"))

    def solve(self, dialog: QDialog) -> None:
        desk = self.desk
        desk.type(COMPLAINT)
        desk.key("Ctrl+Return")
        desk.type(FACTS)
        desk.keys("Tab", "Right", "Space")
        desk.key("Ctrl+Return")
        desk.type(SOLUTION)
        desk.keys("Tab", "Space")
        desk.key("Ctrl+Return")
        desk.type(ACTION)
        desk.key("Ctrl+Return")
        desk.key("Space")  # reached
        desk.keys("Tab", "Space")  # satisfied
        desk.keys("Tab", "Right", "Right", "Right", "Right", "Space")  # 5
        desk.key("Ctrl+Return")

    def note_tomorrow(self) -> None:
        desk = self.desk
        desk.key("Ctrl+T")
        desk.dialog("follow_up_dialog")
        desk.type(f"tomorrow 3pm {NEXT}")
        desk.key("Return")

    def export(self, path: Path) -> None:
        desk = self.desk
        desk.key("Ctrl+F")
        desk.key("Esc")
        desk.key("Ctrl+E")
        desk.dialog("export_dialog")
        desk.key("Return")
        desk.choose_file(path)

    def undo(self) -> None:
        desk = self.desk
        desk.key("Esc")
        desk.key("Alt+1")
        while desk.undoable():
            desk.key("Ctrl+Z")


class ByMenu(ByMouse):
    """Whatever stands in the menu bar is taken from there."""

    def find(self) -> None:
        desk = self.desk
        desk.menu("go.customers")
        desk.menu("edit.find")
        desk.type("zs")
        desk.key("Down")

    def log(self) -> None:
        self.desk.menu("interaction.log")
        self.desk.type(CALL)
        self.desk.press("log", self.desk.find(QWidget, "composer"))

    def complain(self) -> None:
        self.desk.menu("complaint.new")
        self.solve(self.desk.dialog("complaint_dialog"))

    def note_tomorrow(self) -> None:
        desk = self.desk
        desk.menu("follow_up.new")
        dialog = desk.dialog("follow_up_dialog")
        desk.type(f"tomorrow {NEXT}")
        desk.press("save", dialog)

    def export(self, path: Path) -> None:
        desk = self.desk
        desk.customers.clear()
        desk.settle()
        desk.menu("file.export")
        desk.press("save", desk.dialog("export_dialog"))
        desk.choose_file(path)

    def undo(self) -> None:
        while self.desk.undoable():
            self.desk.menu("edit.undo")


@pytest.mark.parametrize("way", [ByMouse, ByKeyboard, ByMenu])
def test_that_the_main_job_is_done_from_end_to_end(
    desk: Desk, book: Path, tmp_path: Path, way: type[ByMouse]
) -> None:
    desk.start()
    before = journaled_rows(desk.db)
    clerk = way(desk)
    desk.drop(book)
    preview = desk.dialog("import_dialog")
    desk.press("apply", preview)
    desk.until(lambda: desk.sees("Imported", preview))
    desk.press("close", preview)

    clerk.find()
    assert desk.names()[0] == "张三丰"
    desk.until(lambda: desk.sees("张三丰", desk.page))
    for text in ("张总", "总经理", "杭州云帆建材有限公司", "138 0013 8000", "VIP"):
        assert desk.sees(text, desk.page.header), text

    clerk.log()
    desk.until(lambda: any(CALL in line for line in desk.lines("timeline")))

    clerk.complain()
    desk.closed("complaint_dialog")
    desk.until(lambda: any(COMPLAINT in line for line in desk.lines("timeline")))
    [complaint] = _rows(desk, "complaint")
    assert (complaint["status"], complaint["closing"]) == ("closed", "confirmed")

    clerk.note_tomorrow()
    desk.closed("follow_up_dialog")

    clerk.export(tmp_path / "list.xlsx")
    desk.until(lambda: desk.sees("written to list.xlsx", desk.find(QDialog, "export_dialog")))
    desk.press("close", desk.find(QDialog, "export_dialog"))
    _assert_given_back(tmp_path / "list.xlsx")

    desk.leave()
    desk.clock.advance(days=1)
    desk.start()
    [line] = [line for line in desk.lines("today") if NEXT in line]
    assert "张三丰" in line

    clerk.undo()
    assert journaled_rows(desk.db) == before
    assert not any(derived_rows(desk.db).values())
    desk.window.show_screen("customers")
    desk.until(lambda: desk.names() == [])


def _rows(desk: Desk, table: str) -> list[dict[str, Any]]:
    return journaled_rows(desk.db)[table]


def _assert_given_back(path: Path) -> None:
    sheet = load_workbook(path).worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    names = [row[header.index("Name")] for row in rows]
    assert sorted(map(str, names)) == ["张三丰", "李四", "王芳", "赵敏"]
    [phone] = [row[header.index("Phone")] for row in rows if "李四" in row]
    assert isinstance(phone, str)
    assert "13911112222" in phone.replace(" ", "")
    assert str(sheet.freeze_panes).endswith("2"), "the header stays in sight"
