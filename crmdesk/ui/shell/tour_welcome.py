"""Pictures of the first start, the short tour, the move to another computer, licences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crmdesk.models.backups.luggage import hand_over, what_is_here
from crmdesk.models.core.i18n import _, language
from crmdesk.models.core.settings import Settings
from crmdesk.models.demo.words import home
from crmdesk.ui.shell.about import AboutDialog
from crmdesk.ui.shell.about_updates import UpdatesDialog
from crmdesk.ui.shell.guide import STEPS
from crmdesk.ui.shell.tour_stage import Stage, TourHost
from crmdesk.ui.welcome.answers import Answers
from crmdesk.ui.welcome.arrival_dialog import ArrivalDialog
from crmdesk.ui.welcome.demo_bar import DemoBar
from crmdesk.ui.welcome.moving_dialog import MovingDialog
from crmdesk.ui.welcome.page import WelcomePage


def first_start(stage: Stage) -> Iterator[str]:
    """The page with its doors, over the place the window will be."""
    page = WelcomePage(Answers(home(language())))
    page.setWindowFlag(Qt.WindowType.Dialog)  # it is meant to be a window, no part of one
    _center(page, stage.window)
    page.show()
    yield "first-start"
    page.go()


def short_tour(stage: Stage) -> Iterator[str]:
    """Each card where it points."""
    bar = DemoBar()
    stage.window.above.insertWidget(0, bar)
    stage.commands.run("help.tour")
    yield ""
    for at in range(len(STEPS)):
        yield f"tour-{at + 1}"
        stage.find("guide_next").click()
        yield ""
    bar.hide()
    bar.deleteLater()


def moving(stage: Stage) -> Iterator[str]:
    """The file written here, and opened there."""
    now = stage.db.now().astimezone(stage.assembly.zone)
    zone = stage.assembly.zone
    dialog = MovingDialog(
        stage.jobs,
        lambda folder: hand_over(stage.db, folder, now=now, zone=zone),
        now,
        stage.window,
        locked=False,
    )
    dialog.open()
    yield "moving"
    usb = stage.folder / "usb"
    usb.mkdir(exist_ok=True)
    dialog.write_to(usb)
    yield ""
    path = next(usb.iterdir())
    dialog.told.setText(dialog.told.text().replace(str(usb), "/media/usb"))
    yield "moving-written"
    dialog.reject()
    brought = what_is_here(stage.db)
    here = type(brought)(brought.office, 3, 1, now + timedelta(hours=1))
    arrival = ArrivalDialog(path, brought, here, now, stage.window)
    arrival.open()
    yield "moving-arrived"
    arrival.reject()


def about(stage: Stage) -> Iterator[str]:
    """Licences, and a newer version found in a file."""
    box = AboutDialog("/home/office/crmdesk.db", stage.window)
    box.open()
    stage.find("show_licences").click()
    licences = stage.find("licences")
    while not licences.list.count():
        yield ""
    licences.search.setText("pyside")
    yield "licences"
    licences.reject()
    box.reject()
    newest = stage.folder / "newest.toml"
    notes = _("Find anybody while you type")
    told = f'version = "9.9"\nnotes = "{notes}"\nurl = "https://example.com/crmdesk"\n'
    newest.write_text(told, encoding="utf-8")
    updates = UpdatesDialog(TourHost(Settings()), stage.jobs, stage.window)
    updates.open()
    updates.source.setText(str(newest))
    updates.check()
    while not updates.told.isVisible():
        yield ""
    updates.source.setText("/media/usb/newest.toml")
    yield "updates"
    updates.reject()


def _center(page: QWidget, window: QWidget) -> None:
    page.move(window.geometry().center() - page.rect().center())
