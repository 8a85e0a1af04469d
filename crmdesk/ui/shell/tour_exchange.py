"""In and out in the tour: books taken in, pasted text, exports, cleaning up."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTabWidget

from crmdesk.models.demo.showcase import typed
from crmdesk.models.exchange.export.sets import standard_sets
from crmdesk.ui.shell.tour_books import returned_book
from crmdesk.ui.shell.tour_messy import locked_book, messy_book
from crmdesk.ui.shell.tour_stage import Stage


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
