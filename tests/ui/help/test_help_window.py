"""The window of the manual: found by words, by initials, read by keyboard, never blocked."""

import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QLineEdit, QListWidget, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core import i18n
from crmdesk.ui.help import gallery, page_view
from crmdesk.ui.help.contexts import SCREENS, WIDGETS, page_for
from crmdesk.ui.help.finding import HelpIndex, searched
from crmdesk.ui.help.pages import HelpPage, load_pages
from crmdesk.ui.help.styling import bullets
from crmdesk.ui.help.window import HelpWindow
from crmdesk.ui.kit.jobs import JobRunner

PAGES = (
    HelpPage("01-one", "导入通讯录", "# 导入通讯录\n\n按 `Ctrl+I`，选[文件](02-two.md)。\n"),
    HelpPage("02-two", "客户投诉", "# 客户投诉\n\n先听，再導入。投诉。\n"),
)


@pytest.fixture
def manual(qtbot: QtBot, jobs: JobRunner) -> Generator[HelpWindow, None, None]:
    window = HelpWindow(jobs)
    qtbot.addWidget(window)
    window.open_page("01-begin")
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


def search(qtbot: QtBot, window: HelpWindow, text: str) -> list[str]:
    """Type it; the pages listed once the answer is there."""
    field, pages = window.findChild(QLineEdit, "help_search"), _list(window)
    before = pages.count()
    field.setText(text)
    qtbot.waitUntil(lambda: bool(window.view.extraSelections()) or pages.count() != before)
    return [pages.item(row).text() for row in range(pages.count())]


def _list(window: QWidget) -> QListWidget:
    found = window.findChild(QListWidget, "help_pages")
    assert isinstance(found, QListWidget)
    return found


def test_that_words_are_found_in_either_script_and_by_initials() -> None:
    index = HelpIndex(PAGES)
    assert [found.name for found in index.find("導入")] == ["01-one", "02-two"]
    assert [found.name for found in index.find("drtxl")] == ["01-one"]
    assert [found.name for found in index.find("投诉 先听")] == ["02-two"]
    assert index.find("CTRL+I") != []
    assert index.find("没有这个词") == []


def test_that_a_page_that_says_it_in_its_heading_comes_first() -> None:
    assert HelpIndex(PAGES).find("dr")[0].name == "01-one"
    assert HelpIndex(PAGES).find("投诉")[0].times == 2


def test_that_places_are_counted_in_the_letters_shown() -> None:
    assert searched("先聽 İ 再導入").places("导入") == [(6, 2)]


def test_that_every_screen_and_dialog_has_a_page_that_exists() -> None:
    names = {page.name for page in load_pages("en")}
    assert {*SCREENS.values(), *WIDGETS.values()} <= names
    assert page_for(["x", "order_dialog", "customer_page"], "today") == WIDGETS["order_dialog"]
    assert page_for([], "today") == SCREENS["today"]
    assert page_for([], "") in names


def test_that_all_pages_stand_in_the_list_and_the_one_read_is_chosen(manual: HelpWindow) -> None:
    pages = _list(manual)
    assert pages.count() == len(load_pages("en"))
    pages.setCurrentRow(2)
    assert manual.view.page == load_pages("en")[2]


def test_that_one_comes_back_and_goes_forward_by_keys(qtbot: QtBot, manual: HelpWindow) -> None:
    manual.open_page("03-customer")
    manual.go_back()
    assert manual.view.page == load_pages("en")[0]
    assert manual.forward.isEnabled()
    assert not manual.back.isEnabled()
    manual.go_forward()
    assert manual.view.page == load_pages("en")[2]


def test_that_a_search_lists_pages_and_enter_walks_through_the_places(
    qtbot: QtBot, manual: HelpWindow
) -> None:
    listed = search(qtbot, manual, "birthday")
    assert 0 < len(listed) < len(load_pages("en"))
    field = manual.findChild(QLineEdit, "help_search")
    seen = set()
    for _ in range(60):
        cursor = manual.view.textCursor()
        assert cursor.selectedText().lower() == "birthday"
        assert manual.view.page is not None
        seen.add(manual.view.page.name)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(seen) == len(listed)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert manual.view.textCursor().selectedText().lower() == "birthday"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: _list(manual).count() == len(load_pages("en")))
    assert manual.isVisible()


def test_that_nothing_found_is_said_and_all_pages_stay(qtbot: QtBot, manual: HelpWindow) -> None:
    manual.search.setText("zzzqqq")
    qtbot.waitUntil(manual.told.isVisible)
    assert "zzzqqq" in manual.told.text()
    assert _list(manual).count() == len(load_pages("en"))
    qtbot.keyClick(manual.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not manual.isVisible())


def test_that_a_link_turns_the_page_and_one_to_the_web_asks_first(
    qtbot: QtBot, manual: HelpWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)))
    manual.view.asked.emit("02-find.md")
    assert manual.view.page is not None
    assert manual.view.page.name == "02-find"
    for address in ("file:///etc/passwd", "ftp://x.example", "javascript:alert(1)", "nowhere.md"):
        manual.view.asked.emit(address)
    assert manual.findChild(QMessageBox) is None
    manual.view.asked.emit("https://example.com/")
    question = manual.findChild(QMessageBox)
    assert question is not None
    assert opened == []
    question.findChild(QWidget, "do").click()  # type: ignore[union-attr]
    assert opened == [QUrl("https://example.com/")]
    qtbot.waitUntil(lambda: manual.findChild(QMessageBox) is None)


def test_that_pictures_fit_the_width_and_are_read_beside_the_window(
    qtbot: QtBot, manual: HelpWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = set()
    read = gallery.read_picture

    def noting(*given: Any) -> QImage:
        threads.add(threading.current_thread())
        return read(*given)

    monkeypatch.setattr(gallery, "read_picture", noting)
    shown = manual.view.gallery
    for width in (700, 1400):
        manual.resize(width, 600)
        qtbot.waitUntil(lambda: shown.shown() != [] and shown.complete())
        assert manual.view.horizontalScrollBar().maximum() == 0
        assert all(it.width <= manual.view.viewport().width() for it in shown.shown())
    assert threads
    assert threading.main_thread() not in threads


def test_that_the_view_draws_the_bullets_and_a_bar_only_where_it_scrolls(
    manual: HelpWindow,
) -> None:
    view = manual.view
    view.show_page(HelpPage("short", "Short", "- one\n- two\n"))
    assert [view.document().findBlock(at).text() for at in bullets(view.document())] == [
        "one",
        "two",
    ]
    assert not view.verticalScrollBar().isEnabled()
    view.show_page(HelpPage("long", "Long", "word\n\n" * 200))
    assert view.verticalScrollBar().isEnabled()


def test_that_a_picture_outside_the_manual_is_never_read(
    qtbot: QtBot, jobs: JobRunner, tmp_path: Path
) -> None:
    folder = tmp_path / "help"
    folder.mkdir()
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.save(str(tmp_path / "secret.png"))
    view = page_view.PageView(jobs, folder)
    qtbot.addWidget(view)
    view.show_page(
        HelpPage("x", "x", "# x\n\n![x](../secret.png) ![y](http://example.com/y.png)\n")
    )
    assert view.gallery.shown() == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_that_every_page_can_be_shown(qtbot: QtBot, jobs: JobRunner, language: str) -> None:
    i18n.use_language(language)
    try:
        window = HelpWindow(jobs)
        qtbot.addWidget(window)
        for page in load_pages(language):
            window.open_page(page.name)
            assert window.view.toPlainText().startswith(page.title)
            assert "`" not in window.view.toPlainText()
    finally:
        i18n.use_language("en")
