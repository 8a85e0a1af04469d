"""Which columns an export has: a set by its name, or chosen anew."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.exchange.export.columns import all_targets
from crmdesk.models.exchange.export.sets import ColumnSet, load_sets, parse_targets
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.office.settings import load_office
from crmdesk.ui.exchange.export_picker import ColumnsDialog
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.widgets.buttons import PlainButton

_LAST = "export/columns"
SEEN = "seen"


class ColumnsField(QWidget):
    """A menu of column sets, and a way to choose others. What was chosen last is offered again."""

    changed = Signal()

    def __init__(
        self, db: Database, jobs: JobRunner, seen: Sequence[Target], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._db, self._jobs, self._seen = db, jobs, tuple(seen)
        self._sets: list[ColumnSet] = []
        self._touched = False
        self._ids: Sequence[int] | None = None
        self.menu = QComboBox()
        self.menu.setObjectName("columns")
        self.menu.setAccessibleName(pgettext("export", "Columns"))
        self.menu.setMinimumWidth(260)
        self.choose_button = PlainButton(_("Choose columns…"), "columns")
        self.choose_button.setObjectName("choose_columns")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.menu, 1)
        row.addWidget(self.choose_button)
        self.choose_button.clicked.connect(lambda: self.choose())
        self.menu.activated.connect(lambda _at: self._on_chosen())
        self._reload(_remembered())

    def chosen(self) -> ColumnSet:
        """The set in force; the code SEEN stands for the columns of the list."""
        at = self.menu.currentIndex()
        return self._sets[at] if 0 <= at < len(self._sets) else self._sets[0]

    def offer(self, whom: str, ids: Sequence[int] | None) -> None:
        """Choose what suits these customers (None: all), as long as the user has not: the whole
        where everything is wanted, else what was used last or the columns of the list."""
        self._ids = ids
        if self._touched:
            return
        last = _remembered()
        if whom == "all":
            self._select(ColumnSet(code="all"))
        elif last is not None:
            self._select(last)
        else:
            self._select(ColumnSet(code=SEEN if whom == "shown" and self._seen else "all"))

    def remember(self) -> None:
        """Offer the same next time; a whole that was not asked for is no choice."""
        if self._touched:
            found = self.chosen()
            told = {"id": found.id, "code": found.code, "targets": list(map(str, found.targets))}
            QSettings().setValue(_LAST, json.dumps(told))

    def choose(self) -> ColumnsDialog:
        """Open the window in which columns are chosen, ordered and named; where all that hold
        something are meant it begins with those."""
        chosen = self.chosen()
        dialog = ColumnsDialog(self._db, self._jobs, chosen, self)
        dialog.chosen.connect(self._on_picked)
        if not chosen.targets:
            db, ids = self._db, self._ids
            found = Latest(self._jobs, dialog)
            found.ready.connect(dialog.take)
            found.failed.connect(lambda error: show_failure(dialog, error))
            found.ask(lambda _job: _filled(db, ids))
        dialog.finished.connect(lambda _code: self._reload(self.chosen()))
        dialog.open()
        return dialog

    def _on_picked(self, columns: ColumnSet) -> None:
        self._reload(columns)
        self._on_chosen()

    def _on_chosen(self) -> None:
        self._touched = True
        self.changed.emit()

    def _reload(self, selected: ColumnSet | None) -> None:
        with self._db.read() as session:
            self._sets = load_sets(session)
        if self._seen:
            name = pgettext("column set", "As in the list")
            self._sets.insert(0, ColumnSet(0, name, self._seen, SEEN))
        known = (
            selected is None or selected.code or any(one.id == selected.id for one in self._named())
        )
        if selected is not None and not known and selected.targets:
            count = len(selected.targets)
            name = ngettext("Own choice: {n} column", "Own choice: {n} columns", count)
            self._sets.append(ColumnSet(0, name.format(n=count), selected.targets))
        self.menu.clear()
        self.menu.addItems([one.name for one in self._sets])
        if selected is not None:
            self._select(selected)

    def _named(self) -> list[ColumnSet]:
        return [one for one in self._sets if one.id]

    def _select(self, wanted: ColumnSet) -> None:
        for at, one in enumerate(self._sets):
            same = (one.id, one.code) == (wanted.id, wanted.code)
            if same and (one.id or one.code or one.targets == wanted.targets):
                self.menu.setCurrentIndex(at)
                return


def _filled(db: Database, ids: Sequence[int] | None) -> list[Target]:
    """The columns an export of everything would have."""
    with db.read() as session:
        country = load_office(session).country
        return all_targets(session, ids, country, computed=ids is None)


def _remembered() -> ColumnSet | None:
    try:
        told = json.loads(str(QSettings().value(_LAST, "")))
        targets = parse_targets(told["targets"])
        return ColumnSet(int(told["id"]), "", targets, str(told["code"]))
    except (ValueError, TypeError, KeyError):  # never used, or by another version
        return None
