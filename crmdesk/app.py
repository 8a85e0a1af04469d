"""The composition root of the window: one database, one runner of jobs, one window at a time."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crmdesk.models.core.clock import Clock, system_clock
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, language
from crmdesk.models.core.logs import start_logging
from crmdesk.models.core.own_program import own_program
from crmdesk.models.core.settings import Settings, save_settings
from crmdesk.models.open import open_database
from crmdesk.models.protection.password import change_password, is_protected
from crmdesk.paths import default_database, demo_database
from crmdesk.ui.kit.collector import Collector
from crmdesk.ui.kit.failures import Hooks, show_failure
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.application import dress, make_application
from crmdesk.ui.shell.assembly import Assembly, FeatureMaker, Parts
from crmdesk.ui.shell.single_instance import InstanceDoor
from crmdesk.ui.shell.start import BACKUP, LINK, Opening, Start, instance_door

if TYPE_CHECKING:  # needed a while after the start
    from crmdesk.ui.shell.backups import Backups

LATER = 3000  # ms after the start, when the window is painted and the next screen stands ready


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


def tour(folder: Path) -> int:
    """Draw every screen into that folder; 1 when one of them cannot be shown."""
    from crmdesk.ui.shell.screens import AllFeatures
    from crmdesk.ui.shell.tour import Tour, prepare_environment

    folder = folder.absolute()
    prepare_environment()
    application = make_application(Settings())
    shown = Tour(application, folder, AllFeatures)
    QTimer.singleShot(0, shown, shown.begin)
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
        self._opening = opening
        self._application, self._make, self._clock = application, make_features, clock
        self.settings = settings
        self.assembly: Assembly | None = None
        self._opened: tuple[Database, JobRunner, DataHub] | None = None
        self._door: InstanceDoor | None = None
        self._target = ""
        self._collector: Collector | None = None
        self._backups: Backups | None = None
        self._keys: dict[str, str] = {}
        self._question: QDialog | None = None
        self._hooks = Hooks(lambda error: show_failure(self._window(), error), self)

    def listen(self, door: str) -> None:
        """Take what later starts are given."""
        self._door = InstanceDoor(door, self)
        self._door.received.connect(lambda message: self.receive(message.get("file", "")))

    def begin(self, target: str, file: str = "", *, demo: int | None = None) -> None:
        """Open the database and show the window on it, or ask what to do instead."""
        if is_protected(target) and target not in self._keys:
            self._ask_password(Path(target), lambda: self.begin(target, file), self._leave)
            return
        try:
            self._open(target)
        except CrmError as error:
            self._ask_instead(target, file, error)
            return
        if demo is not None and self._fill_demo(demo):
            return
        self._show_window()
        if file:
            self.receive(file)

    def receive(self, file: str) -> None:
        """Come to the front; import the file or follow the link."""
        if self.assembly is None:
            return
        window = self.assembly.window
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        if file.startswith(LINK):
            self._follow(file)
        elif file.lower().endswith(BACKUP):
            self._take_in(Path(file))
        elif file:
            self.assembly.navigator.open_import(Path(file))

    def turn_to(self, target: str, file: str = "", *, demo: int | None = None) -> None:
        """Close what is open and begin there, which is not remembered for the next start."""
        self.close_window()
        self.begin(target, file, demo=demo)

    def close_window(self) -> None:
        """Let go of the database and take the window down; the program goes on."""
        self._close()
        if self.assembly is not None:
            window, self.assembly = self.assembly.window, None
            window.closed.disconnect(self._leave)
            window.close()
            window.deleteLater()

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
            self._keys[target] = key

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def database_name(self) -> str:
        return self._target.split("@")[-1] if "://" in self._target else self._target

    @property
    def database_path(self) -> Path | None:
        return None if "://" in self._target else Path(self._target)

    def front_window(self) -> QWidget:
        window = self._window()
        if window is None:
            raise RuntimeError("no window is open")
        return window

    def change_settings(self, settings: Settings, *, rebuild: bool = False) -> None:
        spoken = language()
        self.settings = settings
        save_settings(settings)
        dress(self._application, settings)
        if rebuild or language() != spoken:
            QTimer.singleShot(0, self, self._rebuild)

    def restart(self) -> None:
        if self._door is not None:
            self._door.close()
        program, *words = own_program()
        QProcess.startDetached(program, [*words, *sys.argv[1:]])
        self.quit()

    def open_database(self, path: Path) -> None:
        if is_protected(str(path)):
            self._ask_password(path, lambda: self._go_on_in(path), lambda: None)
        else:
            self._go_on_in(path)

    def _go_on_in(self, path: Path) -> None:
        before = self._target
        self._close()
        try:
            self._open(str(path))
        except CrmError as error:
            self._open(before)
            self._rebuild()
            show_failure(self._window(), error)
            return
        self._remember(path)
        self._rebuild(keep=False)

    def move_database(self, path: Path) -> None:
        before = Path(self._target)
        self._close()
        try:
            _move(before, path)
        except CrmError as error:
            self._open(str(before))
            self._rebuild()
            show_failure(self._window(), error)
            return
        self._open(str(path))
        self._remember(path)
        self._rebuild()

    def restore_database(self, backup: Path, key: str | None) -> None:
        """Go on in what the backup holds; what was here until now is kept beside it."""
        from crmdesk.models.backups.restore import restore

        path, failed = Path(self._target), None
        self._close()
        try:
            restore(backup, path, now=self._clock(), key=key)
            self._know(key)
        except CrmError as error:
            failed = error
        self._open(str(path))
        self._rebuild(keep=failed is not None)
        if failed is not None:
            show_failure(self._window(), failed)

    @property
    def protected(self) -> bool:
        return self._fitting_key(self._target) is not None

    def change_password(self, password: str | None) -> None:
        """Rewrite the closed file and go on in it: nobody may read half of it meanwhile."""
        path, key, failed = Path(self._target), self._fitting_key(self._target), None
        self._close()
        try:
            self._know(change_password(path, key, password))
        except CrmError as error:
            failed = error
        self._open(str(path))
        self._rebuild()
        if failed is not None:
            show_failure(self._window(), failed)

    def show_backups(self) -> None:
        db, jobs, _hub = self._require()
        self._begin_backups(db, jobs)
        if self._backups is not None:
            self._backups.show(self.front_window())

    def say(self, told: str) -> None:
        if self.assembly is not None:
            self.assembly.navigator.say(told)

    def quit(self) -> None:
        if self.assembly is not None:
            self.assembly.window.close()
        else:
            self._leave()

    def _open(self, target: str) -> None:
        opening, self._opening = self._opening, None
        if opening is not None:
            db = opening.database()
        else:
            staff_id, key = self.settings.staff_id or 1, self._fitting_key(target)
            db = open_database(target, clock=self._clock, staff_id=staff_id, key=key)
        self._target = target
        self._opened = (db, JobRunner(), DataHub(db))
        QTimer.singleShot(LATER, self, self._settle)

    def _fitting_key(self, target: str) -> str | None:
        return self._keys.get(target) if is_protected(target) else None

    def _know(self, key: str | None) -> None:
        """What opens the file from now on."""
        if key is None:
            self._keys.pop(self._target, None)
        else:
            self._keys[self._target] = key

    def _fill_demo(self, customers: int) -> bool:
        """Make up an office in a new demo database first; False when it stands already."""
        from crmdesk.ui.shell.demo import DemoWait, is_empty

        db, jobs, _hub = self._require()
        if not is_empty(db):
            return False
        self._wait = DemoWait(db, jobs, customers, self._show_window, self._leave)
        self._wait.show()
        return True

    def _settle(self) -> None:
        """When the window is painted: collect garbage again, but never walk through what the
        start made; and finish, beside the writer, what a killed import left to be indexed."""
        gc.freeze()
        if self._collector is None:
            self._collector = Collector(self)
        if self._opened is not None:
            from crmdesk.models.derived.index import index_pending

            db, jobs, _hub = self._opened
            jobs.read(lambda job: index_pending(db, job))
            self._begin_backups(db, jobs)

    def _begin_backups(self, db: Database, jobs: JobRunner) -> None:
        """Of a file; a server has its own."""
        if self._backups is None and (path := self.database_path) is not None:
            from crmdesk.ui.shell.backups import Backups

            self._backups = Backups(db, jobs, self, path)
            if path != demo_database():
                self._backups.begin()

    def _close(self) -> None:
        if self._opened is not None:
            db, jobs, hub = self._opened
            jobs.shutdown()
            if self._backups is not None:
                self._backups.close()
                self._backups.deleteLater()
                self._backups = None
            db.close()
            hub.deleteLater()
            self._opened = None

    def _remember(self, path: Path) -> None:
        self.settings = replace(self.settings, last_database=str(path))
        save_settings(self.settings)

    def _show_window(self) -> None:
        db, jobs, hub = self._require()
        self.assembly = Assembly(Parts(db, jobs, hub, self), self._make)
        self.assembly.window.closed.connect(self._leave)
        self.assembly.window.show()

    def _rebuild(self, *, keep: bool = True) -> None:
        """Another window in place of this one, where the user was."""
        old = self.assembly
        if old is None:
            return
        state = old.window.state() if keep else {}
        old.window.closed.disconnect(self._leave)
        old.window.close()
        self._show_window()
        if self.assembly is not None:
            self.assembly.window.restore(state)
        old.window.deleteLater()

    def _follow(self, link: str) -> None:
        """crmdesk://call?number=…: show who it is, or who it may be."""
        number = parse_qs(urlsplit(link).query).get("number", [""])[0]
        if number and self.assembly is not None:
            self.assembly.find_caller(number)

    def _take_in(self, file: Path) -> None:
        """Offer to go on in the database another computer handed over."""
        from crmdesk.ui.shell.arrival import take_in

        db, jobs, _hub = self._require()
        take_in(self, db, jobs, file)

    def _ask_instead(self, target: str, file: str, error: CrmError) -> None:
        """The database cannot be opened: try again, take the usual one, or leave."""
        from crmdesk.ui.shell.cannot_open import ask_instead

        own = str(default_database())
        usual = None if target == own else lambda: self.begin(own, file)
        self._question = ask_instead(error, lambda: self.begin(target, file), usual, self._leave)
        self._question.open()

    def _ask_password(
        self, path: Path, then: Callable[[], None], otherwise: Callable[[], None]
    ) -> None:
        """Go on with the key of the file, or do something else where nobody knows it."""
        from crmdesk.ui.kit.password_question import PasswordQuestion

        question = PasswordQuestion(path, _("The customer book is locked."), _("Quit"))
        question.rejected.connect(otherwise)

        def on_key(key: str) -> None:
            self._keys[str(path)] = key
            then()

        question.unlocked.connect(on_key)
        self._question = question
        question.open()

    def _leave(self) -> None:
        if self._door is not None:
            self._door.close()  # whoever starts now opens a window of his own
        self._close()
        self._application.quit()

    def _require(self) -> tuple[Database, JobRunner, DataHub]:
        if self._opened is None:
            raise RuntimeError("no database is open")
        return self._opened

    def _window(self) -> QWidget | None:
        return self.assembly.window if self.assembly is not None else None


def _move(source: Path, target: Path) -> None:
    """Put the closed file elsewhere.

    Raises CrmError "database.in_use" when another program has it open, whose newest data stand
    in a file beside it, and "database.move".
    """
    if source.with_name(f"{source.name}-wal").exists():
        raise CrmError("database.in_use", path=str(source))
    try:
        shutil.move(source, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CrmError("database.move", path=str(target), detail=reason) from error
