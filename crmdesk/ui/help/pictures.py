"""Pictures of the manual, read and made to fit off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPen

from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import Tokens

_CORNER, _DIMMED = 6.0, 46  # of 255: a white picture does not dazzle beside dark ground


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture at a width; two alike are one."""

    path: Path
    width: int
    ratio: float
    dark: bool


def natural_size(path: Path) -> QSize:
    """Its size in pixels; only the head of the file is read."""
    return QImageReader(str(path)).size()


def waiting_picture() -> QImage:
    """What is shown in its place until it has been read."""
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(QColor(tokens().skeleton))
    return image


def read_picture(wanted: Wanted, colours: Tokens) -> QImage:
    """Scaled smoothly, with round corners and a hairline about it."""
    source = QImage(str(wanted.path))
    width = round(wanted.width * wanted.ratio)
    source = source.convertToFormat(QImage.Format.Format_RGB32)
    if width < source.width():
        source = source.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    made = QImage(source.size(), QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QPainterPath()
    edge.addRoundedRect(QRectF(made.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    painter.setClipPath(edge)
    painter.drawImage(0, 0, source)
    if wanted.dark:
        painter.fillRect(made.rect(), QColor(0, 0, 0, _DIMMED))
    painter.setClipping(False)
    painter.setPen(QPen(QColor(colours.strong_border), 1))
    painter.drawPath(edge)
    painter.end()
    return made
