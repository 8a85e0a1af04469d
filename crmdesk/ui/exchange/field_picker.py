"""The list of meanings that drops from a column: typed to find, or a new field on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.exchange.field_choices import FieldChoice, matching
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.paint import font
from crmdesk.ui.kit.tokens import SMALL
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.search_field import SearchField

_TARGET = Qt.ItemDataRole.UserRole
_WIDTH, _HEIGHT = 340, 420


class FieldPicker(QFrame):
    """`chosen(target)` as text, "" for none; `new_field(name, kind)` for one not there yet."""

    chosen = Signal(str)
    new_field = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("field_picker")
        self.setProperty("role", "palette")
        self.search = SearchField(_("Find a field"))
        self.search.setObjectName("find_field")
        self.list = QListWidget()
        self.list.setObjectName("fields")
        self.list.setAccessibleName(_("What the column becomes"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.new = PlainButton(_("New field…"), "add", "ghost")
        self.new.setObjectName("new_field")
        self.form = NewField()
        self._choices: Sequence[FieldChoice] = ()
        self._current = ""
        self._pages = QStackedWidget()
        self._lay_out()
        self.search.asked.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self.new.clicked.connect(lambda: self._show_form())
        self.form.made.connect(self._on_made)
        self.form.left.connect(lambda: self._pages.setCurrentIndex(0))

    def _lay_out(self) -> None:
        finding = QWidget()
        column = QVBoxLayout(finding)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.new)
        self._pages.addWidget(finding)
        self._pages.addWidget(self.form)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 10, 10, 10)
        outer.addWidget(self._pages)

    def open_for(
        self,
        choices: Sequence[FieldChoice],
        current: str,
        below: QRect,
        *,
        own: str | None,
        typed: str,
    ) -> None:
        """Drop from `below` (global), standing on `current`; `own` is offered as the name of a new
        field, None where there may be none."""
        self._choices, self._current = choices, current
        self._pages.setCurrentIndex(0)
        self.form.suggest(own or typed)
        self.new.setVisible(own is not None)
        self.search.setText(typed)
        self._fill(typed)
        self.resize(max(_WIDTH, below.width()), _HEIGHT)
        self.move(self._place(below))
        self.show()
        self.search.setFocus()

    def _place(self, below: QRect) -> QPoint:
        """Below, or above where there is no room."""
        window = self.screen().availableGeometry()
        top = below.bottom() + 2
        if top + _HEIGHT > window.bottom():
            top = max(window.top(), below.top() - _HEIGHT - 2)
        return QPoint(min(below.left(), window.right() - self.width()), top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the field are for the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                self._step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        self.list.clear()
        group = ""
        for choice in matching(self._choices, text):
            if choice.group != group:
                group = choice.group
                self.list.addItem(_heading(group))
            item = QListWidgetItem(choice.text)
            item.setData(_TARGET, choice.target)
            if choice.target == self._current:
                item.setIcon(icon("check", "blue"))
            self.list.addItem(item)
            if choice.target == self._current and not text:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self._step(1)
        elif not text:
            self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def _step(self, by: int) -> None:
        at = self.list.currentRow() + by
        while 0 <= at < self.list.count():
            if self.list.item(at).data(_TARGET) is not None:
                self.list.setCurrentRow(at)
                return
            at += by

    def _enter(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._take(item)
        elif self.new.isVisible():
            self._show_form()

    def _take(self, item: QListWidgetItem) -> None:
        target = item.data(_TARGET)
        if target is not None:
            self.close()
            self.chosen.emit(str(target))

    def _show_form(self) -> None:
        if self.search.text().strip():
            self.form.suggest(self.search.text().strip())
        self._pages.setCurrentWidget(self.form)
        self.form.name.setFocus()
        self.form.name.selectAll()

    def _on_made(self, name: str, kind: str) -> None:
        self.close()
        self.new_field.emit(name, kind)


class NewField(QWidget):
    """Name and kind of a field; `made(name, kind)`, the kind "" by what stands in the column."""

    made = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.kind = QLineEdit(), QComboBox()
        self.name.setObjectName("field_name")
        self.name.setMaxLength(60)
        self.kind.setObjectName("field_kind")
        self.kind.addItem(_("By what stands in it"), "")
        for code in ("text", "number", "date", "choice"):
            self.kind.addItem(kind_text(code), code)
        self.make = PrimaryButton(_("Use this field"))
        self.make.setObjectName("make_field")
        back = PlainButton(_("Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(label(_("A field of your own"), "heading"))
        fields = ((pgettext("field", "Name"), self.name), (_("Kind of field"), self.kind))
        for text, widget in fields:
            column.addWidget(label(text, "secondary"))
            column.addWidget(widget)
            widget.setAccessibleName(text)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(back)
        buttons.addWidget(self.make)
        column.addLayout(buttons)
        self.name.textChanged.connect(lambda text: self.make.setEnabled(bool(text.strip())))
        self.name.returnPressed.connect(lambda: self._make())
        self.make.clicked.connect(lambda: self._make())
        back.clicked.connect(lambda: self.left.emit())

    def suggest(self, name: str) -> None:
        """Begin with this name."""
        self.name.setText(name)
        self.kind.setCurrentIndex(0)
        self.make.setEnabled(bool(name))

    def _make(self) -> None:
        if name := " ".join(self.name.text().split()):
            self.made.emit(name, str(self.kind.currentData()))


def kind_text(kind: str) -> str:
    """What a field may hold."""
    texts = {
        "text": pgettext("kind of field", "Text"),
        "number": pgettext("kind of field", "Number"),
        "date": pgettext("kind of field", "Date"),
        "choice": pgettext("kind of field", "Choice"),
    }
    return texts[kind]


def _heading(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setFont(font(SMALL, bold=True))
    return item
