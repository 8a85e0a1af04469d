"""A dated thing in the words of a log entry, offered to be noted along with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from crmdesk.models.calendar.said import Recognised
from crmdesk.models.calendar.when import When
from crmdesk.models.core.i18n import _
from crmdesk.models.tasks.recognise import find_next_step
from crmdesk.ui.kit.when import short_day, weekday

_AIR = 2  # px a glyph may lean over its width


class DatedOffer(QCheckBox):
    """Shown while the words hold one; ticked where they say by when, unless one unticks it.

    Without a day it cannot be noted: the words say what is missing. `told` fills {day} and
    {what}, `asking` {what}.
    """

    def __init__(
        self,
        name: str,
        find: Callable[[str, date], Recognised | None],
        told: str,
        asking: str,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._find, self._told, self._asking, self._today = find, told, asking, today
        self._found: Recognised | None = None
        self._said = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_words(self, words: str, *, taken: When | None = None) -> None:
        """Look for one in them; what is for the day `taken` is noted otherwise already."""
        before, found = self._found, self._find(words, self._today())
        if found is not None and taken is not None and found.when == taken:
            found = None
        self._found = found
        self.setVisible(found is not None)
        if found is None:
            return
        if found.when is None:
            self._said = self._asking.format(what=found.text)
        else:
            day = f"{short_day(found.when.day)} {weekday(found.when.day)} {found.when.time}"
            self._said = self._told.format(day=day.strip(), what=found.text)
        self.setToolTip(self._said)
        self._fit()
        self.setEnabled(found.when is not None)
        if before is None or (before.when is None) != (found.when is None):
            self.setChecked(found.when is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Long words end in dots where the room ends; the tool tip says them whole."""
        self.setAccessibleName(self._said)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words = QStyle.SubElement.SE_CheckBoxContents
        room = self.style().subElementRect(words, option, self).width() - _AIR
        right = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._said, right, room))

    def when(self) -> When | None:
        """The day of what is to be noted; None where nothing is, or it was unticked."""
        return self._found.when if self._found and self.isChecked() else None

    def what(self) -> str:
        """What is to be done then."""
        return self._found.text if self._found else ""


class NextStepOffer(DatedOffer):
    """“下一步 周五 送样品”."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(
            "next_step_offer",
            find_next_step,
            _("Next step on {day}: {what}"),
            _("Next step “{what}”: when? Add a day, such as “friday”."),
            today,
            parent,
        )
