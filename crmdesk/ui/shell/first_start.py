"""A start without any database: the first page, and what each of its doors leads to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QLocale, QObject, QTimeZone
from PySide6.QtWidgets import QApplication

from crmdesk.models.core.clock import Clock
from crmdesk.models.core.i18n import language
from crmdesk.models.core.settings import Settings
from crmdesk.models.office.homes import guess_country
from crmdesk.paths import default_database, demo_database
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.application import dress
from crmdesk.ui.shell.help import FirstHelp
from crmdesk.ui.shell.start import BACKUP, LINK
from crmdesk.ui.welcome.answers import Answers
from crmdesk.ui.welcome.page import WelcomePage

DEMO = 500  # customers of the office behind the second door


class Starter(Protocol):
    """The program, as far as a first start needs it."""

    @property
    def settings(self) -> Settings: ...

    @property
    def clock(self) -> Clock: ...

    def change_settings(self, settings: Settings, *, rebuild: bool = False) -> None: ...

    def know_key(self, target: str, key: str | None) -> None: ...

    def turn_to(self, target: str, file: str = "", *, demo: int | None = None) -> None: ...

    def quit(self) -> None: ...


class FirstStart(QObject):
    """Lives until the window stands; whoever closes the page has changed nothing."""

    def __init__(self, program: Starter, application: QApplication, file: str = "") -> None:
        super().__init__(application)
        self._program, self._application = program, application
        self._settings = program.settings
        self._file = "" if file.startswith(LINK) else file
        self._path = default_database()
        self._jobs = JobRunner(self)
        self._door: tuple[str, str] = ("", "")
        self.page: WelcomePage | None = None
        self._help: FirstHelp | None = None

    def begin(self) -> None:
        """Show the page; a file of the old computer is looked into at once."""
        here = str(QTimeZone.systemTimeZoneId().toStdString())
        country = guess_country(QLocale.system().uiLanguages(), here, language())
        arriving = self._file.lower().endswith(BACKUP)
        self.page = page = WelcomePage(Answers(country), "" if arriving else self._file)
        page.language_chosen.connect(self._speak)
        page.begun.connect(self._on_begun)
        page.moving_asked.connect(self._on_moving)
        page.left.connect(self._leave)
        self._help = FirstHelp(page, self._jobs)
        page.show()
        page.activateWindow()
        if arriving:
            self._on_moving(Path(self._file))

    def _speak(self, name: str) -> None:
        self._close_help()
        self._settings = replace(self._settings, language=name)
        dress(self._application, self._settings)
        self._shown().speak_anew()

    def _on_begun(self, door: str, file: Path | None) -> None:
        page = self._shown()
        self._door = (door, str(file) if file is not None else "")
        page.show_waiting()
        path, answers, clock = self._path, page.answers, self._program.clock

        def make(_job: object) -> None:
            from crmdesk.ui.shell.first_office import make_office

            make_office(path, answers, clock)

        job = self._jobs.write(make)
        job.succeeded.connect(lambda _made: self._on_made())
        job.failed.connect(self._on_failed)

    def _on_made(self) -> None:
        door, file = self._door
        wished = self._shown().answers.protect
        self._program.change_settings(replace(self._settings, tour_due=True, password_due=wished))
        if door == "demo":
            self._enter(str(demo_database()), demo=DEMO)
        else:
            self._enter(str(self._path), file)

    def _on_moving(self, file: Path | None) -> None:
        from crmdesk.ui.shell.arrival import Arrival

        page, clock = self._shown(), self._program.clock
        Arrival(page, self._jobs, clock, lambda: None, self._take).ask(file)

    def _take(self, backup: Path, key: str | None) -> None:
        from crmdesk.ui.shell.arrival import put_in_place

        self._shown().show_waiting()
        path, now = self._path, self._program.clock()
        job = self._jobs.write(lambda _job: put_in_place(backup, path, key, now))
        job.succeeded.connect(lambda _done: self._on_arrived(key))
        job.failed.connect(self._on_failed)

    def _on_arrived(self, key: str | None) -> None:
        """The old computer's database is here, with all that the page asks for."""
        self._program.know_key(str(self._path), key)
        self._program.change_settings(self._settings)
        self._enter(str(self._path))

    def _enter(self, target: str, file: str = "", *, demo: int | None = None) -> None:
        self._program.turn_to(target, file, demo=demo)
        self._shown().go()
        self._end()

    def _on_failed(self, error: BaseException) -> None:
        self._shown().show_again()
        show_failure(self._shown(), error)

    def _leave(self) -> None:
        self._end()
        self._program.quit()

    def _end(self) -> None:
        self._close_help()
        self._jobs.shutdown()
        self.deleteLater()

    def _close_help(self) -> None:
        if self._help is not None:
            self._help.close()

    def _shown(self) -> WelcomePage:
        assert self.page is not None, "the page is shown first"
        return self.page
