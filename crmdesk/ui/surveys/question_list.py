"""The questions of a questionnaire while it is made: a list, and the one stood on beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.surveys.drafts import QuestionDraft
from crmdesk.models.surveys.rules import CHOSEN, KINDS, kind_text
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.labels import label, name_aloud
from crmdesk.ui.kit.widgets.buttons import IconButton


class QuestionList(QWidget):
    """`changed` at every change; Alt+Up and Alt+Down move a question, Del takes it out."""

    changed = Signal()

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__()
        self._drafts: list[QuestionDraft] = []
        self._showing = False
        self.list = QListWidget()
        self.list.setObjectName("questions")
        self.list.setAccessibleName(_("Questions"))
        self.list.setMinimumHeight(220)
        self.kind, self.text = QComboBox(), QLineEdit()
        self.choices, self.required = QPlainTextEdit(), QCheckBox(_("Must be answered"))
        self.field = QComboBox()
        for code in KINDS:
            self.kind.addItem(kind_text(code), code)
        self.field.addItem(pgettext("field", "Nowhere"), "")
        for code, text in fields.items():
            self.field.addItem(text, code)
        self._lay_out()
        self._connect()

    def questions(self) -> tuple[QuestionDraft, ...]:
        """In their order."""
        return tuple(self._drafts)

    def show_questions(self, drafts: Sequence[QuestionDraft]) -> None:
        """Begin with these."""
        self._drafts = list(drafts)
        self._refill(0)

    def focus_new(self) -> None:
        """A new question at the end, the cursor in its words."""
        self._drafts.append(QuestionDraft("single" if self._drafts else "scale", ""))
        self._refill(len(self._drafts) - 1)
        self.text.setFocus()
        self.changed.emit()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(2)
        tools.addWidget(label(_("Questions"), "secondary"), 1)
        for name, role, tip, key, run in (
            ("add_question", "add", _("Add a question"), "Alt+N", self.focus_new),
            ("move_up", "chevron-up", _("Move up"), "Alt+Up", lambda: self._move(-1)),
            ("move_down", "chevron-down", _("Move down"), "Alt+Down", lambda: self._move(1)),
            ("drop_question", "delete", _("Take out"), "Alt+Del", self._drop),
        ):
            button = IconButton(role, tip, key, size=16)
            button.setObjectName(name)
            button.setToolTip(with_shortcut(tip, key))
            button.clicked.connect(lambda _on=False, run=run: run())
            QShortcut(key, self).activated.connect(button.click)
            tools.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addLayout(tools)
        left.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 2)
        row.addLayout(self._editor(), 3)

    def _editor(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.choices.setTabChangesFocus(True)
        self.choices.setPlaceholderText(_("One possibility a line"))
        self._captions: dict[QWidget, QWidget] = {}
        for at, (name, text, widget) in enumerate(
            (
                ("question_text", _("&What is asked"), self.text),
                ("question_kind", pgettext("question", "&Answer"), self.kind),
                ("question_choices", _("&Possibilities"), self.choices),
                ("question_field", _("&Goes into"), self.field),
                ("question_required", "", self.required),
            )
        ):
            caption = label(text, "secondary")
            caption.setBuddy(widget)
            widget.setObjectName(name)
            name_aloud(widget, text or self.required.text())
            grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, at, 1)
            self._captions[widget] = caption
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show)
        self.text.textEdited.connect(lambda _text: self._on_edited())
        self.choices.textChanged.connect(self._on_edited)
        self.kind.currentIndexChanged.connect(lambda _at: self._on_edited())
        self.field.currentIndexChanged.connect(lambda _at: self._on_edited())
        self.required.toggled.connect(lambda _on: self._on_edited())

    def _refill(self, row: int) -> None:
        self.list.clear()
        for number, draft in enumerate(self._drafts, start=1):
            self.list.addItem(_caption(number, draft))
        self.list.setCurrentRow(min(row, len(self._drafts) - 1))
        self._show(self.list.currentRow())

    def _show(self, row: int) -> None:
        there = 0 <= row < len(self._drafts)
        draft = self._drafts[row] if there else QuestionDraft("text", "")
        self._showing = True
        self.text.setText(draft.text)
        self.kind.setCurrentIndex(self.kind.findData(draft.kind))
        self.choices.setPlainText("\n".join(draft.choices))
        self.field.setCurrentIndex(max(self.field.findData(draft.field), 0))
        self.required.setChecked(draft.required)
        for widget in self._captions:
            widget.setEnabled(there)
        self._offer_choices(draft.kind)
        self._showing = False

    def _on_edited(self) -> None:
        row = self.list.currentRow()
        if self._showing or not 0 <= row < len(self._drafts):
            return
        kind = str(self.kind.currentData())
        draft = replace(
            self._drafts[row],
            kind=kind,
            text=self.text.text(),
            choices=tuple(self.choices.toPlainText().split("\n")) if kind in CHOSEN else (),
            field=str(self.field.currentData() or ""),
            required=self.required.isChecked(),
        )
        self._drafts[row] = draft
        self._offer_choices(kind)
        self.list.item(row).setText(_caption(row + 1, draft))
        self.changed.emit()

    def _offer_choices(self, kind: str) -> None:
        for widget in (self.choices, self._captions[self.choices]):
            widget.setVisible(kind in CHOSEN)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + by < len(self._drafts):
            self._drafts.insert(row + by, self._drafts.pop(row))
            self._refill(row + by)
            self.changed.emit()

    def _drop(self) -> None:
        if (row := self.list.currentRow()) >= 0:
            del self._drafts[row]
            self._refill(row)
            self.changed.emit()


def _caption(number: int, draft: QuestionDraft) -> str:
    return _("{number}. {title}").format(number=number, title=draft.text or kind_text(draft.kind))
