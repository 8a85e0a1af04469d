"""The pictures of the manual: `make help-pictures`.

The scenes are played as the tour plays them, in each language, light, on the demo office, so no
real customer can be in them. From each picture only the part the page speaks of is kept (a
widget's place, noted while the scene is played), made at most WIDTH wide, and reduced to COLOURS
colours, which letters on plain ground bear well: some 30 kB each.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from PySide6.QtCore import QPoint, QRect, QSize, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from build_spec.environment import ROOT
from crmdesk.models.core.i18n import LANGUAGES, language
from crmdesk.models.core.settings import Settings
from crmdesk.ui.shell.application import make_application
from crmdesk.ui.shell.main_window import FIRST
from crmdesk.ui.shell.screens import AllFeatures
from crmdesk.ui.shell.tour import Look, Tour, prepare_environment
from crmdesk.ui.shell.tour_care import gifts
from crmdesk.ui.shell.tour_customers import composer, customer_list, orders, wide_page
from crmdesk.ui.shell.tour_exchange import cleaning, exporting, importing, returning
from crmdesk.ui.shell.tour_journal import journal
from crmdesk.ui.shell.tour_masking import masked_numbers
from crmdesk.ui.shell.tour_program import program
from crmdesk.ui.shell.tour_promised import complaints, promises
from crmdesk.ui.shell.tour_rhythms import visits
from crmdesk.ui.shell.tour_scenes import Scene
from crmdesk.ui.shell.tour_service import service_order
from crmdesk.ui.shell.tour_stage import TITLE_BAR, Stage
from crmdesk.ui.shell.tour_today import today
from crmdesk.ui.shell.tour_trust import backups

HELP = ROOT / "resources" / "help"
WIDTH, COLOURS, MOST_BYTES = 760, 28, 1_600_000
SIZE = QSize(1100, 720)
"""Of the window in them: smaller than in the tour, so that its letters stay large enough."""

AROUND = 8  # px of ground about a part that is no window

_places: dict[tuple[str, str], QRect] = {}


class Shown(NamedTuple):
    """A picture: which step of which scene of the tour, and the widget it is cut to ("": all)."""

    picture: str
    scene: Scene
    step: str
    frame: str = ""


SHOWN = (
    Shown("begin", importing, "import-new", "import_dialog"),
    Shown("find", customer_list, "customers-search"),
    Shown("log", composer, "composer", "timeline_panel"),
    Shown("customer", wide_page, "page-wide", "customer_page"),
    Shown("catch-up", promises, "catch-up", "catch_up"),
    Shown("today", today, "today"),
    Shown("promises", promises, "promises"),
    Shown("visits", visits, "visits"),
    Shown("complaints", complaints, "complaint-1-listen", "complaint_dialog"),
    Shown("service", service_order, "service-step3", "service_dialog"),
    Shown("care", gifts, "gifts"),
    Shown("orders", orders, "order-new", "order_dialog"),
    Shown("export", exporting, "export", "export_dialog"),
    Shown("excel", returning, "import-differences", "import_dialog"),
    Shown("cleaning", cleaning, "duplicates-merge", "merge_dialog"),
    Shown("history", journal, "journal"),
    Shown("privacy", masked_numbers, "masked-customers", "customer_header"),
    Shown("safe", backups, "backups", "backups"),
    Shown("keyboard", program, "palette-search"),
)


def main() -> int:
    """Play the scenes and put what they show into resources/help."""
    with tempfile.TemporaryDirectory(prefix="crmdesk-help-") as name:
        folder = Path(name)
        prepare_environment()
        application = make_application(Settings())
        scenes = [_framed(shown) for shown in SHOWN]
        looks = [Look(Settings(language=it, theme="light"), scenes) for it in LANGUAGES]
        tour = Tour(application, folder, AllFeatures, looks)
        QTimer.singleShot(0, tour, tour.begin)
        failed = int(application.exec())
        for (spoken, picture), place in _places.items():
            [shot] = [it for it in folder.iterdir() if _is(it, f"{picture}-{spoken}-light")]
            _store(shot, place, HELP / spoken / "pictures" / f"{picture}.png")
    told = sum(path.stat().st_size for path in HELP.rglob("*.png"))
    print(f"{len(_places)} pictures, {told // 1000} kB")
    return failed or int(told >= MOST_BYTES)


def _is(path: Path, name: str) -> bool:
    """Whether it is that picture, whichever number it has in its row."""
    return path.stem.partition("-")[2] == name


def _store(shot: Path, place: QRect, target: Path) -> None:
    """That part of it, small."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(shot) as image:
        corner = (place.left(), place.top(), place.right() + 1, place.bottom() + 1)
        part = image.convert("RGB").crop(corner)
    if part.width > WIDTH:
        size = (WIDTH, round(part.height * WIDTH / part.width))
        part = part.resize(size, Image.Resampling.LANCZOS)
    few = part.quantize(COLOURS, Image.Quantize.MEDIANCUT, kmeans=6, dither=Image.Dither.NONE)
    few.save(target, optimize=True)


def _framed(shown: "Shown") -> Scene:
    """The tour's scene to its end, pictured at the step wanted; whole windows made smaller."""

    def scene(stage: Stage) -> Iterator[str]:
        stage.window.resize(FIRST if shown.frame else SIZE)
        for step in shown.scene(stage):
            yield ""
            if step == shown.step:
                _hide_folder(stage)
                _places[language(), shown.picture] = _place(stage, shown.frame)
                yield shown.picture
        stage.clear()
        stage.window.resize(FIRST)

    return scene


def _hide_folder(stage: Stage) -> None:
    """The folder of a tour is called otherwise each time."""
    for top in QApplication.topLevelWidgets():
        for words in top.findChildren(QLabel):
            if str(stage.folder) in words.text():
                words.setText(words.text().replace(str(stage.folder), "D:"))


def _place(stage: Stage, frame: str) -> QRect:
    """Where that widget stands in the picture; a dialog with its title, "" the whole window."""
    whole = stage.window.rect()
    if not frame:
        return whole
    widget: QWidget = stage.find(frame)
    origin = stage.window.geometry().topLeft()
    place = QRect(widget.mapToGlobal(QPoint(0, 0)) - origin, widget.size())
    if isinstance(widget, QDialog):
        place = QRect(place.left(), max(0, place.top() - TITLE_BAR),
                      place.width(), place.height() + TITLE_BAR)  # fmt: skip
    else:
        place.adjust(-AROUND, -AROUND, AROUND, AROUND)
    return place.intersected(whole)


if __name__ == "__main__":
    sys.exit(main())
