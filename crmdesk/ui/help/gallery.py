"""The pictures of the page being read, as wide as there is room, read beside the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QTextCursor, QTextDocument

from crmdesk.ui.help.pictures import Wanted, natural_size, read_picture
from crmdesk.ui.help.styling import pictures
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.theme import tokens

_SOON = 60  # ms after the last change of width


class Gallery(QObject):
    """Says `arrived` when one more can be painted."""

    arrived = Signal()

    def __init__(
        self, document: QTextDocument, folder: Path, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._folder, self._jobs = document, folder.resolve(), jobs
        self._shown: dict[str, Wanted] = {}
        self._ready: dict[Wanted, QImage] = {}
        self._timer = QTimer(self, singleShot=True, interval=_SOON)
        self._timer.timeout.connect(self._read)

    def fit(self, width: int, ratio: float) -> None:
        """Give every picture of the document its room, and those read before their place."""
        self._shown.clear()
        for position, name in pictures(self._document):
            self._fit_one(position, name, width, ratio)
        wanted = set(self._shown.values())
        self._ready = {it: image for it, image in self._ready.items() if it in wanted}
        for name, it in self._shown.items():
            if it in self._ready:
                self._put(name, self._ready[it])
        self._timer.start()

    def shown(self) -> list[Wanted]:
        """What the page shows, in which width."""
        return list(self._shown.values())

    def complete(self) -> bool:
        """Whether all of them have been read."""
        return all(wanted in self._ready for wanted in self._shown.values())

    def _fit_one(self, position: int, name: str, width: int, ratio: float) -> None:
        path = (self._folder / name).resolve()
        size = natural_size(path) if self._folder in path.parents else None
        if size is None or not size.isValid():
            return
        wide = min(width, size.width())
        cursor = QTextCursor(self._document)
        cursor.setPosition(position)
        cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
        shape = cursor.charFormat().toImageFormat()
        shape.setWidth(wide)
        shape.setHeight(round(size.height() * wide / size.width()))
        cursor.setCharFormat(shape)
        self._shown[name] = Wanted(path, wide, ratio, tokens().dark)

    def _read(self) -> None:
        colours = tokens()
        for wanted in set(self._shown.values()) - self._ready.keys():

            def read(_job: Job, wanted: Wanted = wanted) -> tuple[Wanted, QImage]:
                return wanted, read_picture(wanted, colours)

            self._jobs.read(read).succeeded.connect(self._on_picture)

    def _on_picture(self, answer: tuple[Wanted, QImage]) -> None:
        wanted, image = answer
        for name, now in self._shown.items():
            if now == wanted:
                self._ready[wanted] = image
                self._put(name, image)

    def _put(self, name: str, image: QImage) -> None:
        kind = QTextDocument.ResourceType.ImageResource.value
        self._document.addResource(kind, QUrl(name), image)
        self.arrived.emit()
