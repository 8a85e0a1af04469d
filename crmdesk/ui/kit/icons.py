"""Icons by role from resources/icons, drawn in a token's colour at the moment they are painted."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from crmdesk.paths import resource
from crmdesk.ui.kit.theme import tokens


def icon(role: str, token: str = "text") -> QIcon:
    """The icon of a role (a file name in resources/icons) in a token's colour; follows the theme.

    Raises FileNotFoundError for a role we have not drawn.
    """
    _source(role)
    return QIcon(_Engine(role, token))


def icon_pixmap(role: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """The icon in a colour ('#rrggbb'), `size` logical pixels wide, for painters."""
    return _draw(role, colour, round(size * ratio), ratio)


class _Engine(QIconEngine):
    def __init__(self, role: str, token: str) -> None:
        super().__init__()
        self._role, self._token = role, token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        side = min(rect.width(), rect.height())
        drawn = icon_pixmap(self._role, side, self._colour(mode), ratio)
        left = rect.left() + (rect.width() - side) // 2
        painter.drawPixmap(left, rect.top() + (rect.height() - side) // 2, drawn)

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        return _draw(self._role, self._colour(mode), min(size.width(), size.height()), 1.0)

    def clone(self) -> QIconEngine:
        return _Engine(self._role, self._token)

    def _colour(self, mode: QIcon.Mode) -> str:
        name = "disabled" if mode == QIcon.Mode.Disabled else self._token
        colour: str = getattr(tokens(), name)
        return colour


@cache
def _source(role: str) -> str:
    return resource("icons", f"{role}.svg").read_text("utf-8")


@cache
def _draw(role: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    svg = _source(role).replace("currentColor", QColor(colour).name())
    drawn = QPixmap(pixels, pixels)
    if pixels <= 0:  # a button squeezed to nothing
        return drawn
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
