"""What can be done anywhere in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import LANGUAGE_NAMES, _, language, pgettext
from crmdesk.models.core.settings import Density, Theme
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.commands import Command, Commands
from crmdesk.ui.kit.navigation import Navigator, Printable, Searchable, ShowsCustomer
from crmdesk.ui.kit.theme import SCALES
from crmdesk.ui.shell.database_files import DatabaseFiles
from crmdesk.ui.shell.host import Host
from crmdesk.ui.shell.lock_key import KEY as LOCK_KEY
from crmdesk.ui.shell.main_window import MainWindow


class ShellCommands:
    """File, go, view and help; and what is about the screen or customer in front."""

    def __init__(
        self,
        window: MainWindow,
        host: Host,
        navigator: Navigator,
        *,
        palette: Callable[[], None],
        settings: Callable[[], None],
        manual: Callable[[], None],
    ) -> None:
        self._window, self._host, self._navigator = window, host, navigator
        self._palette, self._settings = palette, settings
        self._manual = manual
        self._files = DatabaseFiles(host, window)

    def register(self, commands: Commands) -> None:
        """Add them all."""
        for made in (self._file, self._edit, self._customer, self._help):
            commands.add(*made())
        commands.add(Command("go.palette", _("Command palette"), self._palette, "Ctrl+K",
                             "search", "go", in_palette=False))  # fmt: skip
        commands.add(*self._themes(), *self._densities(), *self._languages(), *self._scales())

    def _file(self) -> list[Command]:
        files = self._files
        return [
            Command("file.new", _("New database…"), files.new, "", "database", "file"),
            Command("file.open", _("Open database…"), files.open, "Ctrl+O", "folder", "file"),
            Command("file.move", _("Move database…"), files.move, "", "open", "file",
                    enabled=files.can_move),
            Command("file.backups", _("Backups…"), self._host.show_backups, "", "database", "file",
                    enabled=files.can_move),
            Command("file.password", _("Password…"), files.protect, "", "lock", "file",
                    enabled=files.can_move),
            Command("file.lock", pgettext("command", "Lock"), files.lock, LOCK_KEY, "lock",
                    "file", enabled=files.can_lock),
            Command("file.import", _("Import…"), self._navigator.open_import, "Ctrl+I", "import",
                    "file"),
            Command("file.export", _("Export…"), self._navigator.open_export, "Ctrl+E", "export",
                    "file"),
            Command("file.print", _("Print…"), self._print, "Ctrl+P", "print", "file",
                    enabled=lambda: isinstance(self._window.front(), Printable)),
            Command("file.settings", _("Settings…"), self._settings, "Ctrl+,", "settings", "file"),
            Command("file.quit", _("Quit"), self._host.quit, "Ctrl+Q", "quit", "file"),
        ]  # fmt: skip

    def _edit(self) -> list[Command]:
        return [
            Command("edit.history", _("Journal"), lambda: self._navigator.show_screen("journal"),
                    "Ctrl+H", "history", "edit"),
            Command("edit.find", _("Search"), self._find, "Ctrl+F", "search", "edit"),
        ]  # fmt: skip

    def _customer(self) -> list[Command]:
        go = self._navigator
        return [
            Command("customer.new", _("New customer"), go.new_customer, "Ctrl+N", "add",
                    "customer"),
            Command("interaction.log", _("Log a contact"),
                    lambda: go.log_interaction(self._customer_in_front()),
                    "Ctrl+L", "call", "work"),
            Command("complaint.new", _("New complaint"),
                    lambda: go.open_complaint(None, self._customer_in_front()),
                    "Ctrl+J", "complaint", "work"),
            Command("service.new", _("New service order"),
                    lambda: go.open_service(None, self._customer_in_front()),
                    "Ctrl+Shift+S", "service", "work"),
            Command("contract.new", _("New service contract"),
                    lambda: go.open_contract(None, self._customer_in_front()),
                    "", "contract", "work"),
            Command("order.new", _("New order"),
                    lambda: go.open_order(None, self._customer_in_front()),
                    "Ctrl+B", "order", "work"),
            Command("order.pay", _("Take a payment"), self._take_payment, "Ctrl+Shift+B", "money",
                    "work", enabled=lambda: self._customer_in_front() is not None),
            Command("follow_up.new", _("New follow-up"),
                    lambda: go.open_follow_up(None, self._customer_in_front()),
                    "Ctrl+T", "follow-up", "work"),
            Command("promise.new", _("New promise"),
                    lambda: go.open_promise(None, self._customer_in_front()),
                    "Ctrl+Shift+P", "promise", "work"),
            Command("customer.clean_up", _("Clean up"), lambda: go.show_screen("duplicates"),
                    "", "merge", "customer"),
        ]  # fmt: skip

    def _help(self) -> list[Command]:
        return [
            Command("help.manual", _("Help"), self._manual, "F1", "help", "help"),
            Command("help.shortcuts", _("Keyboard shortcuts"), self._show_shortcuts, "Ctrl+/",
                    "keyboard", "help"),
            Command("help.log", _("Open the log folder"), _show_log, "", "folder", "help"),
            Command("help.about", _("About crmdesk"), self._show_about, "", "info", "help"),
        ]  # fmt: skip

    def _themes(self) -> list[Command]:
        names: tuple[tuple[Theme, str, str], ...] = (
            ("system", _("Like the system"), "screen"),
            ("light", _("Light"), "sun"),
            ("dark", _("Dark"), "moon"),
        )
        return [
            Command(f"view.theme.{name}", text, partial(self._set, theme=name), "", role, "theme",
                    checked=partial(self._is, "theme", name))
            for name, text, role in names
        ]  # fmt: skip

    def _densities(self) -> list[Command]:
        names: tuple[tuple[Density, str], ...] = (
            ("comfortable", _("Comfortable")),
            ("compact", _("Compact")),
        )
        return [
            Command(f"view.density.{name}", text, partial(self._set, density=name), "", "density",
                    "density", checked=partial(self._is, "density", name))
            for name, text in names
        ]  # fmt: skip

    def _languages(self) -> list[Command]:
        return [
            Command(f"view.language.{name}", text, partial(self._set, language=name), "",
                    "language", "language", checked=partial(_speaks, name))
            for name, text in LANGUAGE_NAMES.items()
        ]  # fmt: skip

    def _scales(self) -> list[Command]:
        return [
            Command(f"view.scale.{scale}", _("Size {percent} %").format(percent=scale),
                    partial(self._set_scale, scale), "", "zoom", "scale",
                    checked=partial(self._is, "scale", scale))
            for scale in SCALES
        ]  # fmt: skip

    def _set(self, **values: object) -> None:
        self._host.change_settings(replace(self._host.settings, **values))  # type: ignore[arg-type]

    def _is(self, name: str, value: object) -> bool:
        return bool(getattr(self._host.settings, name) == value)

    def _set_scale(self, scale: int) -> None:
        if scale != self._host.settings.scale:
            self._set(scale=scale)
            ask_restart(self._window, self._host)

    def _show_shortcuts(self) -> None:
        from crmdesk.ui.shell.shortcuts import ShortcutsDialog  # dialogs do not slow the start

        ShortcutsDialog(self._window.commands, self._window).open()

    def _show_about(self) -> None:
        from crmdesk.ui.shell.about import AboutDialog

        AboutDialog(self._host.database_name, self._window).open()

    def _customer_in_front(self) -> int | None:
        front = self._window.front()
        return front.current_customer() if isinstance(front, ShowsCustomer) else None

    def _take_payment(self) -> None:
        if (customer := self._customer_in_front()) is not None:
            self._navigator.take_payment(customer)

    def _find(self) -> None:
        """In the screen in front; where it has nothing to search, among the customers."""
        if not isinstance(self._window.front(), Searchable):
            self._window.show_screen("customers")
        if isinstance(front := self._window.front(), Searchable):
            front.focus_search()

    def _print(self) -> None:
        if isinstance(front := self._window.front(), Printable):
            front.print_page()


def _show_log() -> None:
    from crmdesk.ui.shell.about import open_log_folder

    open_log_folder()


def _speaks(name: str) -> bool:
    return language() == name


def ask_restart(window: QWidget, host: Host) -> None:
    """The size of everything is decided when the program starts."""
    confirm(
        window,
        _("Restart crmdesk now?"),
        _("The new size shows when crmdesk starts again. What you typed is kept."),
        _("Restart"),
        host.restart,
    )
