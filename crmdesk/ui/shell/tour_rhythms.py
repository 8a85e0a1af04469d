"""The pictures of return visits, next steps and checklists."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize

from crmdesk.models.demo.showcase import typed
from crmdesk.ui.shell.main_window import FIRST
from crmdesk.ui.shell.tour_stage import Stage

SMALL = QSize(1100, 700)


def visits(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("follow_ups")
    screen = stage.find("follow_ups_screen")
    screen.turn_to("visits")
    yield "visits"
    stage.window.resize(SMALL)
    yield "visits-small"
    stage.window.resize(FIRST)
    panel = stage.find("visits_panel")
    panel.scopes.choose("silent:90")
    yield "visits-silent"
    panel.scopes.choose("due")
    yield ""
    panel.commands.done(panel.rows())
    stage.type(stage.find("words"), typed("next_step"))
    yield "visit-done"
    stage.clear()
    panel.commands.hand(panel.rows())
    yield "visit-hand"
    stage.clear()
    panel.commands.skip(panel.rows())
    yield "visit-skip"
    stage.clear()
    screen.turn_to("follow_ups")


def rhythms(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("office")
    stage.find("office_panel").show_settings("rhythms")
    yield "office-rhythms"


def next_step(stage: Stage) -> Iterator[str]:
    stage.go.open_customer(stage.known.rich)
    yield ""
    stage.go.log_interaction(stage.known.rich)
    stage.type(stage.find("log_words"), typed("next_step"))
    yield "next-step-offered"
    stage.clear()


def checklist(stage: Stage) -> Iterator[str]:
    from crmdesk.models.core.clock import local_day, office_zone
    from crmdesk.models.office.settings import load_office
    from crmdesk.models.rhythms.closing import open_checklists
    from crmdesk.ui.kit.closing_button import ClosingButton

    with stage.db.read() as session:
        zone = office_zone(load_office(session).zone)
        found = open_checklists(session, local_day(stage.db.now(), zone))
    if not found:
        return
    stage.go.open_customer(max(found, key=lambda one: one.open < 5).customer_id)
    yield "customer-closing"
    button = stage.find("closing")
    assert isinstance(button, ClosingButton)
    button.open()
    yield "closing-checklist"
    stage.clear()
