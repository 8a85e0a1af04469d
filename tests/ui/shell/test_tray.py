"""The icon in the tray, and the notices it shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.core.settings import Settings
from crmdesk.models.daybook.notices import Notice
from crmdesk.ui.kit.commands import Commands
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.navigation import ShellNavigator
from crmdesk.ui.shell.notice_settings import NoticePreferences, NoticesDialog
from crmdesk.ui.shell.notice_words import words_of
from crmdesk.ui.shell.notices import Notices
from crmdesk.ui.shell.tray import Tray
from tests.support.builders import add_customer, add_follow_up
from tests.support.databases import FakeClock
from tests.ui.shell.conftest import FakeGuard

MONDAY = date(2026, 11, 23)
DUE = Notice("due", ("k",), "follow_up", 3, 7, "王总", "送报价", "10:00")


class FakeIcon(QObject):
    """Stands in for the icon of the desktop."""

    activated = Signal(object)
    messageClicked = Signal()

    def __init__(self, _icon: QIcon, parent: QObject) -> None:
        super().__init__(parent)
        self.shown = False
        self.messages: list[tuple[str, str]] = []
        self.menu: QMenu | None = None

    def setToolTip(self, text: str) -> None:
        self.tip = text

    def setContextMenu(self, menu: QMenu) -> None:
        self.menu = menu

    def show(self) -> None:
        self.shown = True

    def hide(self) -> None:
        self.shown = False

    def showMessage(self, title: str, text: str, _icon: QIcon, _ms: int) -> None:
        self.messages.append((title, text))


class FakeHost:
    """What the tray asks of the program."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.left = 0
        self.guard = FakeGuard()

    def quit(self) -> None:
        self.left += 1


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


@pytest.fixture
def went() -> list[tuple[Any, ...]]:
    return []


@pytest.fixture
def tray(qtbot: QtBot, host: FakeHost, went: list[tuple[Any, ...]]) -> Tray:
    go = ShellNavigator()
    for name in (
        "follow_up",
        "promise",
        "complaint",
        "customer",
        "screen",
        "interaction",
        "service",
    ):
        signal = getattr(go, f"{name}_asked")
        signal.connect(lambda *told, name=name: went.append((name, *told)))
    window = MainWindow((), Commands(), go)
    go.screen_asked.disconnect(window.show_screen)
    qtbot.addWidget(window)
    return Tray(window, host, go, FakeIcon)  # type: ignore[arg-type]


def test_that_a_notice_is_shown_and_opens_what_it_is_about(
    tray: Tray, went: list[tuple[Any, ...]]
) -> None:
    tray.tell(DUE)
    assert tray.icon.messages == [("Follow-up, 10:00", "王总: 送报价")]
    tray.icon.messageClicked.emit()
    assert went == [("follow_up", 3, None)]


@pytest.mark.parametrize(
    ("notice", "asked"),
    [
        (replace(DUE, source="promise"), ("promise", 3, None)),
        (replace(DUE, kind="red", source="complaint", code="response"), ("complaint", 3, None)),
        (replace(DUE, kind="amber", source="service", code="reaction"), ("service", 3, None)),
        (replace(DUE, kind="amber", source="reply"), ("customer", 7)),
        (Notice("day", ("d",), today=2), ("screen", "today")),
        (Notice("several", ("k", "d"), parts=(DUE, DUE)), ("screen", "today")),
    ],
)
def test_that_each_kind_opens_its_own(
    tray: Tray, went: list[tuple[Any, ...]], notice: Notice, asked: tuple[Any, ...]
) -> None:
    tray.open_notice(notice)
    assert went == [asked]


def test_that_without_names_nothing_of_a_customer_is_shown(tray: Tray, host: FakeHost) -> None:
    host.settings = replace(host.settings, notice_names=False)
    tray.tell(DUE)
    tray.tell(Notice("red", ("r",), "reply", 1, 7, "王总", "在吗"))
    assert "王总" not in str(tray.icon.messages)
    assert "报价" not in str(tray.icon.messages)


def test_that_no_desktop_reads_a_customers_words_as_markup(tray: Tray) -> None:
    tray.tell(Notice("red", ("r",), "reply", 1, 7, "<b>王总</b>", "<img src=file:///etc/passwd>"))
    [(title, text)] = tray.icon.messages
    assert "<" not in title + text
    assert "王总" in text


def test_that_several_are_counted_by_sort() -> None:
    complaint = Notice("red", ("c",), "complaint", 1, 7, "李娜", "少货", code="response")
    reply = Notice("amber", ("r",), "reply", 2, 8, "张三", "在吗")
    day = Notice("day", ("d",), overdue=4, today=1)
    title, text = words_of(Notice("several", (), parts=(DUE, complaint, reply, day)), names=True)
    assert title == "What came up"
    assert text == (
        "1 with an hour, 1 complaint presses, 1 customer waits for an answer, 1 due today, "
        "4 overdue"
    )
    assert words_of(complaint, names=True)[0] == "Complaint: First response is late"
    service = replace(complaint, kind="amber", source="service", code="reaction")
    assert words_of(service, names=True)[0] == "Service order: First reaction is due soon"
    assert words_of(replace(DUE, source="service"), names=True)[0] == "Service, 10:00"


