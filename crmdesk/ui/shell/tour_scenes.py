"""What a tour shows, scene by scene.

A scene does what a user does and yields the name of a picture whenever there is one to take, or
"" to wait until everything has arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSplitter, QTabWidget

from crmdesk.models.demo.showcase import typed
from crmdesk.models.exchange.export.sets import standard_sets
from crmdesk.ui.shell.main_window import FIRST
from crmdesk.ui.shell.tour_books import returned_book
from crmdesk.ui.shell.tour_care import gifts, gifts_from_list, plans
from crmdesk.ui.shell.tour_daybook import (
    daily_report,
    five_numbers,
    notice_settings,
    pocket_sheet,
)
from crmdesk.ui.shell.tour_faults import damaged, troubles
from crmdesk.ui.shell.tour_help import manual
from crmdesk.ui.shell.tour_journal import conflicts, empty_journal, journal
from crmdesk.ui.shell.tour_law import law
from crmdesk.ui.shell.tour_lock import locked, password_choices, recovery_sheet
from crmdesk.ui.shell.tour_masking import masked_numbers, privacy_settings, private_notes
from crmdesk.ui.shell.tour_messy import locked_book, messy_book
from crmdesk.ui.shell.tour_rhythms import checklist, next_step, rhythms, visits
from crmdesk.ui.shell.tour_service import service, service_order
from crmdesk.ui.shell.tour_stage import Stage
from crmdesk.ui.shell.tour_surveys import standard_answers, survey_call, survey_form, surveys
from crmdesk.ui.shell.tour_today import today_by_hour, today_left_over, today_week
from crmdesk.ui.shell.tour_trust import backups, password
from crmdesk.ui.shell.tour_welcome import about, first_start, moving, short_tour
from crmdesk.ui.today.items import RowItem

Scene = Callable[[Stage], Iterator[str]]
SMALL = QSize(1100, 700)


def today(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("today")
    yield "today"
    panel = stage.find("today_panel")
    greeted = [item for item in panel.model.items() if isinstance(item, RowItem)]
    last = next(item for item in reversed(greeted) if item.row.occasion and item.row.greeting)
    panel.view.setCurrentIndex(panel.model.index_of(last.key))
    yield "today-festival"
    panel.commands.greet.edit(panel.current_row())
    yield "today-greeting"
    stage.clear()
    stage.find("today").setFocus()
    stage.commands.run("interaction.log")
    yield "log-from-today"


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


def follow_ups(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("follow_ups")
    yield "follow-ups"
    stage.go.open_follow_up(None, stage.known.rich)
    yield ""
    line = stage.find("when_line")
    line.setText(typed("follow_up"))
    yield "follow-up-dialog"


def promises(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("promises")
    yield "promises"
    panel = stage.find("promises_panel")
    panel.commands.move(panel.rows())
    yield "promise-move"
    stage.clear()
    panel.commands.give_up(panel.rows())
    yield "promise-given-up"
    stage.clear()
    stage.go.open_promise(None, stage.known.rich)
    yield ""
    stage.find("when_line").setText(typed("promise"))
    yield "promise-dialog"
    stage.clear()
    stage.go.open_customer(stage.known.rich)
    yield ""
    stage.go.log_interaction(stage.known.rich)
    stage.type(stage.find("log_words"), typed("promised"))
    yield "promise-offered"
    stage.clear()
    stage.commands.run("interaction.catch_up")
    grid = stage.find("catch_up")
    grid.rows[0].customer.set_customer(stage.known.rich)
    stage.type(grid.rows[0].words, typed("promised"))
    grid.rows[1].customer.set_customer(stage.known.company)
    stage.type(grid.rows[1].words, typed("typing"))
    yield "catch-up"


def complaints(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("complaints")
    yield "complaints"
    stage.go.open_complaint(None, stage.known.rich)
    yield ""
    stage.type(stage.find("words"), typed("complaint"))
    yield "complaint-1-listen"
    stage.clear()
    for step, name in ((2, "verify"), (3, "propose"), (4, "resolve"), (5, "confirm")):
        stage.go.open_complaint(stage.known.complaints[step])
        yield f"complaint-{step}-{name}"
        stage.clear()


def complaint_care(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("complaints")
    tabs = stage.find("complaint_tabs")
    for at, name in ((1, "board"), (2, "report"), (3, "improvements")):
        tabs.setCurrentIndex(at)
        yield f"complaints-{name}"
    stage.find("measure_new").click()
    yield "complaints-measure"
    stage.clear()
    stage.find("measure_call").click()
    yield "complaints-measure-call"
    stage.clear()
    tabs.setCurrentIndex(0)
    stage.go.open_complaint(stage.known.complaints[3])
    yield ""
    stage.find("clock_pause").click()
    yield "complaint-wait"
    stage.clear()
    stage.go.open_complaint(stage.known.complaints[4])
    yield ""
    bar = stage.find("clock_bar")
    (bar.proposal if bar.proposal.isVisible() else bar.escalate).click()
    yield "complaint-escalate"


def importing(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("customers")
    stage.go.open_import(stage.folder / typed("book"))
    yield ""
    table = stage.find("plan_create")
    table.opened.emit(table.model().ids()[0])
    yield "import-new"
    tabs = stage.find("plan_tabs")
    assert isinstance(tabs, QTabWidget)
    for at, name in ((2, "merged"), (4, "problems")):
        tabs.setCurrentIndex(at)
        yield f"import-{name}"
    for name in ("match", "columns", "sheets"):
        stage.find(f"step_{name}").click()
        yield f"import-{name}"
    stage.find("step_plan").click()
    stage.find("apply").click()
    yield "import-report"
    stage.clear()
    stage.go.open_import(stage.folder / typed("no_book"))
    yield "import-refused"


def import_steps(stage: Stage) -> Iterator[str]:
    """Files that need a look: two headings, none at all, a password."""
    stage.window.show_screen("customers")
    messy, locked = stage.folder / typed("messy"), stage.folder / typed("locked")
    messy_book(messy, typed("messy_sheets"))
    locked_book(locked, messy)
    stage.go.open_import(messy)
    yield "import-doubtful"
    sheets = stage.find("sheet_list")
    sheets.setCurrentRow(0)
    yield "import-two-headings"
    stage.find("step_columns").click()
    table = stage.find("import_columns")
    table.ask("")
    yield "import-fields"
    stage.find("new_field").click()
    yield "import-new-field"
    stage.find("field_picker").close()
    stage.clear()
    stage.go.open_import(locked)
    yield "import-locked"


def returning(stage: Stage) -> Iterator[str]:
    """Who goes on living in Excel: an export edited there comes back."""
    stage.window.show_screen("customers")
    path = stage.folder / typed("returned")
    returned_book(stage.db, path, typed("new_title"), typed("new_name"))
    stage.go.open_import(path)
    yield ""
    stage.find("step_plan").click()
    table = stage.find("plan_update")
    for row_id in reversed(table.model().ids()[:3]):
        table.opened.emit(row_id)
    yield "import-differences"
    tabs = stage.find("plan_tabs")
    tabs.setCurrentIndex(tabs.count() - 1)
    missing = stage.find("plan_missing")
    missing.opened.emit(missing.model().ids()[0])
    yield "import-missing"


def pasting(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("customers")
    for what in ("paste", "paste_several", "paste_chat"):
        QGuiApplication.clipboard().setText(typed(what).replace("｜", "\n"))
        stage.commands.run("customer.paste")
        yield what.replace("_", "-")
        stage.clear()


def exporting(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("customers")
    yield ""
    stage.go.open_export()
    yield "export"
    stage.find("choose_columns").click()
    picking = stage.find("columns_dialog")
    picking.taken.show_targets(standard_sets()[1].targets)
    picking.taken.changed.emit()
    yield "export-columns"
    picking.reject()
    stage.find("choice_template").click()
    dialog = stage.find("export_dialog")
    dialog.template.save_sample(stage.folder / f"{typed('template')}.xlsx")
    yield "export-template"


def cleaning(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("duplicates")
    yield ""
    yield "duplicates"
    panel = stage.find("cleaning_panel")
    panel.groups.merge_current()
    yield "duplicates-merge"
    stage.clear()
    panel.groups.many.click()
    yield "duplicates-merge-all"
    stage.clear()
    panel.tabs.setCurrentIndex(1)
    panel.gaps.chips.choose("bad_phone")
    yield ""
    panel.gaps.edit_phone()
    yield "duplicates-missing"
    stage.window.setFocus()
    panel.tabs.setCurrentIndex(2)
    yield "duplicates-silent"
    panel.tabs.setCurrentIndex(0)


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


EMPTY = ("today", "customers", "follow_ups", "promises", "complaints", "service", "care", "surveys",
         "duplicates", "office")  # fmt: skip


def empty_office(stage: Stage) -> Iterator[str]:
    for name in EMPTY:
        stage.window.show_screen(name)
        yield f"empty-{name.replace('_', '-')}"
    yield from empty_journal(stage)


SCENES: tuple[Scene, ...] = (
    today, today_by_hour, today_week, today_left_over, customer_list, customer_pages, wide_page,
    composer, next_step, new_customer, orders, follow_ups, visits, checklist, rhythms,
    promises, complaints, surveys, survey_call, survey_form, standard_answers,
    complaint_care, gifts, gifts_from_list, plans,
    five_numbers, daily_report, pocket_sheet, notice_settings, service, service_order,
    importing, import_steps,
    returning, pasting, exporting,
    cleaning, office, program, manual, printing, journal, conflicts,
    backups, damaged, troubles, password,
    locked,
    password_choices, recovery_sheet, law,
    masked_numbers, private_notes, privacy_settings,
    first_start, short_tour, moving, about, small,
)  # fmt: skip
OTHER_SIZES: tuple[Scene, ...] = (today, customer_list, customer_pages, complaints, small)


def _turn(stage: Stage, name: str) -> None:
    stage.find("customer_page").body.show_tab(name)
