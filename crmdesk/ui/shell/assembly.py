"""One window with everything in it, made anew for every database and language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.ui.kit.commands import Commands
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.shell.commands import ShellCommands, ask_restart
from crmdesk.ui.shell.help import Help
from crmdesk.ui.shell.host import Host
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.navigation import ShellNavigator
from crmdesk.ui.shell.screen import Screen
from crmdesk.ui.shell.undo import UndoCommands
from crmdesk.ui.shell.veiling import Veiling
from crmdesk.ui.shell.watch import ForeignChanges
from crmdesk.ui.shell.welcoming import Welcoming

if TYPE_CHECKING:
    from crmdesk.models.customers.callers import Caller
    from crmdesk.models.customers.choices import CustomerChoice
    from crmdesk.models.first_page.page import Facts, FirstPage
    from crmdesk.ui.shell.palette import Entry, Palette
    from crmdesk.ui.shell.settings_dialog import Preferences, SettingsDialog


@dataclass(frozen=True, slots=True)
class Parts:
    """What everything in the window is built from; `first`: known before the database is open."""

    db: Database
    jobs: JobRunner
    hub: DataHub
    host: Host
    first: FirstPage | None = None


class Features(Protocol):
    """What the window shows; see screens.py."""

    def screens(self) -> Sequence[Screen]:
        """The rail's entries, from the top."""

    def connect_to(self, window: MainWindow) -> None:
        """Answer the navigator, and add commands of the features' own."""


FeatureMaker = Callable[[Parts, ShellNavigator, OfficeSettings, tzinfo], Features]


class Assembly:
    """The window and the few things the program speaks to directly."""

    def __init__(self, parts: Parts, make_features: FeatureMaker) -> None:
        self._parts = parts
        facts = parts.first.facts if parts.first is not None else _facts(parts.db)
        self.office = facts.office
        self.zone = office_zone(self.office.zone)
        self.navigator = ShellNavigator()
        self.features = make_features(parts, self.navigator, self.office, self.zone)
        commands = Commands()
        self.window = MainWindow(self.features.screens(), commands, self.navigator)
        self.window.setWindowTitle(
            _("{database} – crmdesk Customer Book").format(
                database=PurePath(parts.host.database_name).name
            )
        )
        commands.setParent(self.window)
        self.navigator.setParent(self.window)
        self.undo = UndoCommands(parts.db, parts.jobs, parts.hub, self.navigator, self.window)
        ForeignChanges(parts.db, parts.jobs, parts.hub, self.window, last=facts.newest)
        self.help = Help(self.window, parts.jobs)
        self.undo.register(commands)
        self.navigator.undo_asked.connect(self.undo.undo_one)
        self.navigator.undo_many_asked.connect(self.undo.undo_many)
        self.veiling = Veiling(
            parts.db, parts.jobs, parts.hub, self.navigator, self.window, facts.privacy.mask
        )
        self.window.turned.connect(self.veiling.leave)
        ShellCommands(
            self.window,
            parts.host,
            self.navigator,
            palette=lambda: self.palette.open(),
            settings=self.show_settings,
            manual=self.help.show,
        ).register(commands)
        self.welcoming = Welcoming(parts, self.office, self.window)
        self.welcoming.register(commands)
        self.features.connect_to(self.window)
        self.window.equip()

    @cached_property
    def palette(self) -> Palette:
        """The field over the window that finds commands and customers, made when first wanted."""
        from crmdesk.ui.shell.palette import Palette

        return Palette(
            self.window,
            self._parts.jobs,
            self._entries,
            self._find,
            self.navigator.open_customer,
            self.navigator.new_customer,
        )

    def show_settings(self) -> None:
        """The settings of this computer and of the office."""
        from crmdesk.models.office.queries import load_staff
        from crmdesk.models.office.settings import load_office
        from crmdesk.ui.shell.settings_dialog import Preferences, SettingsDialog

        with self._parts.db.read() as session:
            staff = {entry.id: entry.name for entry in load_staff(session, everyone=True)}
            office = load_office(session)
        me = staff.get(self._parts.db.staff_id, "")
        dialog = SettingsDialog(Preferences(self._parts.host.settings, office, me), self.window)
        dialog.submitted.connect(lambda chosen: self._save(chosen, me, dialog))
        dialog.notices_asked.connect(lambda: self.window.commands.run("file.notices"))
        dialog.open()

    def find_caller(self, number: str) -> None:
        """The one customer of this number, ready to log the call; with several or none, let the
        user look.
        """
        job = self._parts.jobs.read(lambda _job: self._callers(number))
        job.succeeded.connect(lambda found: self._on_callers(number, found))

    def _callers(self, number: str) -> Sequence[Caller]:
        from crmdesk.models.customers.callers import find_callers

        with self._parts.db.read() as session:
            return find_callers(session, number)

    def _on_callers(self, number: str, found: Sequence[Caller]) -> None:
        if len(found) == 1:
            self.navigator.take_call(found[0].customer_id, found[0].contact_id)
        else:
            self.palette.open(number)

    def _save(self, chosen: Preferences, name_before: str, dialog: SettingsDialog) -> None:
        job = self._parts.jobs.write(lambda _job: self._store(chosen, name_before))
        dialog.wait_for(job, lambda _done: self._apply(chosen, dialog))

    def _store(self, chosen: Preferences, name_before: str) -> None:
        from crmdesk.models.office.lists import rename_entry
        from crmdesk.models.office.settings import save_office

        db = self._parts.db
        with db.write("setup") as session:
            save_office(session, chosen.office)
            if chosen.my_name != name_before:
                rename_entry(session, "staff", db.staff_id, chosen.my_name)

    def _apply(self, chosen: Preferences, dialog: SettingsDialog) -> None:
        host = self._parts.host
        scale_before = host.settings.scale
        dialog.accept()
        same = replace(self.office, name=chosen.office.name)  # its name is read where it is shown
        host.change_settings(chosen.settings, rebuild=chosen.office != same)
        if chosen.settings.scale != scale_before:
            ask_restart(host.front_window(), host)

    def _entries(self) -> Sequence[Entry]:
        from crmdesk.ui.shell.palette import Entry

        return [
            Entry(
                "go" if command.group == "go" else "do",
                command.title,
                command.run,
                command.icon,
                "",
                command.shortcut,
            )
            for command in self.window.commands
            if command.in_palette and command.enabled()
        ] + [Entry("help", title, run, "help") for title, run in self.help.titles()]

    def _find(self, text: str) -> Sequence[tuple[int, str, str, str]]:
        from crmdesk.models.customers.choices import find_choices

        country = self.office.country
        with self._parts.db.read() as session:
            return [
                (found.id, found.name, _beside(found, country), found.kind)
                for found in find_choices(session, text)
            ]


def _facts(db: Database) -> Facts:
    from crmdesk.models.first_page.page import load_facts

    with db.read() as session:
        return load_facts(session)


def _beside(found: CustomerChoice, country: str) -> str:
    """What tells this customer from another: company, people, number."""
    parts = (
        found.company,
        pgettext("list", ", ").join(found.contacts),
        say_phone(found.phone, country, found.id),
    )
    return "  ".join(part for part in parts if part)
