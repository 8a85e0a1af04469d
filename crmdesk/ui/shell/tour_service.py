"""Service orders and contracts in the tour."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize

from crmdesk.models.service.queries import ServiceFilter, find_ids, load_rows
from crmdesk.models.service.rules import FEEDBACK, STEPS
from crmdesk.ui.shell.main_window import FIRST
from crmdesk.ui.shell.tour_stage import Stage

SMALL = QSize(1100, 700)


def service(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("service")
    yield "service"
    stage.window.resize(SMALL)
    yield "service-small"
    stage.window.resize(FIRST)
    panel = stage.find("service_panel")
    panel.tabs.setCurrentIndex(1)
    yield "service-contracts"
    stage.find("visit_done").click()
    yield "service-visit"
    stage.clear()
    stage.go.open_contract()
    yield "service-contract-new"
    stage.clear()
    panel.tabs.setCurrentIndex(0)


def service_order(stage: Stage) -> Iterator[str]:
    """A new one, then open ones at each step."""
    stage.window.show_screen("service")
    stage.commands.run("service.new")
    yield "service-new"
    stage.clear()
    with stage.db.read() as session:
        rows = load_rows(session, find_ids(session, ServiceFilter("open")))
    at = {row.step: row for row in rows.values()}
    for step in STEPS[1:]:
        if step in at:
            stage.go.open_service(at[step].id)
            yield f"service-step{step}"
            stage.clear()
    last = at.get(FEEDBACK, next(iter(rows.values())))
    stage.go.open_service(last.id)
    yield ""
    dialog = stage.find("service_dialog")
    dialog.buttons.preview()
    yield "service-print"
    stage.clear()
    stage.go.open_customer(last.customer_id)
    yield ""
    page = stage.find("customer_page")
    page.body.show_tab("service")
    yield "page-service"
    page.body.show_tab("timeline")
    stage.window.show_screen("office")
    stage.find("office_panel").show_settings("service")
    yield "office-service"
