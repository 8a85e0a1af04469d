"""One filter as a button that shows what is chosen and opens its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.customers.listing.choice_popup import ChoicePopup, Option
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.labels import set_state


class FilterChip(QPushButton):
    """Choices are (value, text). `changed` says that the user chose, `opened` that counts of
    customers may be given.
    """

    changed = Signal()
    opened = Signal()

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
        self._counts: dict[object, int] | None = None
        self.setProperty("role", "chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the word
        self.setIconSize(QSize(14, 14))
        self.popup = ChoicePopup(self, many=many)
        self.popup.picked.connect(self._toggle)
        self.popup.cleared.connect(lambda: self._choose([]))
        self.clicked.connect(lambda: self.open())
        self._show()

    def open(self) -> None:
        """Show the list; counts arrive when they are known."""
        self._counts = None
        self._offer()
        self.popup.open_below(self)
        self.opened.emit()

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """What can be chosen; a chosen value that is gone is dropped without a word."""
        self._choices = list(choices)
        known = {value for value, _text in choices}
        self._chosen = [value for value in self._chosen if value in known]
        self._show()

    def set_counts(self, counts: Mapping[object, int]) -> None:
        """How many customers each choice would show; unknown where none are given."""
        self._counts = dict(counts) or None
        self._offer()

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
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        counts = self._counts
        self.popup.set_options(
            [
                Option(
                    value,
                    text,
                    "on" if value in self._chosen else "off",
                    None if counts is None else counts.get(value, 0),
                )
                for value, text in self._choices
            ]
        )

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
