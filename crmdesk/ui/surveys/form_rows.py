"""The rows of a web form with whose they are; doubtful ones are decided here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.core.messages import message
from crmdesk.models.exchange.survey_forms.plan import CREATE, SKIP, FormPlan, Pick, PlannedAnswers
from crmdesk.models.surveys.rules import say_value
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.menus import add_entry, passing_menu
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker

MOST_PROBLEMS = 6
_TONES = {"new": "green", CREATE: "blue", "unknown": "amber", "ambiguous": "amber",
          "nobody": "red"}  # fmt: skip


_REASONS = {
    "unknown": "survey.file.customer",
    "ambiguous": "survey.file.ambiguous",
    "nobody": "survey.file.nobody",
}


class FormRows(QWidget):
    """`decided({row: pick})`: Enter offers whom it may be, N creates, X leaves out; `all_decided`
    follows when all unknown ones are created."""

    decided = Signal(object)
    all_decided = Signal()

    def __init__(self, db: Database, jobs: JobRunner) -> None:
        super().__init__()
        self._rows: tuple[PlannedAnswers, ...] = ()
        self.table = QTableWidget(0, 5)
        self.table.setObjectName("form_rows")
        self.picker = CustomerPicker(db, jobs)
        self.picker.setObjectName("form_picker")
        self.picker.changed.connect(lambda _choice: self._on_picked())
        self._dress()
        bar = QHBoxLayout()
        bar.addWidget(label(_("This row is"), "secondary"))
        bar.addWidget(self.picker, 1)
        for name, text, role, key, pick in (
            ("form_create", _("A new customer"), "add", "Alt+N", CREATE),
            ("form_skip", _("Left out"), "close", "Alt+X", SKIP),
        ):
            button = PlainButton(text, role)
            button.setObjectName(name)
            button.setToolTip(f"{text} ({key})")
            button.clicked.connect(lambda _on=False, pick=pick: self._decide(pick))
            QShortcut(key, self).activated.connect(button.click)
            bar.addWidget(button)
        self.create_all = PlainButton(_("Create all unknown ones"), "customers")
        self.create_all.setObjectName("form_create_all")
        self.create_all.clicked.connect(lambda: self._create_all())
        bar.addWidget(self.create_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(bar)

    def show_plan(self, plan: FormPlan) -> None:
        """What would become of each row."""
        current = self.table.currentRow()
        self._rows = plan.rows
        self.table.setRowCount(len(plan.rows))
        for at, row in enumerate(plan.rows):
            for place, text in enumerate(_cells(row)):
                item = QTableWidgetItem(text)
                item.setToolTip(message(_REASONS[row.outcome]) if place == 3 and row.open else text)
                if place == 3 and row.outcome in _TONES:
                    item.setForeground(QColor(tokens().tone(_TONES[row.outcome])[0]))
                self.table.setItem(at, place, item)
        doubtful = [at for at, row in enumerate(plan.rows) if row.open]
        first = doubtful[0] if doubtful else 0
        self.table.setCurrentCell(current if current >= 0 and not doubtful else first, 0)
        self.create_all.setVisible(any(row.outcome == "unknown" for row in plan.rows))

    def current(self) -> PlannedAnswers | None:
        """The row the keyboard stands on."""
        at = self.table.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def offer(self) -> QMenu | None:
        """Whom it may be."""
        row = self.current()
        if row is None or row.outcome in ("known", "twin"):
            return None
        menu = passing_menu(self, "form_candidates")
        for number, (key, name) in enumerate(row.candidates, start=1):
            add_entry(menu, f"&{number}  {name}", "person", partial(self._decide, key))
        add_entry(menu, _("A new customer"), "add", partial(self._decide, CREATE))
        add_entry(menu, _("Left out"), "close", partial(self._decide, SKIP))
        rect = self.table.visualRect(self.table.currentIndex())
        menu.popup(self.table.viewport().mapToGlobal(rect.bottomLeft()))
        return menu

    def _dress(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(
            [_("Row"), _("Who answered"), _("Answers"), _("Customer"), _("Phone")]
        )
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStyleSheet("QHeaderView::section { padding: 0 3px; }")  # as the cells have it
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for place, width in ((0, 50), (1, 150), (3, 230), (4, 130)):
            table.setColumnWidth(place, width)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(key, table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.offer)
        table.cellDoubleClicked.connect(lambda _row, _column: self.offer())
        table.setAccessibleName(_("Rows"))

    def _decide(self, pick: Pick) -> None:
        if (row := self.current()) is not None:
            self.decided.emit({row.row: pick})

    def _on_picked(self) -> None:
        if (customer := self.picker.customer_id()) is not None:
            self.picker.set_choice(None)
            self._decide(customer)

    def _create_all(self) -> None:
        self.decided.emit({row.row: CREATE for row in self._rows if row.outcome == "unknown"})
        self.all_decided.emit()


def tell_counts(plan: FormPlan) -> str:
    """12 份新答卷，3 份以前导入过，2 份还不知道是谁."""
    counts = plan.counts()
    texts = {
        "new": ngettext("{n} answer of a known customer", "{n} answers of known customers",
                        counts.get("new", 0)),
        CREATE: ngettext("{n} new customer", "{n} new customers", counts.get(CREATE, 0)),
        "known": ngettext("{n} taken over before", "{n} taken over before",
                          counts.get("known", 0)),
        "twin": ngettext("{n} twice in the file", "{n} twice in the file", counts.get("twin", 0)),
        SKIP: ngettext("{n} left out", "{n} left out", counts.get(SKIP, 0)),
    }  # fmt: skip
    doubtful = sum(row.open for row in plan.rows)
    parts = [text.format(n=counts[code]) for code, text in texts.items() if counts.get(code)]
    if doubtful:
        told = ngettext(
            "{n} row to be decided: Enter offers whom it may be",
            "{n} rows to be decided: Enter offers whom it may be",
            doubtful,
        )
        parts.append(told.format(n=doubtful))
    return " · ".join(parts)


def problem_lines(plan: FormPlan) -> list[str]:
    """The first problems by row and column, and how many more there are."""
    lines = [
        _("Row {row}, {column} “{header}”: “{value}”: {reason}").format(
            row=one.row, column=one.column, header=one.header, value=one.value,
            reason=message(one.code),
        )
        for one in plan.problems[:MOST_PROBLEMS]
    ]  # fmt: skip
    more = len(plan.problems) - len(lines)
    if more > 0:
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return lines


def _cells(row: PlannedAnswers) -> tuple[str, str, str, str, str]:
    said = pgettext("list", ", ").join(
        say_value("multiple", value) for value in row.answers.values()
    )
    who = " · ".join(filter(None, (row.name, row.company)))
    return str(row.row), who or "—", said, _becomes(row), row.reached


def _becomes(row: PlannedAnswers) -> str:
    among = len(row.candidates)
    return {
        "new": row.customer,
        CREATE: _("A new customer"),
        "known": _("Taken over before"),
        "twin": _("The same as row {row}").format(row=row.twin),
        SKIP: _("Left out"),
        "unknown": _("Not known here"),
        "ambiguous": ngettext("One of {n}", "One of {n}", among).format(n=among),
        "nobody": _("Neither name nor phone"),
    }[row.outcome]
