"""What an import did, in numbers, with ways to whom it was about, and every problem."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.exchange.importing import ImportResult
from crmdesk.models.exchange.planning.outcomes import skipped_rows
from crmdesk.models.exchange.problem_rows import problem_keys
from crmdesk.ui.exchange.export_result import ExportResult
from crmdesk.ui.exchange.plan_tables import ListModel, in_a_row, kind_texts, problem_columns
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.card import Card


class ReportPage(QWidget):
    """Created, changed, merged, skipped; the problems below, where there are any.

    `show_asked("new" or "changed")`: the user wants to see them in the list; `save_asked()`: the
    rows with problems as a workbook.
    """

    show_asked = Signal(str)
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = QHBoxLayout()
        self.numbers.setSpacing(12)
        self._hint = label("", "secondary", wrap=True)
        self._skipped: dict[tuple[str, int], str] = {}
        columns = problem_columns(lambda one: self._skipped.get((one.sheet, one.row)))
        self.model = ListModel(columns, self)
        self._table = DataTable("import_problems", self.model)
        self.save = PlainButton(_("Save the rows with problems…"), "file-table")
        self.save.setObjectName("save_problems")
        self.save.clicked.connect(lambda: self.save_asked.emit())
        self._only_customers = True
        self._what = label("", "secondary", wrap=True)
        self.saved = ExportResult()
        self._rest = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(12)
        bar.addWidget(self._what, 1)
        bar.addWidget(self.save)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(self.numbers)
        outer.addWidget(self._hint)
        outer.addWidget(self._bar)
        outer.addWidget(self.saved)
        outer.addWidget(self._table, 1)
        outer.addWidget(self._rest, 1)

    def show_result(self, result: ImportResult) -> None:
        """Show the numbers of an import."""
        counts = result.plan.counts()
        self._only_customers = len(list(result.plan.all_rows())) == len(result.plan.rows)
        told_of = result.plan.kinds()
        kinds = {action: kind_texts(of) for action, of in told_of.items()}
        named = [
            (_("new"), sum(told_of["create"]), "new", kinds["create"]),
            (_("changed"), counts["updated"], "changed", kinds["update"]),
            (_("merged"), counts["merged"], "", kinds["merge"]),
            (_("skipped"), counts["skipped"], "", kinds["skip"]),
        ]
        if result.plan.deleted:
            named.append((_("deleted"), len(result.plan.deleted), "", []))
        for text, count, code, told in named:
            shown = {"new": result.plan.created, "changed": result.plan.updated}.get(code)
            self.numbers.addWidget(self._card(text, count, code if shown else "", told), 1)
        problems = result.plan.problems
        self._skipped = skipped_rows(result.plan)
        self.model.set_rows(problems)
        for widget in (self._table, self._bar):
            widget.setVisible(bool(problems))
        self.save.setVisible(bool(problem_keys(result.plan)))
        self._rest.setVisible(not problems)
        hint = _("One Ctrl+Z takes the whole import back, overwritten values included.")
        if result.change_set is None:
            hint = _("Nothing was to be changed.")
        self._hint.setText(hint)
        if problems:
            found = ngettext(
                "{n} cell could not be taken as it is; what became of it stands beside it.",
                "{n} cells could not be taken as they are; what became of each stands beside it.",
                len(problems),
            )
            self._what.setText(found.format(n=f"{len(problems):,}"))

    def tell_saved(self, path: Path, rows: int) -> None:
        """The rows with problems stand in this file."""
        told = ngettext(
            "{n} row stands in {file}, the reason beside it. Correct it and import the file again.",
            "{n} rows stand in {file}, the reason beside each. Correct them and import the file "
            "again.",
            rows,
        )
        self.saved.tell(path, told.format(n=f"{rows:,}", file=path.name))

    def _card(self, text: str, count: int, code: str, kinds: Sequence[str]) -> Card:
        """A number; where rows of several kinds make it up, how many of each."""
        card = Card()
        card.add(label(f"{count:,}", "big"))
        card.add(label(text, "secondary"))
        if len(kinds) > 1 or (count and kinds and not self._only_customers):
            card.add(label(in_a_row(kinds), "muted", wrap=True))
        if code and count:
            link = PlainButton(_("Show in the list"), kind="link")
            link.setObjectName(f"show_{code}")
            link.clicked.connect(lambda: self.show_asked.emit(code))
            card.add(link)
        card.body.addStretch(1)
        return card
