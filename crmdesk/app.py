"""The composition root of the window: one database, one window at a time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crmdesk.models.core.clock import Clock, system_clock
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import language
from crmdesk.models.core.logs import start_logging
from crmdesk.models.core.own_program import own_program
from crmdesk.models.core.settings import Settings, save_settings
from crmdesk.paths import default_database, demo_database
from crmdesk.ui.kit.failures import Hooks, show_failure
from crmdesk.ui.shell.application import dress
from crmdesk.ui.shell.assembly import Assembly, FeatureMaker
from crmdesk.ui.shell.guard import Guard
from crmdesk.ui.shell.one_window import OneWindow
from crmdesk.ui.shell.other_database import OtherDatabase
from crmdesk.ui.shell.received import bring_forward, take_up
from crmdesk.ui.shell.session import DatabaseSession
from crmdesk.ui.shell.single_instance import InstanceDoor
from crmdesk.ui.shell.start import BACKUP, Opening, Start, instance_door


def run(
    application: QApplication, settings: Settings, start: Start, opening: Opening | None
) -> int:
    """Show the window until the user leaves."""
    import crmdesk.ui.today.panel  # noqa: F401 - the first screen, while the database is opened
    from crmdesk.ui.shell.screens import AllFeatures

    start_logging()
    target, file = start.target(settings), start.absolute_file()
    program = Program(application, settings, AllFeatures, opening=opening)
    program.listen(instance_door(target))
    if start.is_first(settings):
        from crmdesk.ui.shell.first_start import FirstStart

        QTimer.singleShot(0, FirstStart(program, application, file).begin)
    else:
        QTimer.singleShot(0, program, lambda: program.begin(target, file, demo=start.demo))
    return application.exec()


class Program(QObject):
    """Lives as long as the program and answers what the window asks of it (shell.host.Host)."""

    def __init__(
        self,
        application: QApplication,
        settings: Settings,
        make_features: FeatureMaker,
        *,
        clock: Clock = system_clock,
        opening: Opening | None = None,
    ) -> None:
        super().__init__(application)
        self._application, self.clock = application, clock
        self.settings = settings
        self.session = DatabaseSession(self, clock, opening, self)
        self._window = OneWindow(self.session, self, make_features, self._leave)
        self._other = OtherDatabase(self.session, self, self._rebuild_elsewhere, self.turn_to)
        self.guard = Guard(self.session, self, self._window.rebuild, self)
        self._door: InstanceDoor | None = None
        self._arrived = ""  # while there was no window to take it
        self._pointed_to = ""  # where what was missed is said to be
        self._question: QDialog | None = None
        self._closed = False  # the window, though one stays
        self._hooks = Hooks(lambda error: show_failure(self._window.front(), error), self)

    def listen(self, door: str) -> None:
        """Take what later starts are given."""
        self._door = InstanceDoor(door, self)
        self._door.received.connect(lambda message: self.receive(message.get("file", "")))

    def begin(self, target: str, file: str = "", *, demo: int | None = None) -> None:
        """Open the database and show the window on it, or ask what to do instead; also where
        the one remembered is not in its place: a new one there would hide that."""
        if self.session.keys.wanted(target):
            self.guard.find_key(Path(target), lambda: self.begin(target, file), self._leave)
            return
        try:
            known = target in (self.settings.last_database, self._pointed_to)
            self.session.open(target, create=not known)
        except CrmError as error:
            self._ask_instead(target, file, error)
            return
        if target == self._pointed_to:
            self._remember(Path(target))
        looked_into = self.session.is_only_looked_into
        if demo is not None and not looked_into and self._fill_demo(demo):
            return
        self._window.show()
        if looked_into:
            self._open_behind_the_window(target, file)
        arrived, self._arrived = self._arrived, ""
        if file or arrived:
            self.receive(arrived or file)

    def receive(self, file: str) -> None:
        """Come to the front; import the file or follow the link. A locked program asks first; one
        whose file is being moved or restored ends that first."""
        if self.assembly is None:
            self._arrived = file
            bring_forward(*self._application.topLevelWidgets())  # the first page, or a question
        else:
            self.guard.when_unlocked(lambda: self._take_up(file))

    def turn_to(self, target: str, file: str = "", *, demo: int | None = None) -> None:
        """Close what is open and begin there, which is not remembered for the next start."""
        self.close_window()
        self.begin(target, file, demo=demo)

    def close_window(self) -> None:
        """Let go of the database and take the window down; the program goes on."""
        self.session.close()
        self._window.take_down()

    def show_demo(self) -> None:
        from crmdesk.ui.shell.first_start import DEMO

        self.turn_to(str(demo_database()), demo=DEMO)

    def show_own(self) -> None:
        if Start().is_first(self.settings):
            from crmdesk.ui.shell.first_start import FirstStart

            self.close_window()
            FirstStart(self, self._application).begin()
        else:
            self.turn_to(Start().target(self.settings))

    def know_key(self, target: str, key: str | None) -> None:
        """What opens that database, so that nobody is asked."""
        if key is not None:
            self.session.keys.know(target, key)

    @property
    def assembly(self) -> Assembly | None:
        """What the window is made of; None while there is none."""
        return self._window.assembly

    @property
    def database_name(self) -> str:
        target = self.session.target
        return target.split("@")[-1] if "://" in target else target

    @property
    def database_path(self) -> Path | None:
        return self.session.path

    def front_window(self) -> QWidget:
        window = self._window.front()
        if window is None:
            raise RuntimeError("no window is open")
        return window

    def change_settings(self, settings: Settings, *, rebuild: bool = False) -> None:
        spoken = language()
        self.settings = settings
        save_settings(settings)
        self._window.freeze()
        dress(self._application, settings)
        if rebuild or language() != spoken:
            QTimer.singleShot(0, self, self._window.rebuild)
        else:
            self._window.thaw()

    def restart(self) -> None:
        if self._door is not None:
            self._door.close()
        program, *words = own_program()
        QProcess.startDetached(program, [*words, *sys.argv[1:]])
        self.quit()

    def open_database(self, path: Path) -> None:
        if self.session.keys.wanted(str(path)):
            over = self.front_window()
            self.guard.find_key(path, lambda: self._go_on_in(path), lambda: None, over)
        else:
            self._go_on_in(path)

    def move_database(self, path: Path) -> None:
        move = partial(self._other.move, path, lambda: self._remember(path))
        self.guard.when_unlocked(move)

    def restore_database(self, backup: Path, key: str | None) -> None:
        """Once it is unlocked, where it was locked while the backup was looked into."""
        restore = partial(self._other.restore, backup, key, now=self.clock())
        self.guard.when_unlocked(restore)

    @property
    def protected(self) -> bool:
        return self.guard.protected

    def show_backups(self) -> None:
        self.session.show_backups()

    def say(self, told: str) -> None:
        if self.assembly is not None:
            self.assembly.navigator.say(told)

    def quit(self) -> None:
        if self.assembly is not None and not self._closed:
            self.assembly.window.close()
        else:
            self._leave()

    def _fill_demo(self, customers: int) -> bool:
        """Make up an office in a new demo database first; False when it stands already."""
        from crmdesk.ui.shell.demo import fill_demo

        db, jobs, _hub = self.session.parts()
        self._wait = fill_demo(db, jobs, customers, self._window.show, self._leave)
        return self._wait is not None

    def _open_behind_the_window(self, target: str, file: str) -> None:
        """Open what was only looked into; where that fails, ask as if there never was a window."""
        from crmdesk.ui.shell.first_paint import FirstPaint

        def failed(error: CrmError) -> None:
            self.close_window()
            self._ask_instead(target, file, error)

        FirstPaint(self.front_window(), lambda: self.session.open_now(failed))

    def _go_on_in(self, path: Path) -> None:
        if self._other.go_on_in(path):
            self._remember(path)

    def _remember(self, path: Path) -> None:
        self.settings = replace(self.settings, last_database=str(path))
        save_settings(self.settings)

    def _take_up(self, file: str) -> None:
        if self.assembly is None or not self.session.is_open:
            self._arrived = file
        else:
            take_up(file, self.assembly, self.session, self)

    def _rebuild_elsewhere(self, *, keep: bool = True) -> None:
        """A window on what is open now, which takes up what arrived meanwhile."""
        self._window.rebuild(keep=keep)
        arrived, self._arrived = self._arrived, ""
        if arrived:
            self.receive(arrived)

    def _ask_instead(self, target: str, file: str, error: CrmError) -> None:
        """The database cannot be opened: try again, take the usual one, or leave."""
        from crmdesk.ui.shell.cannot_open import ask_instead

        own = str(default_database())
        usual = None if target == own else lambda: self.begin(own, file)
        key = self.session.keys.fitting(target)
        asked = partial(self._ask_instead, target, file, error)
        self._question = ask_instead(
            error, lambda: self.begin(target, file), usual, self._leave, key=key,
            choose=lambda: self._ask_where(target, file, asked),
        )  # fmt: skip
        self._question.open()

    def _ask_where(self, target: str, file: str, otherwise: Callable[[], None]) -> None:
        """Go on in the file she points to, from now on if it opens; back to the question where to
        none. Never in a backup: it would be written on, and deleted as old one day."""
        from crmdesk.ui.shell.database_files import ask_database

        def chosen(path: Path) -> None:
            if path.suffix.lower() == BACKUP:
                self._ask_instead(target, file, CrmError("database.not_ours", path=str(path)))
                return
            self._pointed_to = str(path)
            self.begin(self._pointed_to, file)

        chooser = ask_database(lambda path: QTimer.singleShot(0, self, lambda: chosen(path)))
        chooser.rejected.connect(lambda: QTimer.singleShot(0, self, otherwise))
        self._question = chooser

    def _leave(self) -> None:
        """Quit; where what was done last could not be written, only if the user says so."""
        if failed := self.session.finish():
            from crmdesk.ui.shell.leaving import ask_to_stay

            cover = self.guard.cover
            self._question = ask_to_stay(failed[0], self._stay, self._end, cover)
        else:
            self._end()

    def _stay(self) -> None:
        """In the window, or before the lock."""
        self.session.parts()[1].staying.emit()
        window = self._window.front()
        self._closed = self.guard.locked  # Qt closes no window twice
        if window is not None and not self._closed:
            window.show()

    def _end(self) -> None:
        if self._door is not None:
            self._door.close()  # whoever starts now opens a window of his own
        self.session.close()
        self._application.quit()
