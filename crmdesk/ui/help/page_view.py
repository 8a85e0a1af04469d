"""One page of the manual, its pictures fitted to the width, what is searched for marked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from crmdesk.models.core.i18n import _
from crmdesk.ui.help.finding import searched
from crmdesk.ui.help.gallery import Gallery
from crmdesk.ui.help.pages import HelpPage
from crmdesk.ui.help.pictures import waiting_picture
from crmdesk.ui.help.styling import bullets, fill, key_caps
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.theme import on_change, tokens

_SIDE, _WIDEST = 28, 760
_CAP = 20  # height of a key
_DOT, _BEFORE = 5, 14  # px: how wide a bullet is, how far before the letters its middle stands


class PageView(QTextBrowser):
    """Says `asked(address)` when a link is followed; goes nowhere by itself."""

    asked = Signal(str)

    def __init__(self, jobs: JobRunner, folder: Path) -> None:
        super().__init__()
        self.setObjectName("help_page")
        self.setProperty("role", "page")
        self.setAccessibleName(_("Page of the manual"))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: bar.setEnabled(most > 0))
        self.anchorClicked.connect(lambda url: self.asked.emit(url.toString()))
        self._page: HelpPage | None = None
        self._query = ""
        self._places: list[tuple[int, int]] = []
        self._caps: list[tuple[int, int]] = []
        self._bullets: list[int] = []
        self._boxes: list[QRectF] | None = None
        self._dots: list[QRectF] = []
        self.gallery = Gallery(self.document(), folder, jobs, self)
        self.gallery.arrived.connect(self.viewport().update)
        on_change(self, "redress")

    @property
    def page(self) -> HelpPage | None:
        return self._page

    def show_page(self, page: HelpPage) -> None:
        """From its beginning."""
        self._page = page
        self.redress()
        self.setTextCursor(QTextCursor(self.document()))
        self.verticalScrollBar().setValue(0)

    def redress(self) -> None:
        """Anew in the theme in force, where one was."""
        if self._page is None:
            return
        at = self.verticalScrollBar().value()
        fill(self.document(), self._page.text)
        self._caps = key_caps(self.document())
        self._bullets = bullets(self.document())
        self._fit()
        self._mark(self._query)
        self.verticalScrollBar().setValue(at)

    def mark(self, query: str) -> int:
        """Colour all places of these words; how many there are. Goes to the first."""
        self._mark(query)
        if self._places:
            self.setTextCursor(QTextCursor(self.document()))
            self.step(1)
        return len(self._places)

    def step(self, way: int) -> bool:
        """To the next place (or with -1 the one before); False past the last."""
        here = self.textCursor().selectionStart() if self.textCursor().hasSelection() else -1
        starts = [start for start, _length in self._places]
        left = [at for at in starts if at > here] if way > 0 else [at for at in starts if at < here]
        if not left:
            return False
        start = left[0] if way > 0 else left[-1]
        length = dict(self._places)[start]
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def last_place(self) -> None:
        """To the last one of the page."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.step(-1)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing but our own pictures is ever read, and those not here."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return waiting_picture()
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().strong_border), 1))
        painter.setBrush(QColor(tokens().hover))
        painter.translate(0, -self.verticalScrollBar().value())
        seen = QRectF(event.rect()).translated(0, self.verticalScrollBar().value())
        if self._boxes is None:
            self._boxes = [box for cap in self._caps for box in self._boxes_of(*cap)]
            self._dots = list(map(self._dot_of, self._bullets))
        for box in self._boxes:
            if box.intersects(seen):
                painter.drawRoundedRect(box, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().muted))
        for dot in self._dots:
            if dot.intersects(seen):
                painter.drawEllipse(dot)
        painter.end()
        super().paintEvent(event)

    def _boxes_of(self, start: int, length: int) -> list[QRectF]:
        """Where a key cap stands in the document, one box for each line it runs over."""
        cursor, boxes = QTextCursor(self.document()), list[QRectF]()
        scrolled = self.verticalScrollBar().value()
        for position in range(start, start + length + 1):
            cursor.setPosition(position)
            here = QRectF(self.cursorRect(cursor)).translated(0, scrolled)
            middle = here.center().y()
            box = QRectF(here.left(), middle - _CAP / 2, 0, _CAP)
            if boxes and boxes[-1].top() == box.top():
                boxes[-1].setRight(box.left())
            else:
                boxes.append(box)
        return boxes

    def _dot_of(self, position: int) -> QRectF:
        """Where the bullet of the entry that begins there stands in the document."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        first = QRectF(self.cursorRect(cursor)).translated(0, self.verticalScrollBar().value())
        dot = QRectF(0, 0, _DOT, _DOT)
        dot.moveCenter(QPointF(first.left() - _BEFORE, first.center().y()))
        return dot

    def _fit(self) -> None:
        """Margins and pictures to the width there is."""
        self._boxes = None
        room = self.viewport().width() - 2 * _SIDE
        width = max(120, min(room, _WIDEST))
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        shape.setMargin(0)
        shape.setPadding(0)
        shape.setLeftMargin(_SIDE)
        shape.setRightMargin(self.viewport().width() - _SIDE - width)
        shape.setTopMargin(20)
        shape.setBottomMargin(32)
        shape.setWidth(QTextLength())
        frame.setFrameFormat(shape)
        self.gallery.fit(width, self.devicePixelRatioF())

    def _mark(self, query: str) -> None:
        self._query = query
        self._places = searched(self.document().toPlainText()).places(query) if query else []
        look = QTextCharFormat()
        look.setBackground(QColor(tokens().amber_soft))
        look.setForeground(QColor(tokens().amber))
        marked = []
        for start, length in self._places:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, look
            marked.append(selection)
        self.setExtraSelections(marked)
