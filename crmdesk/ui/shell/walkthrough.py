"""The main job done by itself, for a machine without a screen: `crmdesk walkthrough DIR`.

An old address book is imported, somebody is found by two letters, a call is logged, a complaint
recorded and the list given back, all through the window a user has. Everything made lies in DIR.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from crmdesk.models.core.clock import system_clock
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.core.logs import start_logging
from crmdesk.models.core.settings import Settings
from crmdesk.models.customers.choices import find_choices
from crmdesk.models.demo.book import legacy_book
from crmdesk.models.demo.showcase import typed
from crmdesk.models.derived.hanzi import initials
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.journal.newest import newest_change_set
from crmdesk.models.journal.queries import describe_change_set
from crmdesk.ui.kit.failures import Hooks
from crmdesk.ui.shell.application import make_application
from crmdesk.ui.shell.screens import AllFeatures
from crmdesk.ui.shell.tour import prepare_environment
from crmdesk.ui.shell.tour_stage import Stage

ROWS = 200
PATIENCE = 60.0  # seconds for one answer
BOOK, DATABASE, EXPORTED = "address-book.xlsx", "crmdesk.db", "customers.xlsx"


def walk(folder: Path) -> int:
    """Do the job and say what was done; raises what went wrong."""
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("crmdesk.*"), *folder.glob("*.png")):
        old.unlink()
    start_logging(folder)
    prepare_environment()
    settings = Settings()  # the system's language and theme
    application = make_application(settings)
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "settings")
    )
    unhooked = sys.excepthook
    failures: list[BaseException] = []
    hooks = Hooks(failures.append, application)
    stage = Stage(folder / DATABASE, settings, AllFeatures, system_clock(), None, folder)
    try:
        for said in _Walk(stage, folder).steps():
            _wait(application, stage)
            if failures:
                raise failures[0]
            if said:
                _say(said)
    finally:
        sys.excepthook = unhooked
        hooks.deleteLater()
        stage.close()
    return 0


class _Walk:
    """What a clerk does, step by step; each yield lets what was asked for arrive."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self._stage, self._folder = stage, folder
        self._pictures = self._written = 0

    def steps(self) -> Iterator[str]:
        """What was done, in words; "" only to wait."""
        yield from self._import()
        yield from self._find_and_log()
        yield from self._complain()
        yield from self._give_back()

    def _import(self) -> Iterator[str]:
        stage, book = self._stage, self._folder / BOOK
        legacy_book(book, ROWS)
        yield _("An old address book of {count} rows: {path}").format(count=ROWS, path=book)
        stage.go.open_import(book)
        yield ""
        self._picture("import")
        stage.find("apply").click()
        yield ""
        self._picture("imported")
        stage.clear()
        yield self._done()

    def _find_and_log(self) -> Iterator[str]:
        stage = self._stage
        with stage.db.read() as session:
            name = next(choice.name for choice in find_choices(session, "") if choice.phone)
        letters = initials(name)[:2]
        stage.window.show_screen("customers")
        stage.find("customer_search").setText(letters)
        yield ""
        self._picture("found")
        with stage.db.read() as session:
            found = find_choices(session, letters)[0]
        self._customer = found
        stage.go.open_customer(found.id)
        yield _("Found by typing “{letters}”: {name}").format(letters=letters, name=found.name)
        stage.commands.run("interaction.log")
        yield ""
        stage.type(stage.find("log_words"), typed("typing"))
        stage.find("log").click()
        yield ""
        yield self._done()
        self._picture("logged")

    def _complain(self) -> Iterator[str]:
        stage, customer = self._stage, self._customer
        stage.go.open_complaint(None, customer.id)
        yield ""
        stage.type(stage.find("words"), typed("complaint"))
        self._picture("complaint")
        stage.find("finish").click()
        yield ""
        yield self._done()
        stage.clear()
        stage.window.show_screen("today")
        yield ""
        self._picture("today")

    def _give_back(self) -> Iterator[str]:
        path = self._folder / EXPORTED
        count = export(self._stage.db, path, ExportRequest(logs=True))
        yield ngettext(
            "Gave {n} customer back as Excel: {path}",
            "Gave {n} customers back as Excel: {path}",
            count,
        ).format(n=count, path=path)
        yield _("Pictures of the window: {path}").format(path=self._folder / "*.png")

    def _done(self) -> str:
        """What the journal says was done last; a step that wrote nothing has failed."""
        with self._stage.db.read() as session:
            newest = newest_change_set(session)
            if newest == self._written:
                raise LookupError("nothing was written")
            self._written = newest
            return describe_change_set(session, newest)

    def _picture(self, name: str) -> None:
        self._pictures += 1
        self._stage.picture().save(str(self._folder / f"{self._pictures}-{name}.png"))


def _wait(application: QApplication, stage: Stage) -> None:
    """Until every answer is there and nothing moves; a stuck step ends the walk."""
    deadline = time.monotonic() + PATIENCE
    while True:
        application.processEvents()
        if stage.quiet():
            return
        if time.monotonic() > deadline:
            raise TimeoutError("nothing came to rest")
        time.sleep(0.005)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