def test_that_the_menu_opens_logs_complains_and_quits(
    tray: Tray, host: FakeHost, went: list[tuple[Any, ...]]
) -> None:
    menu = tray.icon.menu
    assert menu is not None
    actions = {action.objectName(): action for action in menu.actions()}
    for name in ("tray_log", "tray_complaint", "tray_quit"):
        actions[name].trigger()
    assert went == [("interaction", None), ("complaint", None, None)]
    assert host.left == 1
    assert tray.parent().isVisible()  # type: ignore[attr-defined]


def test_that_a_click_brings_the_window_back(tray: Tray) -> None:
    window = tray.parent()
    assert isinstance(window, MainWindow)
    assert not window.isVisible()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()


def test_that_a_minimised_window_rests_in_the_tray_where_wanted(
    qtbot: QtBot, tray: Tray, host: FakeHost
) -> None:
    window = tray.parent()
    assert isinstance(window, MainWindow)
    window.show()
    window.showMinimized()
    assert window.isVisible()
    window.showNormal()
    host.settings = replace(host.settings, tray_minimise=True)
    window.showMinimized()
    qtbot.waitUntil(lambda: not window.isVisible())
    tray.show_window()
    assert window.isVisible()
    assert not window.isMinimized()


def test_that_the_icon_leaves_with_the_window(tray: Tray) -> None:
    window = tray.parent()
    assert isinstance(window, MainWindow)
    assert tray.icon.shown
    window.close()
    assert not tray.icon.shown


@pytest.fixture
def watch(
    db: Database, jobs: JobRunner, clock: FakeClock, host: FakeHost
) -> Callable[[], tuple[Notices, list[Notice]]]:
    clock.now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00
    customer = add_customer(db, "王建国")
    add_follow_up(db, customer, MONDAY, "送报价", due_time="10:00", staff_id=db.staff_id)
    kept: list[QObject] = []

    def make() -> tuple[Notices, list[Notice]]:
        parent, told = QObject(), list[Notice]()
        kept.append(parent)
        return Notices(db, jobs, lambda: host.settings, told.append, parent), told

    return make


def test_that_what_is_due_is_told_once_by_all_programs(
    qtbot: QtBot, watch: Callable[[], tuple[Notices, list[Notice]]], jobs: JobRunner
) -> None:
    one, told = watch()
    one.look()
    qtbot.waitUntil(lambda: bool(told))
    [summary] = told
    assert (summary.kind, [part.kind for part in summary.parts]) == ("several", ["day", "due"])
    other, told_again = watch()
    other.look()
    one.look()
    qtbot.waitUntil(lambda: not jobs.running())
    assert (told_again, len(told)) == ([], 1)


def test_that_notices_can_be_switched_off(
    watch: Callable[[], tuple[Notices, list[Notice]]], host: FakeHost, jobs: JobRunner
) -> None:
    host.settings = replace(host.settings, notices=False)
    notices, told = watch()
    notices.look()
    assert not jobs.running()
    assert told == []


def test_that_quiet_hours_are_kept(
    qtbot: QtBot,
    watch: Callable[[], tuple[Notices, list[Notice]]],
    host: FakeHost,
    jobs: JobRunner,
    clock: FakeClock,
) -> None:
    host.settings = replace(host.settings, quiet="own", quiet_hours="9:00-11:00")
    notices, told = watch()
    notices.look()
    qtbot.waitUntil(lambda: not jobs.running())
    assert told == []
    clock.advance(hours=1)
    notices.look()
    qtbot.waitUntil(lambda: bool(told))


def test_that_the_settings_of_notices_are_checked_and_handed_back(qtbot: QtBot) -> None:
    dialog = NoticesDialog(Settings(), tray=False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.hours.isVisible()
    dialog.quiet.setCurrentIndex(dialog.quiet.findData("own"))
    assert dialog.hours.isVisible()
    dialog.hours.setText("late")
    assert not dialog.save_button.isEnabled()
    dialog.hours.setText("22点到8点")
    dialog.names.setChecked(False)
    chosen: list[NoticePreferences] = []
    dialog.submitted.connect(chosen.append)
    dialog.submit()
    assert chosen[0].settings == Settings(quiet="own", quiet_hours="22点到8点", notice_names=False)
    dialog.done(0)


def test_that_a_locked_program_tells_no_name_and_leads_nowhere_before_the_password(
    tray: Tray, host: FakeHost, went: list[tuple[Any, ...]]
) -> None:
    host.guard.locked = True
    tray.tell(DUE)
    assert "王总" not in "".join(tray.icon.messages[-1])
    tray.icon.messageClicked.emit()
    tray.menu.findChild(QAction, "tray_log").trigger()
    assert went == []
    assert not tray.parent().isVisible()  # type: ignore[attr-defined]
    tray.menu.findChild(QAction, "tray_quit").trigger()
    assert host.guard.asked == [("leave",)]
    assert host.left == 0
    for then in host.guard.waiting:
        then()
    assert ("follow_up", 3, None) in went or ("follow_up", 3) in [one[:2] for one in went]
