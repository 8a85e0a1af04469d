"""The scenes of `crmdesk tour`: every screen and dialog, played on a made-up office.

Each text of that office holds markup: nothing that is shown may read it as such.
"""

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from crmdesk.models.core.settings import Settings
from crmdesk.models.demo.book import legacy_book
from crmdesk.models.demo.showcase import Showcase, make_showcase, typed
from crmdesk.models.open import open_database
from crmdesk.ui.kit import theme
from crmdesk.ui.shell.screens import AllFeatures
from crmdesk.ui.shell.tour import CALM, NOW, TICK, looks
from crmdesk.ui.shell.tour_program import empty_office
from crmdesk.ui.shell.tour_scenes import SCENES, Scene
from crmdesk.ui.shell.tour_stage import Stage
from tests.support.flashes import Flashes
from tests.support.markup import read_as_markup, write_markup


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Showcase]:
    """A folder with the full and the empty office and what is handed to them."""
    folder = tmp_path_factory.mktemp("tour")
    full = open_database(folder / "full.db", clock=lambda: NOW)
    shown = make_showcase(full)
    write_markup(full)
    full.close()
    open_database(folder / "empty.db", clock=lambda: NOW).close()
    legacy_book(folder / typed("book"), 40, seed=7)
    (folder / typed("no_book")).write_bytes(b"%PDF-1.7\n")
    return folder, shown


@pytest.fixture
def stage(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    qapp: QApplication,
    offices: tuple[Path, Showcase],
    tmp_path: Path,
) -> Generator[Stage, None, None]:
    folder, shown = offices
    empty = request.node.callspec.params["scene"] is empty_office
    theme.apply(qapp, "light", "comfortable")
    copy = shutil.copy(folder / ("empty.db" if empty else "full.db"), tmp_path / "open.db")
    known = None if empty else shown
    made = Stage(Path(copy), Settings(), AllFeatures, NOW, known, folder)
    yield made
    with qtbot.waitSignal(made.window.destroyed):
        made.close()


@pytest.mark.parametrize("scene", [*SCENES, empty_office], ids=lambda scene: scene.__name__)
def test_that_every_scene_can_be_played_and_drawn(
    qtbot: QtBot, qapp: QApplication, stage: Stage, scene: Scene
) -> None:
    names, flashes = [], Flashes(qapp)
    for name in scene(stage):
        qtbot.wait(TICK * CALM)  # a turn lasts as long as in the tour: a scene may count them
        qtbot.waitUntil(stage.quiet)
        assert not _failures()
        assert not list(read_as_markup())
        if name:
            names.append(name)
            assert not stage.picture().isNull()
    stage.clear()
    qtbot.waitUntil(stage.quiet)
    flashes.stop()
    assert not flashes.names  # a part shown before it was put into its place
    assert len(names) == len(set(names)) > 0


def test_that_the_tour_shows_each_theme_in_each_language() -> None:
    shown = {(look.settings.language, look.settings.theme) for look in looks(scaled=False)}
    languages, themes = ("zh_CN", "zh_TW", "en"), ("light", "dark")
    assert shown == {(language, theme) for language in languages for theme in themes}


def _failures() -> list[str]:
    return [
        top.text()
        for top in QApplication.topLevelWidgets()
        if isinstance(top, QMessageBox) and top.objectName() == "failure" and top.isVisible()
    ]
