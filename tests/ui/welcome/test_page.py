"""The first page: by mouse, by keyboard alone, in any language, and with a file let go over it."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from crmdesk.models.core import i18n
from crmdesk.ui.welcome.answers import Answers
from crmdesk.ui.welcome.door import Door
from crmdesk.ui.welcome.page import WelcomePage

NO_KEY = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


class Shown:
    """The page and what was asked of it."""

    def __init__(self, page: WelcomePage) -> None:
        self.page = page
        self.begun: list[tuple[str, object]] = []
        self.moving: list[object] = []
        self.left = 0
        page.begun.connect(lambda door, file: self.begun.append((door, file)))
        page.moving_asked.connect(self.moving.append)
        page.left.connect(self._on_left)

    def _on_left(self) -> None:
        self.left += 1

    def says(self, text: str) -> bool:
        return any(text in label.text() for label in self.page.findChildren(QLabel))


@pytest.fixture
def shown(qtbot: Any) -> Generator[Shown, None, None]:
    page = WelcomePage(Answers("TW"))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    yield Shown(page)
    i18n.use_language("en")


def drop(on: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, place = Qt.DropAction.CopyAction, QPoint(60, 30)
    QApplication.sendEvent(on, QDragEnterEvent(place, copy, data, LEFT, NO_KEY))
    QApplication.sendEvent(on, QDropEvent(QPointF(place), copy, data, LEFT, NO_KEY))


@pytest.mark.parametrize(("key", "door"), [(Qt.Key.Key_2, "demo"), (Qt.Key.Key_3, "empty")])
def test_that_a_number_opens_its_door(qtbot: Any, shown: Shown, key: Qt.Key, door: str) -> None:
    qtbot.keyClick(shown.page.focusWidget(), key)
    assert shown.begun == [(door, None)]


def test_that_enter_opens_the_door_tab_came_to(qtbot: Any, shown: Shown) -> None:
    first = shown.page.focusWidget()
    assert isinstance(first, Door)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    qtbot.keyClick(shown.page.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(shown.page.focusWidget(), Qt.Key.Key_Return)
    assert shown.begun == [("empty", None)]


def test_that_tab_comes_to_everything(qtbot: Any, shown: Shown) -> None:
    reached = set()
    for _step in range(12):
        focus = shown.page.focusWidget()
        named = focus.parentWidget() if focus.objectName().startswith("choice_") else focus
        reached.add(named.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert reached == {
        "first_language", "first_name", "first_country", "first_protect",
        "door_import", "door_demo", "door_empty", "move_here",
    }  # fmt: skip


def test_that_a_number_in_a_name_opens_nothing(qtbot: Any, shown: Shown) -> None:
    name = shown.page.questions.name
    name.setFocus()
    qtbot.keyClicks(name, "Li 2")
    assert shown.begun == []
    assert shown.page.answers == Answers("TW", "Li 2")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert shown.page.focusWidget() is shown.page.doors[0]


def test_that_another_language_is_spoken_at_once_and_nothing_typed_is_lost(
    qtbot: Any, shown: Shown
) -> None:
    page = shown.page
    page.language_chosen.connect(lambda name: (i18n.use_language(name), page.speak_anew()))
    page.questions.name.setText("林小姐")
    page.questions.protect.setChecked(True)
    page.findChild(QPushButton, "choice_HK").click()
    page.findChild(QPushButton, "choice_zh_TW").click()
    qtbot.waitUntil(lambda: shown.says("歡迎使用"))
    assert page.answers == Answers("HK", "林小姐", protect=True)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_3)
    assert shown.begun == [("empty", None)]


def test_that_one_country_and_one_language_are_always_chosen(shown: Shown) -> None:
    for name in ("choice_TW", "choice_en"):
        chip = shown.page.findChild(QPushButton, name)
        chip.click()
        assert chip.isChecked()
    assert shown.page.answers.country == "TW"


def test_that_the_first_door_asks_for_the_file(qtbot: Any, shown: Shown, tmp_path: Path) -> None:
    book = tmp_path / "book.csv"
    book.touch()
    shown.page.doors[0].click()
    dialog = shown.page.findChild(QFileDialog, "file_dialog")
    assert shown.begun == []
    dialog.fileSelected.emit(str(book))
    dialog.close()
    assert shown.begun == [("import", book)]


def test_that_a_file_choice_left_leaves_the_page(shown: Shown) -> None:
    shown.page.doors[0].click()
    shown.page.findChild(QFileDialog, "file_dialog").reject()
    assert shown.page.isVisible()
    assert shown.begun == []


def test_that_a_file_may_be_dropped_on_the_first_door(shown: Shown, tmp_path: Path) -> None:
    book, carried = tmp_path / "book.csv", tmp_path / "office.CRMBACKUP"
    for path in (book, carried):
        path.touch()
        drop(shown.page.doors[0], path)
    assert shown.begun == [("import", book)]
    assert shown.moving == [carried]
    drop(shown.page, book)
    assert shown.begun == [("import", book)] * 2


def test_that_nothing_is_begun_twice_by_a_file_dropped_meanwhile(
    shown: Shown, tmp_path: Path
) -> None:
    book = tmp_path / "book.csv"
    book.touch()
    shown.page.show_waiting()
    drop(shown.page, book)
    assert shown.begun == []
    shown.page.show_again()
    drop(shown.page, book)
    assert shown.begun == [("import", book)]


def test_that_a_file_given_at_the_start_needs_no_choice(qtbot: Any, tmp_path: Path) -> None:
    page = WelcomePage(Answers("CN"), str(tmp_path / "book.csv"))
    qtbot.addWidget(page)
    shown = Shown(page)
    assert shown.says("book.csv")
    page.doors[0].click()
    assert shown.begun == [("import", tmp_path / "book.csv")]


def test_that_closing_says_so_once_and_going_on_does_not(shown: Shown) -> None:
    shown.page.close()
    shown.page.close()
    assert (shown.left, shown.begun) == (1, [])


def test_that_the_page_fits_a_small_screen(shown: Shown) -> None:
    for language in i18n.LANGUAGES:
        i18n.use_language(language)
        shown.page.speak_anew()
        assert shown.page.minimumSizeHint().width() <= 1000
        assert shown.page.minimumSizeHint().height() <= 660
