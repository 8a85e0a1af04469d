"""The short tour: five cards that point at what is there, leave at a key and are not in the way."""

from collections.abc import Generator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from crmdesk.models.core.db import Database
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.assembly import Assembly, Parts
from crmdesk.ui.shell.guide import STEPS, Guide
from crmdesk.ui.shell.screens import AllFeatures
from crmdesk.ui.welcome.guide_card import beside
from tests.support.builders import add_customer
from tests.ui.shell.conftest import FakeHost


@pytest.fixture
def whole(
    qtbot: Any, db: Database, jobs: JobRunner, hub: DataHub, host: FakeHost
) -> Generator[Assembly, None, None]:
    """The window with every screen in it."""
    made = Assembly(Parts(db, jobs, hub, host), AllFeatures)
    host.window = made.window
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    yield made
    qtbot.waitUntil(lambda: jobs.running() == 0)


@pytest.fixture
def guide(qtbot: Any, whole: Assembly) -> Generator[Guide, None, None]:
    whole.window.commands.run("help.tour")
    assert whole.welcoming.guide is not None
    yield whole.welcoming.guide
    if whole.welcoming.guide is not None:
        whole.welcoming.guide.leave()


def card_of(window: QWidget) -> QWidget | None:
    found = [one for one in window.findChildren(QWidget, "guide_card") if one.isVisible()]
    return found[0] if found else None


def test_that_each_of_five_steps_points_at_something_real(
    qtbot: Any, whole: Assembly, guide: Guide, jobs: JobRunner
) -> None:
    add_customer(whole._parts.db)
    for at in range(len(STEPS)):
        assert guide.card.count.text() == f"{at + 1}/5"
        qtbot.waitUntil(lambda: not guide.place().isEmpty())
        assert whole.window.rect().contains(guide.place().center())
        assert whole.window.rect().contains(guide.card.geometry())
        qtbot.waitUntil(lambda: jobs.running() == 0)
        qtbot.keyClick(guide.card.forward, Qt.Key.Key_Return)
    assert card_of(whole.window) is None


def test_that_the_second_step_points_at_the_line_to_write_in(
    qtbot: Any, whole: Assembly, guide: Guide
) -> None:
    add_customer(whole._parts.db)
    guide.next()
    words = lambda: whole.window.findChild(QWidget, "log_words")  # noqa: E731
    qtbot.waitUntil(lambda: words() is not None and words().isVisible())
    corner = lambda: words().mapTo(whole.window, QPoint())  # noqa: E731 - the page still moves
    qtbot.waitUntil(lambda: guide.place().topLeft() == corner())
    assert "Ctrl+L" in guide.card.text.text()


def test_that_in_an_empty_office_it_says_how_to_get_there(
    qtbot: Any, whole: Assembly, guide: Guide
) -> None:
    guide.next()
    qtbot.waitUntil(lambda: "new customer" in guide.card.text.text())
    button = whole.window.findChild(QWidget, "new_customer")
    qtbot.waitUntil(lambda: guide.place().topLeft() == button.mapTo(whole.window, QPoint()))


def test_that_escape_leaves_and_the_keyboard_goes_back(
    qtbot: Any, whole: Assembly, guide: Guide
) -> None:
    assert guide.card.forward.hasFocus()
    qtbot.keyClick(guide.card.forward, Qt.Key.Key_Escape)
    assert card_of(whole.window) is None
    assert whole.window.isAncestorOf(QApplication.focusWidget())


def test_that_the_cross_leaves(qtbot: Any, whole: Assembly, guide: Guide) -> None:
    close = guide.card.findChild(QWidget, "guide_close")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert card_of(whole.window) is None


def test_that_one_can_type_while_a_card_is_shown(qtbot: Any, whole: Assembly, guide: Guide) -> None:
    search = whole.window.findChild(QLineEdit, "customer_search")
    qtbot.mouseClick(search, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(search, "zs")
    assert search.text() == "zs"
    qtbot.mouseClick(guide.card.forward, Qt.MouseButton.LeftButton)
    assert guide.card.count.text() == "2/5"


def test_that_a_tour_asked_for_while_typing_leaves_the_cursor_there(
    qtbot: Any, whole: Assembly
) -> None:
    whole.window.show_screen("customers")
    search = whole.window.findChild(QLineEdit, "customer_search")
    search.setFocus()
    whole.window.commands.run("help.tour")
    assert search.hasFocus()
    assert whole.welcoming.guide is not None
    whole.welcoming.guide.leave()


def test_that_back_goes_back(guide: Guide) -> None:
    back = guide.card.findChild(QPushButton, "guide_back")
    assert not back.isVisible()
    guide.next()
    back.click()
    assert guide.card.count.text() == "1/5"


def test_that_in_a_small_window_the_card_stays_inside(
    qtbot: Any, whole: Assembly, guide: Guide
) -> None:
    whole.window.resize(whole.window.minimumSize())
    qtbot.waitUntil(lambda: guide.ring.size() == whole.window.size())
    for _step in STEPS[1:]:
        guide.next()
        assert whole.window.rect().contains(guide.card.geometry())


def test_that_the_tour_is_shown_once_after_the_first_start_and_never_again(
    qtbot: Any, db: Database, jobs: JobRunner, hub: DataHub, host: FakeHost
) -> None:
    host.settings = replace(host.settings, tour_due=True)
    shown = []
    for _window in range(2):
        made = Assembly(Parts(db, jobs, hub, host), AllFeatures)
        host.window = made.window
        qtbot.addWidget(made.window)
        with qtbot.waitActive(made.window):
            made.window.show()
        if not shown:
            qtbot.waitUntil(lambda made=made: made.welcoming.guide is not None)
        shown.append(made.welcoming.guide is not None)
        made.window.hide()
        qtbot.waitUntil(lambda: jobs.running() == 0)
    assert shown == [True, False]
    assert not host.settings.tour_due


@pytest.mark.parametrize(
    "place", [QRect(10, 100, 68, 58), QRect(0, 0, 60, 30), QRect(900, 40, 50, 30), QRect()]
)
def test_that_the_card_never_covers_what_it_points_at(place: QRect) -> None:
    room = QRect(0, 0, 960, 620)
    card = QRect(beside(place, QRect(0, 0, 332, 200), room), QRect(0, 0, 332, 200).size())
    assert room.contains(card)
    assert not card.intersects(place)
