"""Gift lists and service plans in the tour."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize

from crmdesk.ui.shell.main_window import FIRST
from crmdesk.ui.shell.tour_stage import Stage

SMALL = QSize(1100, 700)


def gifts(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("care")
    stage.find("care_panel").turn_to("gifts")
    yield "gifts"
    stage.window.resize(SMALL)
    yield "gifts-small"
    stage.window.resize(FIRST)
    stage.find("gift_add").click()
    yield "gift-new"
    stage.clear()
    stage.find("gift_propose").click()
    yield "gift-proposals"
    stage.clear()
    stage.find("new_gift_list").click()
    yield "gift-list-new"
    stage.clear()


def gifts_from_list(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("customers")
    yield ""
    panel = stage.find("customers_panel")
    ids = panel.results.model.ids()
    panel.results.table.select_ids(ids[1:6], ids[1])
    stage.commands.run("customers.gift")
    yield "gift-from-customers"
    stage.clear()


def plans(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("care")
    panel = stage.find("care_panel")
    tab = panel.turn_to("plans")
    yield "plans"
    stage.window.resize(SMALL)
    yield "plans-small"
    stage.window.resize(FIRST)
    plan = tab.current()
    tab.view.edit()
    yield "plan-edit"
    stage.clear()
    tab.view.services.setFocus()
    tab.view.services.setCurrentRow(len(plan.services) - 1)
    tab.view.services.ticked.emit(plan.services[-1].id)
    yield "plan-service"
    stage.clear()
    tab.acts.print(plan)
    yield "plan-print"
    stage.clear()
    stage.go.open_customer(plan.customer_id)
    yield ""
    stage.find("customers_panel")
    page = stage.find("customer_page")
    page.body.show_tab("plans")
    yield "page-plan"
    page.body.show_tab("timeline")
