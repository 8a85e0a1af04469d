import threading
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.errors import CrmError
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.widgets.avatar import Avatar
from crmdesk.ui.kit.widgets.chips import FilterChip, Pill, TagChip
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.flow import FlowLayout
from crmdesk.ui.kit.widgets.picker import Choice, CompletingPicker
from crmdesk.ui.kit.widgets.progress import ProgressPanel
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.kit.widgets.search_field import SearchField
from crmdesk.ui.kit.widgets.splitter import Splitter
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.kit.widgets.toast import Toast
from tests.support.keyboard import type_text

TODAY = date(2026, 11, 21)
PEOPLE = (Choice(1, "张伟", "云帆科技"), Choice(2, "张三丰"), Choice(3, "王芳"))


def find(text: str) -> Sequence[Choice]:
    return [person for person in PEOPLE if person.text.startswith(text)]


@pytest.fixture
def picker(qtbot: Any, jobs: JobRunner) -> CompletingPicker:
    made = CompletingPicker(jobs, find, "Customer", new_text="Create “{text}”")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_that_a_picker_finds_while_one_types(qtbot: Any, picker: CompletingPicker) -> None:
    type_text(qtbot, picker, "张")
    qtbot.waitUntil(picker.list.isVisible)
    assert picker.list.count() == 3, "two of that name, and to create one"
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.changed) as changed:
        qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert changed.args == [PEOPLE[1]]
    assert picker.text() == "张三丰"
    assert picker.list.isHidden()


def test_that_typing_on_takes_the_choice_back(qtbot: Any, picker: CompletingPicker) -> None:
    picker.set_choice(PEOPLE[0])
    with qtbot.waitSignal(picker.changed) as changed:
        qtbot.keyClicks(picker, "x")
    assert changed.args == [None]
    assert picker.choice() is None


def test_that_what_is_not_there_can_be_created(qtbot: Any, picker: CompletingPicker) -> None:
    type_text(qtbot, picker, "李雷")
    qtbot.waitUntil(picker.list.isVisible)
    with qtbot.waitSignal(picker.create_asked) as asked:
        qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert asked.args == ["李雷"]


def test_that_escape_closes_the_list_and_keeps_the_text(
    qtbot: Any, picker: CompletingPicker
) -> None:
    type_text(qtbot, picker, "王")
    qtbot.waitUntil(picker.list.isVisible)
    qtbot.keyClick(picker, Qt.Key.Key_Escape)
    assert picker.list.isHidden()
    assert picker.text() == "王"


def test_that_a_filter_chip_says_what_is_chosen(qtbot: Any) -> None:
    chip = FilterChip("Stage", [("a", "Prospect"), ("b", "Lead")])
    qtbot.addWidget(chip)
    assert chip.text() == "Stage"
    chip.click()
    menu = chip.findChild(QMenu)
    assert menu is not None
    with qtbot.waitSignal(chip.changed) as changed:
        menu.actions()[1].trigger()
    assert changed.args == [["b"]]
    assert chip.text() == "Stage: Lead"
    chip.set_values(["a", "b"])
    assert chip.text() == "Stage: Prospect and 1 more"
    chip.set_choices([("a", "Prospect")])
    assert chip.values() == ["a"]
    menu.close()


def test_that_a_tag_can_be_taken_away(qtbot: Any) -> None:
    chip = TagChip("VIP", "blue")
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.removed) as removed:
        chip.findChild(object, "remove").click()  # type: ignore[attr-defined]
    assert removed.args == ["VIP"]


def test_that_a_search_field_asks_at_every_key_and_escape_clears(qtbot: Any) -> None:
    field = SearchField("Search customers", "Ctrl+F")
    qtbot.addWidget(field)
    asked: list[str] = []
    field.asked.connect(asked.append)
    qtbot.keyClicks(field, "zs")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert asked == ["z", "zs", ""]
    assert "Ctrl+F" in field.toolTip()


def test_that_a_date_field_understands_and_marks_what_it_does_not(qtbot: Any) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "tomorrow")
    assert field.day() == date(2026, 11, 22)
    field.clear()
    qtbot.keyClicks(field, "nonsense")
    assert field.unclear()
    assert field.property("bad") == "true"
    field.set_day(None)
    assert field.text() == ""


def test_that_the_calendar_opens_by_key_and_its_quick_picks_choose(
    qtbot: Any, qapp: QApplication
) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    menu = field.findChild(QMenu, "calendar")
    assert menu is not None
    button = next(b for b in menu.findChildren(QPushButton) if b.text() == "Next Monday")
    with qtbot.waitSignal(field.changed) as changed:
        button.click()
    assert changed.args == [date(2026, 11, 23)]
    assert field.text().startswith("2026-11-23")


