"""The field of one question: digits choose, Enter goes on, whatever kind it is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.surveys.queries import QuestionRow
from crmdesk.models.surveys.rules import NPS, SCALE, satisfaction_text
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.paint import draw_focus
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.flow import FlowBox

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PATIENCE = 900  # ms between two digits of one number


class AnswerEditor(QWidget):
    """`value()` as the model reads it; `entered` on Enter, `changed` when something was chosen."""

    entered = Signal()
    changed = Signal()

    @abstractmethod
    def value(self) -> str:
        """What is answered now, "" for nothing."""

    @abstractmethod
    def set_value(self, value: str) -> None:
        """Show an answer without saying so."""


class Board(AnswerEditor):
    """Choices with their digits; the board itself has the keyboard."""

    def __init__(self, choices: Sequence[tuple[str, str, str]], *, many: bool = False) -> None:
        super().__init__()
        self.setObjectName("answer_board")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._many, self._digits = many, ""
        self._chips: dict[str, QPushButton] = {}
        self._by_digit: dict[str, str] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._pause.timeout.connect(lambda: setattr(self, "_digits", ""))
        box = FlowBox(self, spacing=8)
        for digit, value, text in choices:
            chip = QPushButton(f"{digit}   {text}".strip() if text else digit)
            chip.setObjectName(f"answer_{digit}")
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.clicked.connect(lambda _on=False, value=value: self._choose(value))
            box.flow.addWidget(chip)
            self._chips[value], self._by_digit[digit] = chip, value
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(box)
        self._whole: dict[str, str] = {}  # 其他 → 其他：自己的话

    def value(self) -> str:
        chosen = [value for value, chip in self._chips.items() if chip.isChecked()]
        return "\n".join(self._whole.get(value, value) for value in chosen)

    def set_value(self, value: str) -> None:
        told = value.split("\n") if self._many else [value]
        self._whole = {one if one in self._chips else one.split("：")[0]: one for one in told}
        for known, chip in self._chips.items():
            chip.setChecked(known in self._whole)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            draw_focus(QPainter(self), self.rect().adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER:
            self.entered.emit()
        elif event.text().isdigit() and plain == Qt.KeyboardModifier.NoModifier:
            self._type(event.text())
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not self._many:
            self._step(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _type(self, digit: str) -> None:
        """1 and then 0 at once is 10."""
        both = self._digits + digit
        self._digits = both if both in self._by_digit else digit
        self._pause.start()
        if self._digits in self._by_digit:
            self._choose(self._by_digit[self._digits], typed=True)

    def _step(self, step: int) -> None:
        values = list(self._chips)
        at = next((n for n, value in enumerate(values) if self._chips[value].isChecked()), None)
        to = (0 if step > 0 else len(values) - 1) if at is None else at + step
        if 0 <= to < len(values):
            self._choose(values[to], typed=True)

    def _choose(self, value: str, *, typed: bool = False) -> None:
        self._own = ""
        for known, chip in self._chips.items():
            if known != value:
                chip.setChecked(chip.isChecked() and self._many)
            elif typed:  # a click has toggled it already
                chip.setChecked(not chip.isChecked() if self._many else True)
        self.setFocus()
        self.changed.emit()


class _Words(QPlainTextEdit):
    """Enter goes on, Shift+Enter is a new line; the Enter that ends composing is neither."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._composing = False
        self.setTabChangesFocus(True)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            if not self._composing:
                self.entered.emit()
        else:
            super().keyPressEvent(event)


class WordsAnswer(AnswerEditor):
    """A few lines of text."""

    def __init__(self) -> None:
        super().__init__()
        self._words = _Words()
        self._words.setObjectName("answer_words")
        self._words.setFixedHeight(120)
        self._words.setPlaceholderText(_("Her words; Shift+Enter is a new line"))
        self._words.setAccessibleName(_("Answer"))
        self._words.entered.connect(self.entered)
        self._words.textChanged.connect(self.changed)
        _alone(self, self._words)

    def value(self) -> str:
        return self._words.toPlainText().strip()

    def set_value(self, value: str) -> None:
        self._words.setPlainText(value)
        self._words.moveCursor(self._words.textCursor().MoveOperation.End)


class LineAnswer(AnswerEditor):
    """A number, or a day as people type it."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        self._field = field
        field.setObjectName("answer_line")
        field.setAccessibleName(_("Answer"))
        field.installEventFilter(self)
        field.textEdited.connect(lambda _text: self.changed.emit())
        _alone(self, field)

    def value(self) -> str:
        if isinstance(self._field, DateField):
            day = self._field.day()
            return day.isoformat() if day is not None else self._field.text().strip()
        return self._field.text().strip()

    def set_value(self, value: str) -> None:
        if isinstance(self._field, DateField):
            self._field.set_day(date.fromisoformat(value) if value else None)
        else:
            self._field.setText(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in _ENTER:  # type: ignore[attr-defined]
            self.entered.emit()
            return True
        return super().eventFilter(watched, event)


def editor_for(question: QuestionRow, today: Callable[[], date]) -> AnswerEditor:
    """The field that fits a question."""
    if question.kind == "scale":
        return Board([(str(n), str(n), satisfaction_text(n)) for n in SCALE])
    if question.kind == "nps":
        return _with_ends(Board([(str(n), str(n), "") for n in NPS]))
    if question.kind in ("single", "multiple"):
        numbered = [(str(n), text, text) for n, text in enumerate(question.choices, start=1)]
        return Board(numbered, many=question.kind == "multiple")
    if question.kind == "number":
        return LineAnswer(QLineEdit())
    if question.kind == "date":
        return LineAnswer(DateField(today, future=False))
    return WordsAnswer()


def keys_of(question: QuestionRow) -> str:
    """Which keys answer it."""
    return {
        "scale": _("1 to 5 choose, Enter goes on"),
        "nps": _("0 to 10 choose, Enter goes on"),
        "single": _("The digit chooses, Enter goes on"),
        "multiple": _("Digits choose several, Enter goes on"),
    }.get(question.kind, _("Enter goes on"))


def _with_ends(board: Board) -> Board:
    """What 0 and 10 mean, below them."""
    below = label(_("0 not at all, 10 certainly"), "hint")
    below.setContentsMargins(10, 0, 10, 4)
    layout = board.layout()
    if layout is not None:
        layout.addWidget(below)
    return board


def _alone(holder: QWidget, field: QWidget) -> None:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(field)
    holder.setFocusProxy(field)
