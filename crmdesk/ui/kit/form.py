"""The base of every edit dialog: fields by name, each problem under its field."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.errors import Invalid
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import message
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.full_fields import show_beginning
from crmdesk.ui.kit.labels import name_aloud, set_state
from crmdesk.ui.kit.message_box import message_box
from crmdesk.ui.kit.widgets.room import KeepsWhole

if TYPE_CHECKING:
    from crmdesk.ui.kit.jobs import Job

WIDTH = 520


class Draft(Protocol):
    """What a form collects: it checks itself, in codes."""

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""


class FormDialog(QDialog):
    """Add fields, then call `ready()`. Emits `submitted(draft)`; the caller saves and gives the
    job to `wait_for`, or calls `accept()` or `refuse(error)` itself.

    A problem is shown once its field was touched or Enter was pressed. Enter saves (Ctrl+Enter in
    a text of many lines), Esc leaves and asks only if something was typed.
    """

    submitted = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._editors: dict[str, QWidget] = {}
        self._hints: dict[str, QLabel] = {}
        self._touched: set[str] = set()
        self._typed, self._waiting = False, False
        self.body = QGridLayout()
        self.body.setColumnStretch(1, 1)
        self.body.setHorizontalSpacing(16)
        self.body.setVerticalSpacing(4)
        self.buttons = QDialogButtonBox()
        self.save_button = _add_button(
            self.buttons, _("Save"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.save_button.setObjectName("save")
        self.save_button.setDefault(True)
        self.save_button.setProperty("role", "primary")
        cancel = _add_button(self.buttons, _("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setObjectName("cancel")
        self.buttons.accepted.connect(self.submit)
        self.buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(20)
        outer.addLayout(self.body)
        outer.addWidget(self.buttons)
        KeepsWhole(self)

    @abstractmethod
    def draft(self) -> Draft:
        """What stands in the fields now."""

    def add_field(self, name: str, label: str, editor: QWidget, hint: str = "") -> None:
        """A row: label left ('&' marks its key), editor right, its problem (or hint) below."""
        editor.setObjectName(name)
        caption, below = QLabel(label), QLabel(hint)
        caption.setProperty("role", "secondary")
        caption.setBuddy(editor)
        name_aloud(editor, label)
        caption.setContentsMargins(0, 8, 0, 0)
        below.setObjectName(f"{name}_problem")
        below.setProperty("role", "hint")
        below.setProperty("hint", hint)
        below.setWordWrap(True)
        row = self.body.rowCount()
        self.body.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(editor, row, 1)
        self.body.addWidget(below, row + 1, 1)
        self._editors[name], self._hints[name] = editor, below
        editor.installEventFilter(self)
        below.setVisible(bool(hint))
        self.body.setRowMinimumHeight(row, 36)
        changed_signal(editor).connect(lambda *_value: self._on_edited(name))

    def set_hint(self, name: str, hint: str, *, grave: bool = False) -> None:
        """Another quiet word below a field, shown where there is no problem; red where `grave`."""
        self._hints[name].setProperty("hint", hint)
        self._hints[name].setProperty("grave", grave)

    def set_caption(self, name: str, label: str) -> None:
        """Call a field something else from now on."""
        editor = self._editors[name]
        row = self.body.getItemPosition(self.body.indexOf(editor))[0]  # type: ignore[index]
        item = self.body.itemAtPosition(row, 0)
        if item is not None and isinstance(caption := item.widget(), QLabel):
            caption.setText(label)
        name_aloud(editor, label)

    def set_row_visible(self, name: str, *, visible: bool) -> None:
        """Hide a field that does not apply; what was typed there stays."""
        editor, below = self._editors[name], self._hints[name]
        row = self.body.getItemPosition(self.body.indexOf(editor))[0]  # type: ignore[index]
        caption = self.body.itemAtPosition(row, 0)
        for widget in (caption.widget() if caption else None, editor):
            if widget is not None:
                widget.setVisible(visible)
        below.setVisible(visible and bool(below.text()))
        self.body.setRowMinimumHeight(row, 36 if visible else 0)

    def add_wide(self, widget: QWidget) -> None:
        """A row over both columns: a note, a line, a group of own making."""
        self.body.addWidget(widget, self.body.rowCount(), 0, 1, 2)

    def ready(self) -> None:
        """All fields stand: check once and put the cursor into the first."""
        self._typed = False
        self._touched.clear()
        self.check()
        first = next(iter(self._editors.values()), None)
        if first is not None:
            first.setFocus()

    def check(self) -> None:
        """Ask the draft for its problems and show them."""
        self.show_problems(self.draft().problems())

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Put each problem under its field, where the user has been already."""
        for name, below in self._hints.items():
            bad = name in problems and name in self._touched
            hint = str(below.property("hint"))
            below.setText(message(problems[name]) if bad else hint)
            below.setVisible(bad or bool(hint))
            set_state(below, "role", "problem" if bad or below.property("grave") else "hint")
            set_state(self._editors[name], "bad", "true" if bad else "false")
        self.save_button.setEnabled(not problems)

    def refuse(self, error: BaseException) -> None:
        """The write failed: say why, keep every word."""
        self.setEnabled(True)
        if isinstance(error, Invalid):
            self._touched |= set(error.fields)
            self.show_problems(error.fields)
            _focus_first(self._editors, error.fields)
        else:
            show_failure(self, error)

    def wait_for(self, job: Job, then: Callable[[Any], None] | None = None) -> None:
        """Go when it is written (or do `then`), or say why not. Till then Enter saves nothing a
        second time, and nobody leaves.
        """
        self._waiting = True
        job.succeeded.connect(then or self.accept)  # no lambdas: a form that is gone hears nothing
        job.failed.connect(self.refuse)
        job.finished.connect(self._on_answer)

    def submit(self) -> None:
        """Save if nothing is wrong, else show everything that is."""
        if self._waiting:
            return
        draft = self.draft()
        problems = draft.problems()
        if problems:
            self._touched |= set(self._hints)
            self.show_problems(problems)
            _focus_first(self._editors, problems)
        else:
            self.submitted.emit(draft)

    def reject(self) -> None:
        """Leave; a word typed is not thrown away without asking."""
        if self._waiting:
            return
        if not self._typed:
            super().reject()
            return
        question, detail = _("Leave without saving?"), _("What you typed here will be lost.")
        box = message_box(self, "discard", QMessageBox.Icon.Question, question, detail)
        leave = box.addButton(_("Leave"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(_("Keep editing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        leave.clicked.connect(lambda: QTimer.singleShot(0, self, lambda: self.done(0)))
        box.open()

    def sizeHint(self) -> QSize:
        """As high as the fields are at the width the form will have: Qt asks for a narrower one,
        where chips need more lines."""
        hint = super().sizeHint().expandedTo(self.minimumSize())
        if (layout := self.layout()) is not None and layout.hasHeightForWidth():
            hint.setHeight(layout.totalHeightForWidth(hint.width()))
        return hint

    def showEvent(self, event: QShowEvent) -> None:
        for field in self.findChildren(QLineEdit):
            if field is not self.focusWidget():
                show_beginning(field)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter saves from a text of many lines; leaving a field counts as touching it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.submit()
                return True
        return super().eventFilter(watched, event)

    def _on_answer(self) -> None:
        self._waiting = False

    def _on_edited(self, name: str) -> None:
        self._typed = True
        self._touched.add(name)
        self.check()


def _add_button(box: QDialogButtonBox, text: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    box.addButton(button, role)
    return button


def _focus_first(editors: Mapping[str, QWidget], bad: Mapping[str, str]) -> None:
    for name, editor in editors.items():
        if name in bad:
            editor.setFocus()
            return


def changed_signal(editor: QWidget) -> SignalInstance:
    """The signal an editor of any kind emits when its value changes.

    Raises TypeError for a widget that edits nothing.
    """
    own = getattr(editor, "changed", None)
    if isinstance(own, SignalInstance):
        return own
    for kind, name in _SIGNALS:
        if isinstance(editor, kind):
            signal: SignalInstance = getattr(editor, name)
            return signal
    raise TypeError(f"not an editor: {editor!r}")


_SIGNALS: tuple[tuple[Any, str], ...] = (
    (QLineEdit, "textChanged"),
    (QPlainTextEdit, "textChanged"),
    (QComboBox, "currentTextChanged"),
    (QAbstractButton, "toggled"),
    (QSpinBox, "valueChanged"),
    (QDoubleSpinBox, "valueChanged"),
    (QDateEdit, "dateChanged"),
)