def test_that_a_toast_offers_the_way_back_and_goes_by_itself(qtbot: Any) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(800, 600)
    room.show()
    toast, undone = Toast(room), []
    toast.say("Logged", "Undo", lambda: undone.append(1))
    assert toast.geometry().bottom() < room.height()
    toast.button.click()
    assert undone == [1]
    assert toast.isHidden()
    toast.say("Logged")
    assert not toast.button.isVisible()


def test_that_progress_is_followed_and_can_be_stopped(qtbot: Any, jobs: JobRunner) -> None:
    panel, begun = ProgressPanel(), threading.Event()
    qtbot.addWidget(panel)

    def work(job: Any) -> None:
        number = 0
        while True:
            number += 1
            job(number % 1000, 1000)
            begun.set()

    panel.follow(jobs.write(work), "Importing")
    assert panel.isVisible()
    assert begun.wait(20)
    panel.cancel.click()
    qtbot.waitUntil(panel.isHidden)


def test_that_a_list_says_why_there_is_nothing(qtbot: Any) -> None:
    content, cleared = QWidget(), []
    area = ListArea(content, EmptyState("customers", "No customers yet", "", "Import", list))
    qtbot.addWidget(area)
    area.show_empty()
    area.show_no_match("zs", lambda: cleared.append(1))
    page = area.currentWidget()
    assert "Nothing matches “zs”." in [label.text() for label in page.findChildren(QLabel)]
    page.findChild(QPushButton, "begin").click()
    assert cleared == [1]
    area.show_error(CrmError("customer.gone"), lambda: None)
    area.show_content()
    assert area.currentWidget() is content


def test_that_a_quick_answer_shows_no_skeleton(qtbot: Any) -> None:
    content, empty = QWidget(), QWidget()
    area = ListArea(content, empty)
    qtbot.addWidget(area)
    area.show_empty()
    area.show_loading()
    area.show_content()
    qtbot.wait(200)
    assert area.currentWidget() is content


def test_that_panes_remember_their_widths(qtbot: Any) -> None:
    first = Splitter("test", [QWidget(), QWidget()], [300, 300])
    qtbot.addWidget(first)
    first.resize(612, 200)
    first.show()
    first.setSizes([450, 150])
    first.splitterMoved.emit(450, 1)
    second = Splitter("test", [QWidget(), QWidget()], [300, 300])
    qtbot.addWidget(second)
    second.resize(612, 200)
    second.show()
    assert second.sizes() == [450, 150]
    assert second.handleWidth() == 12


def test_that_flowing_widgets_break_into_lines(qtbot: Any) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    flow = FlowLayout(room)
    for _ in range(6):
        flow.addWidget(Pill("客户标签", "blue"))
    assert flow.heightForWidth(10_000) < flow.heightForWidth(200)
    flow.clear()
    assert flow.heightForWidth(200) == 0


def test_that_what_is_wider_than_the_room_gets_the_room(qtbot: Any) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    flow = FlowLayout(room, between=2)
    wide, short = QPushButton("a very long fact " * 8), QPushButton("short")
    wide.setMinimumWidth(50)
    flow.addWidget(wide)
    flow.addWidget(short)
    room.resize(200, 100)
    room.show()
    qtbot.waitUntil(lambda: wide.width() == 200)
    qtbot.waitUntil(lambda: short.y() == wide.geometry().bottom() + 1 + 2)


def test_that_marks_paint_in_any_size(qtbot: Any) -> None:
    for name in ("张伟", "", "müller"):
        avatar = Avatar(name, 24)
        qtbot.addWidget(avatar)
        assert not avatar.grab().isNull()


def test_that_a_widget_that_comes_later_takes_its_place_in_the_flow(qtbot: Any) -> None:
    room = QWidget()
    flow = FlowLayout(room)
    first, second = QPushButton("first"), QPushButton("second")
    flow.addWidget(first)
    room.resize(400, 100)
    qtbot.addWidget(room)
    room.show()
    flow.removeWidget(first)
    flow.addWidget(second)
    second.show()
    flow.addWidget(first)
    qtbot.waitUntil(lambda: first.x() >= second.geometry().right())


def test_that_arrows_stay_in_a_row_of_choices_and_tab_leaves_it(qtbot: Any) -> None:
    page = QWidget()
    row, after = ChoiceRow([(code, code) for code in ("high", "middle", "low")]), QLineEdit()
    column = QVBoxLayout(page)
    for widget in (row, after):
        column.addWidget(widget)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    row.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(QApplication.focusWidget(), key)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert row.value() == "low"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert after.hasFocus()
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget().objectName() == "choice_low"


def test_that_a_window_opens_no_larger_than_its_screen(qtbot: Any) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    open_at(window, 20_000, 400)
    screen = window.screen().availableSize()
    assert window.width() < screen.width()
    assert window.height() == 400
    open_at(window, 300, 20_000)
    assert window.height() < screen.height()
