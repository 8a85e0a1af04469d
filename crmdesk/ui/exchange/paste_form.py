"""The fields of one person, filled from the text and open to the user's hand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.core.messages import message
from crmdesk.models.exchange.paste.drafts import PasteDraft
from crmdesk.ui.exchange.paste_fields import FIELDS, label_of, text_of, value_of
from crmdesk.ui.exchange.paste_people import PARTS
from crmdesk.ui.kit.labels import label, set_state
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow

_HEIGHTS = {"invoice": 112, "chat": 128, "rest": 72}
_CAPTION = 108


class PasteForm(QWidget):
    """`edited(field, value)` when the user changes one; `pointed(field)` when she enters one."""

    edited = Signal(str, object)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paste_form")
        self.setProperty("role", "scrolled")
        self._lines = {entry.name: QLineEdit() for entry in FIELDS} | {
            part: QLineEdit() for part in PARTS
        }
        self._texts = {name: QPlainTextEdit() for name in _HEIGHTS}
        self._captions: dict[str, Caption] = {}
        self._rows: dict[str, QWidget] = dict(self._lines)
        self._problems: dict[str, QLabel] = {}
        self._filling = self._unfolded = False
        self.country = "CN"
        self.place = ChoiceRow(
            ((True, pgettext("rest of a text", "Contact log")), (False, _("Note"))), small=True
        )
        self.more = PlainButton(_("More fields"), "add", "link")
        self.more.setObjectName("more_fields")
        self._lay_out()
        self._connect()

    def fill(self, draft: PasteDraft) -> None:
        """Show a draft; a field that says the same already keeps its cursor."""
        self._filling = True
        for name, line in self._lines.items():
            if value_of(name, line.text()) != getattr(draft, name):
                line.setText(text_of(draft, name, self.country))
                line.setCursorPosition(0)
        for name, edit in self._texts.items():
            if value_of(name, edit.toPlainText()) != getattr(draft, name):
                edit.setPlainText(text_of(draft, name, self.country))
        self.place.set_value(draft.as_log)
        self._filling = False
        self._show_used(draft)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Each under its field."""
        for name, below in self._problems.items():
            below.setText(message(problems[name]) if name in problems else "")
            below.setVisible(name in problems)
            set_state(self._lines[name], "bad", "true" if name in problems else "false")

    def light(self, field: str) -> None:
        """Show which field the words under the cursor fill."""
        for name, caption in self._captions.items():
            caption.set_lit(lit=name == field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.pointed.emit(watched.objectName().removeprefix("paste_"))
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        tones = {entry.name: entry.tone for entry in FIELDS}
        for entry in FIELDS:
            self._add(entry.name, label_of(entry.name), entry.tone, self._lines[entry.name])
            if entry.name in ("name", "emails", "birthday"):
                self._problems[entry.name] = below = label("", "problem")
                self._grid.addWidget(below, self._grid.rowCount(), 1)
                below.hide()
            if entry.name == "address":
                self._parts = self._parts_row()
                self._grid.addWidget(self._parts, self._grid.rowCount(), 1)
        boxes = {name: _boxed(self._texts[name], height) for name, height in _HEIGHTS.items()}
        self._add("invoice", _("Invoice data"), tones["company"], boxes["invoice"])
        self._add("chat", _("Chat"), "neutral", boxes["chat"])
        self._when = label("", "hint")
        self._when.setObjectName("paste_when")
        self._grid.addWidget(self._when, self._grid.rowCount(), 1)
        self._grid.addWidget(self.more, self._grid.rowCount(), 1, Qt.AlignmentFlag.AlignLeft)
        rest = QWidget()
        column = QVBoxLayout(rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(boxes["rest"])
        column.addWidget(self.place)
        self._add("rest", _("The rest"), "neutral", rest)
        self._rows |= {"invoice": boxes["invoice"], "chat": boxes["chat"], "rest": rest}
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _add(self, name: str, text: str, tone: str, editor: QWidget) -> None:
        row = self._grid.rowCount()
        self._captions[name] = caption = Caption(text, tone)
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(editor, row, 1)

    def _parts_row(self) -> QWidget:
        """Province, city, district, street, postcode side by side."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        names = {
            "region": pgettext("part of an address", "Province"),
            "city": pgettext("part of an address", "City"),
            "district": pgettext("part of an address", "District"),
            "street": pgettext("part of an address", "Street"),
            "postcode": pgettext("part of an address", "Postcode"),
        }
        for part, stretch in zip(PARTS, (3, 3, 3, 8, 3), strict=True):
            self._lines[part].setPlaceholderText(names[part])
            self._lines[part].setAccessibleName(names[part])
            self._lines[part].setToolTip(names[part])
            row.addWidget(self._lines[part], stretch)
        return made

    def _connect(self) -> None:
        self._lines["name"].setPlaceholderText(_("Without a name the number stands for it"))
        self._lines["phones"].setPlaceholderText(_("Several between ;"))
        for name, line in self._lines.items():
            self._watch(name, line)
            line.textChanged.connect(lambda text, name=name: self._on_typed(name, text))
        for name, edit in self._texts.items():
            self._watch(name, edit)
            edit.setTabChangesFocus(True)
            edit.textChanged.connect(
                lambda name=name, edit=edit: self._on_typed(name, edit.toPlainText())
            )
        self.place.changed.connect(self._on_place)
        self.more.clicked.connect(lambda: self._unfold())

    def _watch(self, name: str, editor: QWidget) -> None:
        editor.setObjectName(f"paste_{name}")
        if name in self._captions:
            editor.setAccessibleName(self._captions[name].text())
        editor.installEventFilter(self)

    def _on_typed(self, name: str, text: str) -> None:
        if not self._filling:
            self.edited.emit(name, value_of(name, text))

    def _on_place(self, value: object) -> None:
        """A second click on the choice takes nothing back."""
        chosen = bool(value) if value is not None else self.place.property("chosen")
        self.place.set_value(chosen)
        self.edited.emit("as_log", bool(chosen))

    def _unfold(self) -> None:
        self._unfolded = True
        for name in self._captions:
            self._show_row(name, shown=name != "chat" or bool(self._texts["chat"].toPlainText()))
        self.more.hide()

    def _show_used(self, draft: PasteDraft) -> None:
        """Rare fields show once they say something; one being typed into stays."""
        always = {entry.name for entry in FIELDS if entry.always}
        self.place.setProperty("chosen", draft.as_log)
        for name, caption in self._captions.items():
            told = bool(text_of(draft, name, self.country))
            caption.set_found(found=told)
            focus = self._editor(name).hasFocus()
            folded = name == "chat" or not self._unfolded
            self._show_row(name, shown=told or focus or name in always or not folded)
        when = draft.chat_at.strftime("%Y-%m-%d %H:%M") if draft.chat and draft.chat_at else ""
        self._when.setText(_("Logged as of {when}").format(when=when))
        self._when.setVisible(bool(when))
        self._parts.setVisible(bool(draft.address) or any(getattr(draft, it) for it in PARTS))

    def _show_row(self, name: str, *, shown: bool) -> None:
        self._captions[name].setVisible(shown)
        self._rows[name].setVisible(shown)

    def _editor(self, name: str) -> QWidget:
        return self._texts[name] if name in self._texts else self._lines[name]


def _boxed(edit: QPlainTextEdit, height: int) -> QWidget:
    """As high as wanted: the style sheet allows the editor itself to be squeezed."""
    box = QWidget()
    box.setFixedHeight(height)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(edit)
    return box


class Caption(QLabel):
    """What a field is called, with the colour its words have in the text."""

    def __init__(self, text: str, tone: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tone, self._found, self._lit = tone, False, False
        self.setFixedWidth(_CAPTION)

    def set_found(self, *, found: bool) -> None:
        self._found = found
        self.update()

    def set_lit(self, *, lit: bool) -> None:
        self._lit = lit
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_CAPTION, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour, ground = tokens().tone(self._tone)
        middle = 17
        if self._found:
            painter.setPen(QColor(colour))
            painter.setBrush(QColor(colour if self._lit else ground))
            painter.drawRoundedRect(1, middle - 5, 10, 10, 3, 3)
        painter.setPen(QColor(tokens().text if self._found else tokens().muted))
        words = self.rect().adjusted(18, 0, 0, 0)
        words.setHeight(2 * middle)
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
