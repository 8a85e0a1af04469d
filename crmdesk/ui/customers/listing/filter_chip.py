"""One filter of the list, whose choices say how many customers each would show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmdesk.ui.customers.listing.choice_popup import ChoicePopup, Option
from crmdesk.ui.kit.widgets.chips import ChoiceChip


class FilterChip(ChoiceChip):
    """Opens a list to search in; `opened` says that counts of customers may be given."""

    opened = Signal()

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[object, str]] = (),
        *,
        many: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, choices, many=many, parent=parent)
        self._counts: dict[object, int] | None = None
        self.clicked.connect(lambda: self.open())

    @cached_property
    def popup(self) -> ChoicePopup:
        """The list, made when it is first opened."""
        made = ChoicePopup(self, many=self._many)
        made.picked.connect(self._toggle)
        made.cleared.connect(lambda: self._choose([]))
        return made

    def open(self) -> None:
        """Show the list; counts arrive when they are known."""
        self._counts = None
        self._offer()
        self.popup.open_below(self)
        self.opened.emit()

    def set_counts(self, counts: Mapping[object, int]) -> None:
        """How many customers each choice would show; unknown where none are given."""
        self._counts = dict(counts) or None
        self._offer()

    def _choose(self, values: Sequence[object]) -> None:
        super()._choose(values)
        if "popup" in vars(self):
            self._offer()

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
