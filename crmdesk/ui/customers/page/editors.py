"""Editors of facts beyond plain text: one of some codes, a word with suggestions, a customer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.inplace import TextEditor, Value
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.picker import Choice


class ChoiceBox(QComboBox):
    """Says `chosen` when the user picked from the open list, not while arrow keys pass by."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._from_list = False
        self.activated.connect(self._on_activated)

    def showPopup(self) -> None:
        self._from_list = True
        super().showPopup()

    def _on_activated(self, _index: int) -> None:
        if self._from_list:
            self._from_list = False
            self.chosen.emit()


class CodeEditor:
    """One of (code, text); a value that is none of the codes is shown as it stands."""

    def __init__(self, choices: Sequence[tuple[Value, str]]) -> None:
        self._choices = list(choices)
        self._had: Value = None

    @cached_property
    def widget(self) -> ChoiceBox:
        return ChoiceBox()

    def offer(self, choices: Sequence[tuple[Value, str]]) -> None:
        """Replace what can be chosen the next time it is edited."""
        self._choices = list(choices)

    def show(self, value: Value) -> None:
        self.widget.clear()
        for code, text in self._choices:
            self.widget.addItem(text, code)
        codes = [code for code, _text in self._choices]
        self._had = value
        self.widget.setCurrentIndex(codes.index(value) if value in codes else -1)

    def value(self) -> Value:
        """What was chosen; while nothing is, what stood there, though it can be chosen no more."""
        chosen: Value = self.widget.currentData()
        return self._had if self.widget.currentIndex() < 0 else chosen

    def text(self, value: Value) -> str:
        if value in (None, ""):
            return ""
        return dict(self._choices).get(value) or str(value)


class WordBox(QLineEdit):
    """A line that suggests words: those containing what is typed, all of them on Down."""

    picked = Signal()

    def __init__(self, words: Sequence[str] = ()) -> None:
        super().__init__()
        self._words = QStringListModel(list(words), self)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _text: self.picked.emit())
        self.setCompleter(completer)
        self._all = QAction(icon("chevron-down", "muted"), _("Show all"), self)
        self._all.triggered.connect(lambda: self.show_all())
        self.addAction(self._all, QLineEdit.ActionPosition.TrailingPosition)
        self._all.setVisible(bool(words))

    def offer(self, words: Sequence[str]) -> None:
        """Replace the words suggested."""
        self._words.setStringList(list(words))
        self._all.setVisible(bool(words))

    def show_all(self) -> None:
        """Open the list of all words."""
        completer = self.completer()
        if completer is not None and self._words.rowCount():
            completer.setCompletionPrefix("")
            completer.complete()

    def offering(self) -> bool:
        """Whether the list of words is open."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        return popup is not None and popup.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.show_all()
        else:
            super().keyPressEvent(event)


class WordEditor(TextEditor):
    """A word of one's own or one of those suggested."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        super().__init__()
        self._words = list(words)

    @cached_property
    def widget(self) -> WordBox:
        return WordBox()

    def offer(self, words: Sequence[str]) -> None:
        """Replace what is suggested the next time it is edited."""
        self._words = list(words)

    def show(self, value: Value) -> None:
        self.widget.offer(self._words)
        super().show(value)


class CustomerEditor:
    """Another customer, found by typing; the field is told the name to show with the id.

    `create(name)` is called for somebody who is not there yet.
    """

    def __init__(self, db: Database, jobs: JobRunner, create: Callable[[str], object]) -> None:
        self._db, self._jobs, self._create = db, jobs, create
        self._picked: Choice | None = None

    @cached_property
    def widget(self) -> CustomerPicker:
        made = CustomerPicker(self._db, self._jobs)
        made.create_asked.connect(self._create)
        return made

    def show(self, value: Value) -> None:
        if isinstance(value, int):
            self.widget.set_customer(value)
        else:
            self.widget.set_choice(None)
        self.widget.selectAll()

    def value(self) -> Value:
        self._picked = self.widget.choice()
        return self.widget.customer_id()

    def text(self, value: Value) -> str:
        picked = self._picked
        return picked.text if picked is not None and picked.id == value else ""
