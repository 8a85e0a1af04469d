"""What an import did, in numbers and with every problem."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.exchange.importing import ImportResult
from crmdesk.ui.exchange.plan_tables import ListModel, problem_columns
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.card import Card


class ReportPage(QWidget):
    """Created, changed, merged, skipped; the problems below, where there are any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = QHBoxLayout()
        self.numbers.setSpacing(12)
        self._hint = label("", "secondary", wrap=True)
        self.model = ListModel(problem_columns(), self)
        self._table = DataTable("import_problems", self.model)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(self.numbers)
        outer.addWidget(self._hint)
        outer.addWidget(self._table, 1)
        self._rest = QWidget()
        outer.addWidget(self._rest, 1)

    def show_result(self, result: ImportResult) -> None:
        """Show the numbers of an import."""
        counts = result.plan.counts()
        named = ((_("new"), "created"), (_("changed"), "updated"), (_("merged"), "merged"),
                 (_("skipped"), "skipped"))  # fmt: skip
        for text, key in named:
            card = Card()
            card.add(label(f"{counts[key]:,}", "big"))
            card.add(label(text, "secondary"))
            self.numbers.addWidget(card, 1)
        problems = result.plan.problems
        self.model.set_rows(problems)
        self._table.setVisible(bool(problems))
        self._rest.setVisible(not problems)
        hint = _("One Ctrl+Z takes the whole import back, overwritten values included.")
        if problems:
            found = ngettext(
                "{n} cell could not be taken as it is; what it held is kept in the note.",
                "{n} cells could not be taken as they are; what they held is kept in the note.",
                len(problems),
            )
            hint = found.format(n=f"{len(problems):,}") + "\n" + hint
        self._hint.setText(hint)
