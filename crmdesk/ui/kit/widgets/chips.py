"""Pills and chips: a word on a ground, to read, to take away, to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.labels import set_state
from crmdesk.ui.kit.paint import draw_pill, pill_size
from crmdesk.ui.kit.widgets.buttons import IconButton


class Pill(QWidget):
    """A word to read, in one of tokens.TONES."""

    def __init__(self, text: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set(text, tone)

    def set(self, text: str, tone: str = "neutral") -> None:
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.setFixedSize(pill_size(text))
        if self.parent() is not None or not text:  # without a parent it would open as a window
            self.setVisible(bool(text))

    def text(self) -> str:
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_pill(painter, QRect(0, 0, self.width(), self.height()), self._text, self._tone)
        painter.end()


class TagChip(QWidget):
    """A tag that can be taken away."""

    removed = Signal(str)

    def __init__(self, text: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Pill(text, tone))
        close = IconButton("close", _("Remove {name}").format(name=text), size=12)
        close.setObjectName("remove")
        close.clicked.connect(lambda: self.removed.emit(text))
        row.addWidget(close)


class ChoiceChip(QPushButton):
    """A filter as a button that shows what is chosen; how choices are offered is up to its kind.

    Choices are (value, text); several may be chosen where `many` is set. `changed` carries the
    values the user chose.
    """

    changed = Signal(object)

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[object, str]] = (),
        *,
        many: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._many = title, many
        self._choices = list(choices)
        self._chosen: list[object] = []
        self.setProperty("role", "chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the word
        self.setIconSize(QSize(14, 14))
        self._show()

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """What can be chosen; a chosen value that is gone is dropped without a word."""
        self._choices = list(choices)
        known = [value for value, _text in choices]
        self._chosen = [value for value in self._chosen if value in known]
        self._show()

    def values(self) -> list[object]:
        """What is chosen; empty means no filter."""
        return list(self._chosen)

    def set_values(self, values: Sequence[object]) -> None:
        """Choose without saying so; values not to be chosen (yet) are kept as they are."""
        self._chosen = list(values)
        self._show()

    def _toggle(self, value: object) -> None:
        if value in self._chosen:
            self._choose([kept for kept in self._chosen if kept != value])
        else:
            self._choose([*self._chosen, value] if self._many else [value])

    def _choose(self, values: Sequence[object]) -> None:
        self.set_values(values)
        self.changed.emit(self.values())

    def _show(self) -> None:
        texts = [text for value, text in self._choices if value in self._chosen]
        shown = self._title
        if len(texts) == 1:
            shown = _("{title}: {value}").format(title=self._title, value=texts[0])
        elif texts:
            shown = _("{title}: {value} and {n} more").format(
                title=self._title, value=texts[0], n=len(texts) - 1
            )
        self.setText(shown)
        self.setToolTip("\n".join(texts))
        self.setAccessibleName(shown)
        self.setIcon(icon("chevron-down", "blue" if self._chosen else "muted"))
        set_state(self, "active", "true" if self._chosen else "false")


class FilterChip(ChoiceChip):
    """Offers its few choices in a menu."""

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[object, str]] = (),
        *,
        many: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, choices, many=many, parent=parent)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.clicked.connect(self._open)

    def set_values(self, values: Sequence[object]) -> None:
        """Choose those of `values` there are, without saying so."""
        super().set_values([value for value, _text in self._choices if value in values])

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _fill(self) -> None:
        self._menu.clear()
        for value, text in self._choices:
            action = QAction(text, self._menu)
            action.setCheckable(True)
            action.setChecked(value in self._chosen)
            action.triggered.connect(lambda _on, value=value: self._toggle(value))
            self._menu.addAction(action)
        if self._chosen:
            self._menu.addSeparator()
            self._menu.addAction(_("Any")).triggered.connect(lambda: self._choose([]))
