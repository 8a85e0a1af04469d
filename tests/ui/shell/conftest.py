"""A window with two plain screens, on a real database."""

from collections.abc import Callable, Generator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.settings import Settings
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.assembly import Assembly, Parts
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.screen import Screen


class PlainScreen(QWidget):
    """Remembers what was typed, says which customer is in front, and was printed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.printed = False

    def state(self) -> dict[str, Any]:
        return {"text": self.field.text()}

    def restore(self, state: dict[str, Any]) -> None:
        self.field.setText(state.get("text", ""))

    def current_customer(self) -> int | None:
        return 7

    def focus_search(self) -> None:
        self.field.setFocus()

    def print_page(self) -> None:
        self.printed = True


class TwoScreens:
    """The features of a window in tests; `asked` is what the navigator was asked."""

    def __init__(self, _parts: Parts, navigator: Any, _office: Any, _zone: Any) -> None:
        self.built: list[str] = []
        self.asked: list[tuple[object, ...]] = []
        navigator.customer_asked.connect(lambda row: self.asked.append(("customer", row)))
        navigator.complaint_asked.connect(lambda *ids: self.asked.append(("complaint", *ids)))
        navigator.import_asked.connect(lambda path: self.asked.append(("import", path)))

    def screens(self) -> Sequence[Screen]:
        return [
            Screen(name, title, name, lambda name=name: self._build(name))  # type: ignore[misc]
            for name, title in (("today", "Today"), ("customers", "Customers"))
        ]

    def connect_to(self, window: MainWindow) -> None:
        window.show_screen("today")

    def _build(self, name: str) -> QWidget:
        self.built.append(name)
        return PlainScreen(name)


class FakeGuard:
    """Notes what it is asked; `locked` as the test wants it, and then what has to wait."""

    def __init__(self) -> None:
        self.locked = False
        self.asked: list[tuple[object, ...]] = []
        self.waiting: list[Callable[[], None]] = []

    def begin(self) -> None:
        self.asked.append(("begin",))

    def lock(self) -> None:
        self.asked.append(("lock",))

    def when_unlocked(self, then: Callable[[], None]) -> None:
        self.waiting.append(then) if self.locked else then()

    def change_password(
        self, password: str | None, *, keep: bool, then: Callable[[str | None], None]
    ) -> None:
        self.asked.append(("password", password, keep))

    def keep_key(self, *, keep: bool) -> None:
        self.asked.append(("keep", keep))

    def recovered(self) -> None:
        self.asked.append(("recovered",))

    def leave(self) -> None:
        self.asked.append(("leave",))

    def today(self) -> date:
        return date(2026, 11, 21)


class FakeHost(QObject):
    """Notes what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.settings = Settings()
        self.database_name = "/home/office/customers.db"
        self.database_path: Path | None = Path(self.database_name)
        self.asked: list[tuple[object, ...]] = []
        self.window: QWidget | None = None
        self.guard = FakeGuard()

    def change_settings(self, settings: Settings, *, rebuild: bool = False) -> None:
        self.settings = settings
        self.asked.append(("settings", rebuild))

    def front_window(self) -> QWidget:
        assert self.window is not None
        return self.window

    def restart(self) -> None:
        self.asked.append(("restart",))

    def open_database(self, path: Path) -> None:
        self.asked.append(("open", path))

    def move_database(self, path: Path) -> None:
        self.asked.append(("move", path))

    protected = False

    def restore_database(self, backup: Path, key: str | None) -> None:
        self.asked.append(("restore", backup, key))

    def say(self, told: str) -> None:
        self.asked.append(("say", told))

    def show_backups(self) -> None:
        self.asked.append(("backups",))

    def receive(self, file: str) -> None:
        self.asked.append(("receive", file))

    def show_demo(self) -> None:
        self.asked.append(("demo",))

    def show_own(self) -> None:
        self.asked.append(("own",))

    def quit(self) -> None:
        self.asked.append(("quit",))


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


@pytest.fixture
def assembly(
    qtbot: Any, qapp: QApplication, db: Database, jobs: JobRunner, host: FakeHost
) -> Generator[Assembly, None, None]:
    hub = DataHub(db)
    made = Assembly(Parts(db, jobs, hub, host), TwoScreens)
    host.window = made.window
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
    yield made
    qtbot.waitUntil(lambda: jobs.running() == 0)


@pytest.fixture
def window(assembly: Assembly) -> MainWindow:
    return assembly.window


@pytest.fixture
def features(assembly: Assembly) -> TwoScreens:
    made = assembly.features
    assert isinstance(made, TwoScreens)
    return made


@pytest.fixture
def real(
    qtbot: Any, db: Database, jobs: JobRunner, host: FakeHost
) -> Generator[Assembly, None, None]:
    """The window with all its screens."""
    from crmdesk.ui.shell.screens import AllFeatures

    made = Assembly(Parts(db, jobs, DataHub(db), host), AllFeatures)
    host.window = made.window
    qtbot.addWidget(made.window)
    made.window.resize(1360, 820)
    made.window.show()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    yield made
    for dialog in made.window.findChildren(QDialog):
        dialog.done(0)
    qtbot.waitUntil(lambda: jobs.running() == 0)
