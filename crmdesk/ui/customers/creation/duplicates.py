"""Who seems to be in the archive already, said while one types (撞单)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.duplicates import LikelyDuplicate
from crmdesk.ui.kit.commands import key_text
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.paint import draw_text, font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL
from crmdesk.ui.kit.when import say_when
from crmdesk.ui.kit.widgets.buttons import PlainButton

MOST = 3


class DuplicateStrip(QFrame):
    """A few likely ones with owner and last contact; `chosen(id)` opens one instead."""

    chosen = Signal(object)

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._found: tuple[LikelyDuplicate, ...] = ()
        self.setObjectName("duplicates")
        self.setProperty("role", "notice")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 8, 8)
        self._column.setSpacing(4)
        self._head = label("")
        self._column.addWidget(self._head)
        self._lines: list[QWidget] = []
        self.hide()

    def show_found(self, found: Sequence[LikelyDuplicate], now: datetime) -> None:
        """Replace what is said; nothing found, nothing said."""
        if tuple(found[:MOST]) == self._found:
            return
        self._found = tuple(found[:MOST])
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(row, now, n) for n, row in enumerate(self._found, start=1)]
        for line in self._lines:
            self._column.addWidget(line)
        sure = any(row.certain for row in self._found)
        self._head.setText(
            _("This customer seems to be there already:") if sure else _("Somebody of this name:")
        )
        self.setVisible(bool(found))

    def _line(self, row: LikelyDuplicate, now: datetime, number: int) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(_Lines(row.certain, *self._texts(row, now)), 1)
        key = QKeySequence(f"Alt+{number}")
        shown = key_text(f"Alt+{number}")
        button = PlainButton(f"{pgettext('duplicate', 'Open')}  {shown}", kind="link")
        button.setShortcut(key)
        button.setObjectName(f"open_{row.id}")
        button.setAutoDefault(False)
        button.setAccessibleName(_("Open {name}").format(name=row.name))
        button.clicked.connect(lambda: self.chosen.emit(row.id))
        layout.addWidget(button)
        return line

    def _texts(self, row: LikelyDuplicate, now: datetime) -> tuple[str, str]:
        """Who it is, and what one should know before making her a second time."""
        why = {
            "phone": _("same phone"),
            "email": _("same e-mail"),
            "wechat": _("same WeChat"),
            "line": _("same LINE"),
            "name_company": _("same name and company"),
            "company": _("same company"),
            "name": _("same name"),
        }[row.reason]
        owner = _("Owner: {name}").format(name=row.owner) if row.owner else _("No owner")
        last = _("never contacted")
        if row.last_contact is not None:
            last = _("last contact {when}").format(when=say_when(row.last_contact, now, self._zone))
        company = row.company if row.company != row.name else ""
        who = " · ".join(part for part in (row.name, company) if part)
        return who, " · ".join((why, owner, last))


class _Lines(QWidget):
    """Two lines, cut where there is no room; the whole in the tool tip."""

    def __init__(self, sure: bool, first: str, second: str) -> None:  # noqa: FBT001 - of a row
        super().__init__()
        self._role, self._texts = ("warning" if sure else "info"), (first, second)
        self.setToolTip(f"{first}\n{second}")
        self.setAccessibleName(f"{first} {second}")
        self.setObjectName("duplicate_text")

    def sizeHint(self) -> QSize:
        return QSize(260, 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, painter = tokens().amber, QPainter(self)
        mark = icon_pixmap(self._role, 16, ink, self.devicePixelRatioF())
        painter.drawPixmap(0, 3, mark)
        first = QRect(24, 0, self.width() - 24, 20)
        draw_text(painter, first, self._texts[0], ink, font(FONT, bold=True))
        draw_text(painter, first.translated(0, 19), self._texts[1], ink, font(SMALL))
        painter.end()
