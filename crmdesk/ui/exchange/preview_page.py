"""The preview of an import: what was understood, and what it would do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.exchange.plan import ImportChoices, Plan
from crmdesk.models.exchange.understood import Understanding
from crmdesk.ui.exchange.columns_page import ColumnsPage
from crmdesk.ui.exchange.plan_tables import (
    ListModel,
    changed_columns,
    created_columns,
    problem_columns,
    skipped_columns,
)
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16")
TEXT_FORMATS = ("csv", "tsv")


class PreviewPage(QWidget):
    """`choices_changed()` and `columns_changed(sheet, column, target)` ask for a new preview."""

    choices_changed = Signal()
    encoding_changed = Signal(str)
    kind_changed = Signal(str)
    columns_changed = Signal(str, int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = label("", "secondary", wrap=True)
        self.mode = ChoiceRow(
            [("update", _("Update")), ("fill", _("Fill blanks only")), ("skip", _("Leave alone")),
             ("create", _("Create again"))]
        )  # fmt: skip
        self.mode.set_value("update")
        self.group = QCheckBox(_("People of one company as its contacts"))
        self.group.setObjectName("group_by_company")
        self.encoding = QComboBox()
        self.encoding.setObjectName("encoding")
        self.encoding.addItem(_("Encoding: detected"), "")
        for name in ENCODINGS:
            self.encoding.addItem(name.upper(), name)
        self.kind = QComboBox()
        self.kind.setObjectName("kind")
        self.kind.setAccessibleName(_("What the file holds"))
        self.kind.addItem(_("Contents: recognised"), "")
        self.kind.addItem(_("Customers"), "customers")
        self.kind.addItem(_("Orders"), "orders")
        self.kind.addItem(pgettext("sheet", "Contact log"), "interactions")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("plan_tabs")
        self.columns = ColumnsPage()
        self._models: dict[str, ListModel] = {}
        self._areas: dict[str, ListArea] = {}
        self._lay_out()
        self.mode.changed.connect(lambda value: self._on_mode(value))
        self.group.toggled.connect(lambda _on: self.choices_changed.emit())
        self.encoding.activated.connect(
            lambda _at: self.encoding_changed.emit(str(self.encoding.currentData()))
        )
        self.kind.activated.connect(
            lambda _at: self.kind_changed.emit(str(self.kind.currentData()))
        )
        self.columns.changed.connect(self.columns_changed)

    def _lay_out(self) -> None:
        self._existing = QWidget()
        choices = QHBoxLayout(self._existing)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(12)
        choices.addWidget(label(_("Customers that are there already:"), "secondary"))
        choices.addWidget(self.mode, 1)
        more = QHBoxLayout()
        more.addWidget(self.group)
        more.addStretch(1)
        more.addWidget(self.kind)
        more.addWidget(self.encoding)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.facts)
        outer.addWidget(self._existing)
        outer.addLayout(more)
        outer.addWidget(self.tabs, 1)
        self._add_tab("create", created_columns(), _("No new customers in this file."))
        self._add_tab("update", changed_columns(), _("Nobody’s facts change."))
        self._add_tab("merge", changed_columns(), _("No rows of the file belong together."))
        self._add_tab("skip", skipped_columns(), _("No row is left out."))
        self._add_tab("problem", problem_columns(), _("Everything could be read."))
        self.tabs.addTab(self.columns, "")

    def _add_tab(self, code: str, columns: list[Column], empty: str) -> None:
        model = self._models[code] = ListModel(columns, self)
        table = DataTable(f"plan_{code}", model, two_lines=code == "create")
        area = self._areas[code] = ListArea(table, EmptyState("check-circle", empty))
        self.tabs.addTab(area, "")

    def model(self, code: str) -> ListModel:
        """The rows of a tab: create, update, merge, skip or problem."""
        return self._models[code]

    def import_choices(self) -> ImportChoices:
        """How customers that are there already are treated."""
        choices: dict[object, ImportChoices] = {
            "fill": ImportChoices("update", fill_only=True),
            "skip": ImportChoices("skip"),
            "create": ImportChoices("create"),
        }
        return choices.get(self.mode.value(), ImportChoices())

    def show_preview(self, understanding: Understanding, plan: Plan) -> None:
        """Fill everything from a plan."""
        self.facts.setText(_facts(understanding, plan))
        self.encoding.setVisible(understanding.format in TEXT_FORMATS)
        for widget in (self._existing, self.group):  # of orders and talks there is nothing to say
            widget.setVisible(bool(understanding.customers))
        self.columns.show_sheets(understanding.sheets)
        rows = list(plan.all_rows())
        for code in ("create", "update", "merge", "skip"):
            self._fill(code, [row for row in rows if row.action == code])
        self._fill("problem", plan.problems)
        counts = {code: model.rowCount() for code, model in self._models.items()}
        titles = (
            _("New {n}"), _("Changed {n}"), _("Merged {n}"), _("Skipped {n}"), _("Problems {n}"),
        )  # fmt: skip
        for at, (count, title) in enumerate(zip(counts.values(), titles, strict=True)):
            self.tabs.setTabText(at, title.format(n=f"{count:,}"))
        self.tabs.setTabText(len(counts), _("Columns"))

    def clear(self) -> None:
        """Show no rows, and keep none."""
        for model in self._models.values():
            model.set_rows(())

    def _fill(self, code: str, rows: Sequence[object]) -> None:
        self._models[code].set_rows(rows)
        if rows:
            self._areas[code].show_content()
        else:
            self._areas[code].show_empty()

    def _on_mode(self, value: object) -> None:
        if value is None:  # taking the choice back means the usual one
            self.mode.set_value("update")
        self.choices_changed.emit()


def _facts(understanding: Understanding, plan: Plan) -> str:
    count = plan.counts()["rows"]
    parts = [plan.file, understanding.format.upper()]
    if understanding.format in TEXT_FORMATS and understanding.encoding:
        parts.append(understanding.encoding.upper())
    sheets = [sheet for sheet in understanding.sheets if sheet.kind]
    if len(sheets) > 1:
        parts.append("、".join(sheet.name for sheet in sheets))
    elif sheets and sheets[0].header_row:
        parts.append(_("header in row {n}").format(n=sheets[0].header_row))
    parts.append(ngettext("{n} row", "{n} rows", count).format(n=f"{count:,}"))
    return " · ".join(parts)
