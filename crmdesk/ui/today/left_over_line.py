"""One quiet line at the top: what was not done on the last working day; one key moves it on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import weekday
from crmdesk.ui.kit.widgets.buttons import IconButton, PlainButton

_AWAY = "today/left_over_away"


class LeftOverLine(QWidget):
    """Stands there until nothing is left, or until it is put away for the day."""

    def __init__(self, today: Callable[[], date], move: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("left_over")
        self._today, self.count = today, 0
        self.text = label("", "secondary", wrap=True)
        go = PlainButton(_("Move on…"), "clock", "ghost")
        go.setObjectName("left_over_move")
        go.setToolTip(_("Move what was left undone") + " (M)")
        go.clicked.connect(lambda: move())
        away = IconButton("close", _("Not today"), size=14)
        away.setObjectName("left_over_away")
        away.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 8, 0)
        row.addWidget(self.text, 1)
        row.addWidget(go)
        row.addWidget(away)
        self.hide()

    def show_count(self, count: int, since: date) -> None:
        """So many things of `since` (and of the days off after it) are still open."""
        self.count = count
        if (self._today() - since).days == 1:
            told = ngettext("{n} left undone yesterday", "{n} left undone yesterday", count)
        else:
            told = ngettext("{n} left undone since {day}", "{n} left undone since {day}", count)
        self.text.setText(told.format(n=f"{count:,}", day=weekday(since)))
        away = QSettings().value(_AWAY) == self._today().isoformat()
        self.setVisible(count > 0 and not away)

    def put_away(self) -> None:
        """No word of it any more today."""
        QSettings().setValue(_AWAY, self._today().isoformat())
        self.hide()
