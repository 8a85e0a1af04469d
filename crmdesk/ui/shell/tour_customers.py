"""Customers in the tour: the list, the page, what is written and sold there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QSplitter

from crmdesk.models.demo.showcase import typed
from crmdesk.ui.shell.tour_stage import Stage


def customer_list(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("customers")
    yield "customers"
    stage.find("customer_search").setText("zs")
    yield "customers-search"
    stage.find("customer_search").setText("qqqq")
    yield "customers-no-match"
    panel = stage.find("customers_panel")
    panel.clear()
    panel.bar.chips["stages"].set_values(["customer", "returning"])
    panel.bar.changed.emit()
    yield ""
    panel.bar.chips["tags"].open()
    yield "customers-filter"
    stage.clear()
    panel.clear()
    yield ""
    ids = panel.results.model.ids()
    panel.results.table.select_ids(ids[1:8], ids[1])
    yield "customers-selected"
    panel.results.table.select_id(ids[0])
    button = stage.find("view_button")
    button.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))
    yield "customers-views"


def customer_pages(stage: Stage) -> Iterator[str]:
    stage.go.open_customer(stage.known.rich)
    yield "page"
    for name in ("orders", "profile", "invoices", "files", "changes"):
        _turn(stage, name)
        yield f"page-{name}"
    stage.go.open_customer(stage.known.company)
    _turn(stage, "contacts")
    yield "page-company-contacts"
    stage.go.open_customer(stage.known.bare)
    _turn(stage, "timeline")
    yield "page-almost-empty"


def wide_page(stage: Stage) -> Iterator[str]:
    stage.go.open_customer(stage.known.rich)
    [splitter] = stage.window.findChildren(QSplitter, "customers")
    before = splitter.sizes()
    splitter.setSizes([330, 950])
    yield "page-wide"
    splitter.setSizes(before)


def composer(stage: Stage) -> Iterator[str]:
    stage.go.open_customer(stage.known.rich)
    yield ""
    stage.commands.run("interaction.log")
    stage.type(stage.find("log_words"), typed("typing"))
    yield "composer"
    stage.find("log_more").click()
    yield "composer-details"
    stage.find("log_more").click()
    stage.find("log").click()
    yield "composer-logged"


def new_customer(stage: Stage) -> Iterator[str]:
    stage.go.new_customer(stage.known.name)
    yield "new-customer"


def orders(stage: Stage) -> Iterator[str]:
    stage.go.open_customer(stage.known.rich)
    stage.go.open_order(None, stage.known.rich)
    yield ""
    dialog = stage.find("order_dialog")
    dialog.lines.show_texts([told.split("|") for told in typed("order").split("｜")])
    dialog.check()
    yield "order-new"
    stage.clear()
    stage.go.open_order(stage.known.order)
    yield "order-edit"
    stage.clear()
    stage.go.take_payment(stage.known.rich)
    yield "order-payment"


def _turn(stage: Stage, name: str) -> None:
    stage.find("customer_page").body.show_tab(name)
