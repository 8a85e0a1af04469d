"""Pictures of every screen and dialog, in both themes and three languages: `crmdesk tour DIR`."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from crmdesk.models.core.i18n import LANGUAGES
from crmdesk.models.core.own_program import own_program
from crmdesk.models.core.settings import Settings
from crmdesk.models.demo.book import legacy_book
from crmdesk.models.demo.showcase import Showcase, make_showcase, typed
from crmdesk.models.demo.words import home, lists_of
from crmdesk.models.open import open_database
from crmdesk.ui.kit.failures import Hooks
from crmdesk.ui.shell.application import dress, make_application
from crmdesk.ui.shell.assembly import FeatureMaker
from crmdesk.ui.shell.tour_program import empty_office
from crmdesk.ui.shell.tour_scenes import OTHER_SIZES, SCENES, Scene
from crmdesk.ui.shell.tour_stage import Stage

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
"""A Saturday, half past ten in the morning in Shanghai."""

EMPTY = "empty"
ROWS = 160  # of the address book imported
PATIENCE = 60.0  # seconds for one picture
TICK, CALM = 5, 6  # ms; so many ticks in a row nothing may happen: layouts take a turn or two
SCALED = "1.5"
SCREEN = {"screens": [{"name": "tour", "x": 0, "y": 0, "width": 1920, "height": 1200}]}


@dataclass(frozen=True, slots=True)
class Look:
    """How the program looks in a row of pictures; `suffix` tells their files apart."""

    settings: Settings
    scenes: Sequence[Scene] = SCENES
    suffix: str = ""


def looks(*, scaled: bool) -> list[Look]:
    """Everything in each language and theme; a part of it in other sizes."""
    plain = Settings(language="zh_CN", theme="light")
    if scaled:
        return [Look(plain, OTHER_SIZES, "-150")]
    compact = replace(plain, density="compact")
    every = [
        Look(replace(plain, language=language, theme=theme))
        for language in LANGUAGES
        for theme in ("light", "dark")
    ]
    return [*every, Look(compact, OTHER_SIZES, "-compact")]


def prepare_environment() -> None:
    """Draw on a screen in memory, large enough for every dialog; before Qt starts."""
    folder = Path(tempfile.mkdtemp(prefix="crmdesk-tour-"))
    screen = folder / "screen.json"
    screen.write_text(json.dumps(SCREEN))
    if screen.drive:  # Qt would take the colon of C: for the end of the name
        os.chdir(folder)
        screen = Path(screen.name)
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"


def make_tour(folder: Path) -> QApplication:
    """Ready to draw every screen into that folder; ends with 1 when one of them cannot be shown."""
    from crmdesk.ui.shell.screens import AllFeatures

    folder = folder.absolute()
    prepare_environment()
    application = make_application(Settings())
    shown = Tour(application, folder, AllFeatures)
    QTimer.singleShot(0, shown, shown.begin)
    return application


class Tour(QObject):
    """Plays the scenes; ends the application with 0, or 1 when something could not be shown."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        make_features: FeatureMaker,
        only: Sequence[Look] = (),
    ) -> None:
        """`only` these looks, in one size; else all there are."""
        super().__init__(application)
        self._application, self._folder, self._make = application, folder, make_features
        self._scaled = "QT_SCALE_FACTOR" in os.environ
        self._alone = bool(only) or self._scaled
        self._looks = only or looks(scaled=self._scaled)
        self._work = Path(tempfile.mkdtemp(prefix="crmdesk-tour-"))
        self._stage: Stage | None = None
        self._failed: list[str] = []
        self._files = ThreadPoolExecutor(1)
        self._child: QProcess | None = None
        self._since, self._calm = time.monotonic(), 0
        self._play, self._at = self._all(), "the offices"
        self._hooks = Hooks(lambda error: self._fail(_where(error)), self)
        logging.getLogger().addHandler(_Errors(self._failed))
        QSettings.setPath(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(self._work / "settings")
        )
        application.setCursorFlashTime(0)
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Once the application runs."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if not self._alone:
            self._start_scaled()
        self._timer.start()

    def _step(self) -> None:
        quiet = self._stage is None or self._stage.quiet()
        self._calm = self._calm + 1 if quiet else 0
        if self._calm < CALM:
            if time.monotonic() - self._since < PATIENCE:
                return
            self._fail(f"nothing came to rest: {self._at}")
        self._calm = 0
        self._since = time.monotonic()
        self._at = next(self._play, "")
        if not self._at:
            self._end()

    def _all(self) -> Iterator[str]:
        """Everything shown; a yield lets what was asked for arrive."""
        known = self._make_offices()
        for look in self._looks:
            dress(self._application, look.settings)
            number = 0
            offices: tuple[tuple[str, Showcase | None, Sequence[Scene]], ...]
            full = home(look.settings.language)
            offices = ((full, known[full], look.scenes), (EMPTY, None, (empty_office,)))
            for office, shown, scenes in offices:
                stage = self._open(office, shown, look.settings)
                yield office
                for scene in scenes:
                    for name in scene(stage):
                        yield name or "on the way"
                        if name:
                            number += 1
                            self._take(stage, f"{number:02}-{name}", look)
                    stage.clear()
                    yield "cleared"
                self._stage = None
                stage.close()

    def _take(self, stage: Stage, name: str, look: Look) -> None:
        settings = look.settings
        file = f"{name}-{settings.language}-{settings.theme}{look.suffix}.png"
        image, path = stage.picture().toImage(), str(self._folder / file)
        self._files.submit(lambda: image.save(path))

    def _make_offices(self) -> dict[str, Showcase]:
        """One for each country whose language is shown, and one with nothing in it."""
        known: dict[str, Showcase] = {}
        for look in self._looks:
            here = home(look.settings.language)
            if here not in known:
                db = open_database(self._work / here, clock=lambda: NOW)
                known[here] = make_showcase(db, here)
                db.close()
                self._put_files(here)
        open_database(self._work / EMPTY, clock=lambda: NOW).close()
        return known

    def _put_files(self, country: str) -> None:
        """What an office there is handed to be imported."""
        with lists_of(country):
            legacy_book(self._work / typed("book", country), ROWS, seed=7)
        (self._work / typed("no_book", country)).write_bytes(b"%PDF-1.7\n")

    def _open(self, office: str, shown: Showcase | None, settings: Settings) -> Stage:
        QSettings().clear()
        copy = shutil.copy(self._work / office, self._work / "open.db")
        self._stage = Stage(Path(copy), settings, self._make, NOW, shown, self._work)
        return self._stage

    def _start_scaled(self) -> None:
        """The same program again, larger: Qt decides the scale once, at its start."""
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("QT_SCALE_FACTOR", SCALED)
        program, *words = own_program()
        self._child = QProcess(self)
        self._child.setProcessEnvironment(environment)
        self._child.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
        self._child.start(program, [*words, "tour", str(self._folder)])

    def _end(self) -> None:
        self._timer.stop()
        if self._child is not None:
            self._child.waitForFinished(int(PATIENCE * 10_000))
            if self._child.exitCode():
                self._fail("the larger size failed")
        self._files.shutdown()
        shutil.rmtree(self._work, ignore_errors=True)
        for text in self._failed:
            sys.stderr.write(text + "\n")
        self._application.exit(1 if self._failed else 0)

    def _fail(self, text: str) -> None:
        self._failed.append(text)


def _where(error: BaseException) -> str:
    """What failed first, and where; Qt wraps an error once for every call it passed through."""
    first = error
    while (before := first.__cause__ or first.__context__) is not None:
        first = before
    places = [
        f"{Path(at.filename).name}:{at.lineno}" for at in traceback.extract_tb(first.__traceback__)
    ]
    return f"{type(first).__name__} {first} at {' > '.join(places[-5:])}"


class _Errors(logging.Handler):
    """Whatever the program logs as an error fails the tour."""

    def __init__(self, failed: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._failed = failed

    def emit(self, record: logging.LogRecord) -> None:
        self._failed.append(self.format(record))
