"""The robot user: starts the program, works in it until its time is over, and keeps a diary."""

import gc
import time
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, TextIO

from PySide6.QtCore import QEventLoop, QObject, QProcess, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from crmdesk.app import Program
from crmdesk.models.core import memory
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import language
from crmdesk.models.core.settings import Settings, load_settings, save_settings
from crmdesk.ui.kit.collector import forget
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.theme import density, tokens
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.screens import AllFeatures
from tests.soak import hands, place, warming
from tests.soak.alarms import Alarms
from tests.soak.deeds import Deeds
from tests.soak.papers import Papers
from tests.soak.watchdog import Watchdog
from tests.soak.words import A_LOT, HUGE, PASSWORD

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
STEP = timedelta(seconds=37)  # that pass with each deed
KEPT = 50  # deeds told when something goes wrong
MEASURED = 1000  # deeds between two looks at the memory
PATIENCE = 120.0  # seconds until something must have come to rest
READY = 3500  # ms until what comes next stands ready, behind the first screen
CALM = 500  # ms in which what was closed is also destroyed
LOOKED = 100  # ms between two looks at a deed that lasts
STUCK = 5  # seconds after which a question of the system's own is answered for the robot


PASTES = "command customer.paste"
TURNING = ("command view.", "command file.", "command help.demo", "starts again")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that must not happen: what, when, and what led there."""

    kind: str
    told: str
    deed: int
    before: tuple[str, ...]


class Robot(QObject):
    """One seed's life on one database."""

    def __init__(self, application: QApplication, folder: Path, database: Path, seed: int,
                 diary: TextIO) -> None:  # fmt: skip
        super().__init__(application)
        self._application, self._folder, self._database = application, folder, database
        self._random, self._diary = Random(seed), diary
        self._deeds = Deeds(self._random, Papers(folder / "papers", seed))
        self._last: deque[str] = deque(maxlen=KEPT)
        self._ended = False
        self._worn: tuple[object, ...] = ()
        self._acting_since: float | None = None
        self.troubles: dict[str, Trouble] = {}
        self.memory: list[tuple[float, bool]] = []  # MB, and whether the file has a password
        self.done = 0
        self.program: Program | None = None
        self.alarms = Alarms(self._hear)
        self.watchdog = Watchdog(self)
        self._rescue = QTimer(self, interval=LOOKED)
        self._rescue.timeout.connect(self._answer_from_inside)
        self._rescue.start()
        QProcess.startDetached = lambda *_words: (True, 0)  # type: ignore[assignment,method-assign]
        application.quit = self._on_quit  # type: ignore[method-assign]

    def clock(self) -> datetime:
        return NOW + STEP * self.done

    def work(self, *, minutes: float, deeds: int) -> None:
        """Until the time is over, or so many things were done."""
        save_settings(Settings(language="zh_CN", theme="light"))
        self._start()
        self._open_everything()
        until = time.monotonic() + minutes * 60
        while time.monotonic() < until and self.done < deeds:
            if self._ended:
                self._start_again()
            self._do_something()
            if self.done % MEASURED == 0:
                self._measure()
        if self._ended:
            self._start_again()
        self.watchdog.rest()
        self._measure()

    def come_to_rest(self) -> None:
        """Close what is open, wait for what is running; unlock what the quick clock locked."""
        self.settle()
        self._unlock()
        for _ in range(30):
            for top in QApplication.topLevelWidgets():
                if isinstance(top, QDialog) and top.isVisible():
                    top.done(0)
            self._pump(50)
        self.settle()

    def settle(self) -> None:
        """Wait until no job runs; what never ends is trouble."""
        until = time.monotonic() + PATIENCE
        while self._running():
            self._pump(10)
            if time.monotonic() > until:
                self._hear("stuck", f"a job does not end after {PATIENCE} s")
                return

    @property
    def db(self) -> Database:
        if self.program is None or self.program.assembly is None:
            raise RuntimeError("the program is not open")
        return self.program.assembly._parts.db

    def leave(self) -> None:
        """Close the window for good."""
        if self.program is not None:
            self.program.quit()
        until = time.monotonic() + PATIENCE
        while not self._ended and time.monotonic() < until:
            self._pump(50)
        if not self._ended:
            self._hear("stuck", "the window does not close")

    def _open_everything(self) -> None:
        """Once, so that what comes with the first time is no growth."""
        window = self._window()
        if window is None:
            return
        known = [command.id for command in window.commands]
        for command in warming.order(known):
            self._open(command)
        for look in warming.clothes(known):
            self._run(look)
            self._get_ready()
            for screen in warming.screens(known):
                self._open(screen)
        self._measure()

    def _open(self, command: str) -> None:
        """And close what it opened over the window."""
        self._run(command)
        self.settle()
        self._pump(50)
        warming.close_all(self._window())
        self.settle()

    def _do_something(self) -> None:
        self.watchdog.rest()
        window = self._window()
        commands = [command.id for command in window.commands] if window is not None else []
        deed = self._deeds.next(commands, self._run)
        if deed is None:
            self._pump(50)
            self._unlock()
            return
        told, act = deed
        if told == PASTES and len(QApplication.clipboard().text()) > A_LOT:
            told = f"{HUGE} by {told}"
        self.done += 1
        self._note(told)
        hurry = self._random.random() < 0.25
        self.watchdog.doing, self.watchdog.judging = told, not turns_over(told)
        self._acting_since = time.monotonic()
        self.watchdog.go_on()
        try:
            act()
        except RuntimeError as error:  # a widget that the deed itself destroyed
            if "already deleted" not in str(error):
                raise
        self.watchdog.beat()
        self._acting_since = None
        if not self.watchdog.judging:
            self._get_ready()
        self._pump(5)
        if not hurry:
            self.settle()
            self._pump(30)
            self.settle()
        self._excuse_what_was_dressed_anew()
        self._come_forward()

    def _excuse_what_was_dressed_anew(self) -> None:
        """The settings were saved, by hand or by dice: another window, language or theme."""
        worn = self._window(), language(), tokens(), density()
        if worn != self._worn:
            self._worn = worn
            self.watchdog.excuse()
            self._get_ready()
        self.watchdog.settled()

    def _run(self, command: str) -> None:
        window = self._window()
        if window is not None:
            window.commands.action(command).trigger()

    def _window(self) -> MainWindow | None:
        program = self.program
        return program.assembly.window if program is not None and program.assembly else None

    def _note(self, told: str) -> None:
        line = f"{self.done} {told}"
        self._last.append(line)
        self._diary.write(line + "\n")
        self._diary.flush()

    def _hear(self, kind: str, told: str) -> None:
        key = f"{kind}: {_last_line(told)}"
        if key not in self.troubles:
            self.troubles[key] = Trouble(kind, told, self.done, tuple(self._last))
            self._diary.write(f"!! {kind}: {told}\n")
            self._diary.flush()

    def _pump(self, milliseconds: int) -> None:
        """Let the program run."""
        if self.watchdog.resting:
            self.watchdog.go_on()
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _get_ready(self) -> None:
        """A window was made anew: the list of customers, behind its first screen, is made ready."""
        self._pump(READY)
        until = time.monotonic() + PATIENCE / 4
        while (window := self._window()) is not None and time.monotonic() < until:
            if "customers" in window._built:
                return
            self._pump(50)

    def _running(self) -> bool:
        assembly = self.program.assembly if self.program is not None else None
        runners = [assembly._parts.jobs] if assembly is not None else []
        return any(isinstance(jobs, JobRunner) and jobs.busy() for jobs in runners)

    def _come_forward(self) -> None:
        """What a window manager does when a dialog is gone."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            window = place.front() or self._window()
            if window is not None and window.isVisible():
                window.activateWindow()

    def _on_quit(self) -> None:
        self._ended = True

    def _start(self) -> None:
        self._ended = False
        self.watchdog.judging = False
        program = Program(self._application, load_settings(), AllFeatures, clock=self.clock)
        self.program = program
        program.begin(load_settings().last_database or str(self._database))
        self._pump(200)
        self._unlock()
        self._get_ready()
        self.settle()
        for old in sorted(self._folder.rglob("*.backup*"), key=lambda path: path.stat().st_mtime)[
            :-3
        ]:
            old.unlink()

    def _start_again(self) -> None:
        """The user left; the next morning he comes again."""
        self._note("starts again")
        self.watchdog.doing, self.watchdog.judging = "start again", False
        self._end_program()
        self._pump(50)
        forget()  # as the end of the process would
        self._start()

    def _end_program(self) -> None:
        if self.program is not None:
            if (window := self._window()) is not None:
                window.deleteLater()
            self.program.deleteLater()
            self.program = None

    def _unlock(self) -> None:
        """Where the program asks for the password before it shows anything."""
        if (window := self._window()) is not None and window.isVisible():
            return
        for top in QApplication.topLevelWidgets():
            if top.isVisible() and (found := place.fields(top)):
                hands.write(found[0], PASSWORD)
                hands.key(found[0], hands.Qt.Key.Key_Return)
                self._pump(1500)

    def _answer_from_inside(self) -> None:
        """Menus of buttons and Qt's own print dialogs run a loop of their own, in which the deed
        that opened them waits."""
        since = self._acting_since
        if since is None or time.monotonic() - since < LOOKED / 1000:
            return
        popup: QWidget | None = QApplication.activePopupWidget()
        modal: QWidget | None = QApplication.activeModalWidget()
        if isinstance(popup, QMenu):
            told, act = self._deeds.in_menu(popup)
            self._note(f"{told} in the menu it opened")
            act()
        elif time.monotonic() - since > STUCK and isinstance(modal, QDialog):
            modal.reject()

    def _protected(self) -> bool:
        """Whether the open file has a password: then SQLite keeps its pages, else the system."""
        if self.program is None or self.program.assembly is None:
            return False
        storage: Any = self.db.storage
        return storage.key is not None

    def _measure(self) -> None:
        """With every screen built and nothing open over the window: of one that was made anew a
        moment ago most screens are still to come, and what a dialog takes goes when it closes."""
        self.come_to_rest()
        window = self._window()
        known = [command.id for command in window.commands] if window is not None else []
        for screen in warming.screens(known):
            self._run(screen)
            self._pump(50)
            self.settle()
        self.come_to_rest()
        self._pump(CALM)
        self.watchdog.rest()
        gc.collect()
        memory.give_back()
        self.memory.append((_held(), self._protected()))


def turns_over(told: str) -> bool:
    """Whether the whole window is made or painted anew by it: that takes longer, by design."""
    return told.startswith(TURNING)


def _held() -> float:
    """MB of memory this process has for itself.

    Without what it only maps of files: of a Chinese font of 20 MB each page with a sign that was
    ever drawn counts as resident, for all programs together, until the system wants the room.
    """
    told = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
    return sum(int(told[kind].split()[0]) for kind in ("RssAnon", "RssShmem")) / 1024


def _last_line(told: str) -> str:
    """What tells this trouble from others: numbers of widgets left out."""
    lines = [line for line in told.strip().splitlines() if "0x" not in line]
    places = [line.strip() for line in lines if "crmdesk/" in line]
    return f"{lines[-1] if lines else told[:200]} @ {places[-1] if places else ''}"
