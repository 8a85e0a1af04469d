"""Standard answers at hand: typed for, looked at, put where one writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.answers.drafts import AnswerDraft
from crmdesk.models.answers.queries import AnswerFinder, AnswerRow
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.customers.fill_in import fill_in
from crmdesk.ui.answers.edit_dialog import AnswerDialog
from crmdesk.ui.answers.files import AnswerFiles
from crmdesk.ui.answers.store import AnswerStore
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import GhostButton, IconButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.kit.widgets.scroll_area import scrolled
from crmdesk.ui.kit.widgets.search_field import SearchField
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

Insert = Callable[[str], None]
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class AnswersDialog(QDialog):
    """Type to find, Enter puts it in (or copies it), F2 changes, Ctrl+N adds, Alt+Del deletes.

    `words` are what stands for the braces in an answer.
    """

    def __init__(
        self,
        store: AnswerStore,
        navigator: Navigator,
        words: dict[str, str],
        insert: Insert | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("answers")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Standard answers"))
        open_at(self, 860, 560)
        self._store, self._navigator = store, navigator
        self._words, self._insert = words, insert
        self._files = AnswerFiles(store, navigator, self.reload, self)
        self.finder, self.found = AnswerFinder([]), list[AnswerRow]()
        self.search = SearchField(_("Any word, pinyin or first letters…"))
        self.search.setObjectName("answer_search")
        self.list = QListWidget()
        self.list.setObjectName("answer_list")
        self.list.setAccessibleName(_("Standard answers"))
        self.topics = ChoiceRow([])
        self._question, self._answer = (
            label("", "heading", wrap=True),
            label("", selectable=True, wrap=True),
        )
        self._answer.setObjectName("answer_text")
        self._lay_out()
        self._connect()
        self.reload()

    def current(self) -> AnswerRow | None:
        """The one stood on."""
        at = self.list.currentRow()
        return self.found[at] if 0 <= at < len(self.found) else None

    def reload(self) -> None:
        """Read them anew; what was searched stays."""
        chosen, self.finder = self.topics.value(), self._store.load()
        layout = self._topics_room
        layout.removeWidget(self.topics)
        self.topics.hide()
        self.topics.deleteLater()
        topics = self.finder.topics()
        self.topics = ChoiceRow([(topic, topic) for topic in topics], small=True)
        self.topics.setAccessibleName(_("Topic"))
        self.topics.set_value(chosen)
        self.topics.changed.connect(lambda _topic: self._show_found())
        layout.addWidget(self.topics)
        self.topics.setVisible(bool(topics))
        self._show_found()
        self.search.setFocus()

    def take(self) -> None:
        """Put the answer in, or copy it; it is used once more."""
        row = self.current()
        if row is None:
            return
        text = fill_in(row.answer, self._words)
        self._store.use(row.id)
        if self._insert is not None:
            self._insert(text)
        else:
            QGuiApplication.clipboard().setText(text)
            self._navigator.say(_("Copied"))
        self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter belong to the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.event(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
        return super().eventFilter(watched, event)

    def edit(self, row: AnswerRow | None = None) -> AnswerDialog:
        """The form of one, or of a new one."""
        dialog = AnswerDialog(self.finder.topics(), self)
        draft = AnswerDraft(row.question, row.answer, row.topic, row.keywords) if row else None
        dialog.show_draft(draft or AnswerDraft(self.search.text()))
        dialog.submitted.connect(partial(self._save, dialog, row.id if row else None))
        dialog.open()
        return dialog

    def _save(self, dialog: AnswerDialog, answer_id: int | None, draft: AnswerDraft) -> None:
        job = self._store.save(answer_id, draft)
        dialog.wait_for(job)
        job.succeeded.connect(self.reload)

    def _edit_current(self) -> None:
        if (row := self.current()) is not None:
            self.edit(row)

    def _delete(self) -> None:
        if (row := self.current()) is not None:
            job = self._store.delete(row)
            told = _("Standard answer deleted")
            job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))
            job.succeeded.connect(self.reload)
            job.failed.connect(partial(show_failure, self))

    def _show_found(self) -> None:
        """What fits now; the first is stood on."""
        topic = str(self.topics.value() or "")
        self.found = self.finder.find(self.search.text(), topic)
        self.list.clear()
        for row in self.found:
            item = QListWidgetItem(row.question)
            item.setToolTip(row.topic)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if self.found else -1)
        self._show_current()
        if self.found:
            self.area.show_content()
        elif self.finder.rows:
            self.area.show_no_match(self.search.text(), self.search.clear)
        else:
            self.area.show_empty()

    def _show_current(self) -> None:
        row = self.current()
        self._question.setText(row.question if row else "")
        self._answer.setText(fill_in(row.answer, self._words) if row else "")
        used = ngettext("used once", "used {n} times", row.uses) if row and row.uses else ""
        parts = (row.topic, row.keywords, used.format(n=row.uses)) if row else ()
        self._about.setText(" · ".join(part for part in parts if part))
        self.go.setEnabled(row is not None)

    def _lay_out(self) -> None:
        self._about = label("", "hint", wrap=True)
        self.go = PrimaryButton(_("Insert") if self._insert is not None else _("Copy"))
        self.go.setObjectName("answer_take")
        self.go.setToolTip(f"{self.go.text()} (Enter)")
        head, foot, middle = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.search, 1)
        self._tools(head)
        self._topics_room = QVBoxLayout()
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for widget in (self._question, self._answer, self._about):
            column.addWidget(widget)
        column.addStretch(1)
        card = Card()
        card.add(scrolled(text), 1)
        middle.addWidget(self.list, 2)
        middle.addWidget(card, 3)
        shown = QWidget()
        shown.setLayout(middle)
        middle.setContentsMargins(0, 0, 0, 0)
        self.area = ListArea(shown, self._empty())
        for button in self._files.buttons():
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.go)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(10)
        outer.addLayout(head)
        outer.addLayout(self._topics_room)
        outer.addWidget(self.area, 1)
        outer.addLayout(foot)

    def _tools(self, row: QHBoxLayout) -> None:
        for name, role, tip, key, run in (
            ("answer_edit", "edit", _("Edit"), "F2", self._edit_current),
            ("answer_delete", "delete", _("Delete"), "Alt+Del", self._delete),
        ):
            button = IconButton(role, tip, key)
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, run=run: run())
            QShortcut(key, self).activated.connect(button.click)
            row.addWidget(button)
        new = GhostButton(_("New"), "add")
        new.setObjectName("answer_new")
        new.setToolTip(_("New standard answer") + " (Ctrl+N)")
        new.clicked.connect(lambda: self.edit())
        QShortcut("Ctrl+N", self).activated.connect(new.click)
        row.addWidget(new)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "answers",
            _("No standard answers yet"),
            _("What customers ask again and again, answered well once: found by any word, put in "
              "with one key."),
            _("Begin with twenty ready ones"),
            self._files.take_ready,
            also=(_("From a workbook…"), self._files.ask_import),
        )  # fmt: skip

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._show_found())
        self.search.installEventFilter(self)
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        self.list.itemActivated.connect(lambda _item: self.take())
        self.go.clicked.connect(lambda: self.take())
