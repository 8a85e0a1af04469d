"""The program itself in the tour: lists, settings, prints, a small window, an empty office."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMenu

from crmdesk.models.demo.showcase import typed
from crmdesk.ui.shell.main_window import FIRST
from crmdesk.ui.shell.tour_journal import empty_journal
from crmdesk.ui.shell.tour_stage import Stage

SMALL = QSize(1100, 700)
EMPTY = ("today", "customers", "follow_ups", "promises", "complaints", "service", "care", "surveys",
         "duplicates", "office")  # fmt: skip


def office(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("office")
    yield "lists-tags"
    stage.find("lists").setCurrentRow(3)
    yield "lists-fields"
    stage.find("add").click()
    yield "lists-add"
    stage.clear()
    panel = stage.find("office_panel")
    for name in ("hours", "holidays", "targets", "festivals"):
        panel.show_settings(name)
        yield f"office-{name}"
    panel.show_settings("holidays")
    stage.find("holidays_card").paste(typed("notice").replace("｜", "\n"))
    yield "office-holidays-paste"
    stage.clear()
    stage.find("lists").setCurrentRow(0)


def program(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("today")
    for command, name in (
        ("file.settings", "settings"),
        ("help.shortcuts", "shortcuts"),
        ("help.about", "about"),
    ):
        stage.commands.run(command)
        yield name
        stage.clear()
    stage.commands.run("go.palette")
    yield "palette"
    stage.find("palette_field").setText("zs")
    yield "palette-search"
    stage.clear()
    bar = stage.window.menuBar()
    [menu] = bar.findChildren(QMenu, "menu_customer")
    menu.popup(bar.mapToGlobal(bar.actionGeometry(menu.menuAction()).bottomLeft()))
    yield "menu"


def printing(stage: Stage) -> Iterator[str]:
    stage.go.open_customer(stage.known.rich)
    yield ""
    stage.find("customer_page").print_page()
    yield "print-customer"
    stage.clear()
    stage.window.show_screen("customers")
    stage.commands.run("file.print")
    yield "print-list"


def small(stage: Stage) -> Iterator[str]:
    stage.window.resize(SMALL)
    for name in ("today", "follow_ups", "promises", "complaints", "duplicates", "office"):
        stage.window.show_screen(name)
        yield f"small-{name.replace('_', '-')}"
    stage.go.open_customer(stage.known.rich)
    yield "small-customers"
    stage.window.resize(FIRST)


def empty_office(stage: Stage) -> Iterator[str]:
    for name in EMPTY:
        stage.window.show_screen(name)
        yield f"empty-{name.replace('_', '-')}"
    yield from empty_journal(stage)
