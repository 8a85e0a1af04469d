"""The program's icon in the sizes a system wants, drawn from resources/icons/crmdesk.svg."""

import os
import struct
from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from build_spec.environment import ROOT

SOURCE = ROOT / "resources" / "icons" / "crmdesk.svg"


def draw_icons(sizes: Iterable[int]) -> dict[int, bytes]:
    """Each size in pixels and its PNG."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(SOURCE))
    return {size: _png(renderer, size) for size in sizes}


def ico(pictures: dict[int, bytes]) -> bytes:
    """One .ico of these PNGs, as Windows has read them since Vista."""
    header = struct.pack("<HHH", 0, 1, len(pictures))
    entries, at = b"", len(header) + 16 * len(pictures)
    for size, picture in sorted(pictures.items()):
        side = size % 256  # 0 says 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return header + entries + b"".join(picture for _size, picture in sorted(pictures.items()))


def _png(renderer: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(content.data())
