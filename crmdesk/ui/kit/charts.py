"""Charts painted by ourselves: bars and lines, in both themes and on paper, with their numbers.

A chart is data; the widget, the printer and a picture paint the same. The numbers themselves stand
in `rows()`, for a table beside it and for who cannot see.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from crmdesk.ui.kit.paint import draw_text, font
from crmdesk.ui.kit.theme import on_change, tokens
from crmdesk.ui.kit.tokens import LIGHT, SMALL, Tokens

TONES = ("blue", "teal", "amber", "violet", "green", "red")
_AXIS, _LEGEND, _FOOT, _GAP = 44, 24, 22, 8
_MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class Series:
    """Values by label; None where there is nothing to say. `unit` follows a number."""

    name: str
    values: tuple[float | None, ...]
    unit: str = ""
    digits: int = 0

    def say(self, value: float | None) -> str:
        """A number as it stands in the chart."""
        return "" if value is None else f"{value:,.{self.digits}f}{self.unit}"


@dataclass(frozen=True, slots=True)
class Chart:
    """kind is bars (upright), lines, or ranks (lying bars, their labels at the left)."""

    kind: str
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    top: float = 0
    """Where the scale ends at least: 100 of percents, 5 of points."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing to paint."""
        return not any(value for series in self.series for value in series.values)

    def rows(self) -> list[list[str]]:
        """The numbers: one row a label."""
        return [
            [label, *(series.say(series.values[at]) for series in self.series)]
            for at, label in enumerate(self.labels)
        ]


def paint_chart(painter: QPainter, area: QRect, chart: Chart, colours: Tokens) -> None:
    """Paint a chart into `area`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if chart.kind == "ranks":
        _Ranks(painter, area, chart, colours).paint()
    else:
        _Upright(painter, area, chart, colours).paint()
    painter.restore()


def picture_of(chart: Chart, size: QSize, *, scale: float = 2.0) -> QImage:
    """The chart on white, for paper."""
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    paint_chart(painter, QRect(0, 0, size.width(), size.height()), chart, LIGHT)
    painter.end()
    return image


class ChartView(QWidget):
    """Shows one chart; the mouse over it tells the numbers."""

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setMinimumHeight(200)
        on_change(self, "update")
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Another chart."""
        self.chart = chart
        self.setAccessibleName(chart.title)
        told = ["  ".join(filter(None, row)) for row in chart.rows()]
        self.setAccessibleDescription("\n".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chart(painter, self.rect(), self.chart, tokens())
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint().x(), event.position().toPoint().y())
        if row is None:
            QToolTip.hideText()
            return
        names = [series.name for series in self.chart.series]
        label, *values = self.chart.rows()[row]
        told = [f"{name}: {value}" for name, value in zip(names, values, strict=True) if value]
        QToolTip.showText(event.globalPosition().toPoint(), "\n".join([label, *told]), self)

    def _row_at(self, x: int, y: int) -> int | None:
        count = len(self.chart.labels)
        if not count:
            return None
        if self.chart.kind == "ranks":
            at = (y - _LEGEND) * count // max(self.height() - _LEGEND, 1)
        else:
            at = (x - _AXIS) * count // max(self.width() - _AXIS, 1)
        return at if 0 <= at < count else None


class _Upright:
    """Bars or lines over labels at the foot, numbers at the left."""

    def __init__(self, painter: QPainter, area: QRect, chart: Chart, colours: Tokens) -> None:
        self._painter, self._chart, self._colours = painter, chart, colours
        self._area = area
        self._plot = area.adjusted(_AXIS, _LEGEND + _GAP, -_GAP, -_FOOT)
        values = [value for one in chart.series for value in one.values if value is not None]
        most = max([*values, chart.top])
        self._step = nice_step(most)
        self._top = self._step * max(ceil(most / self._step), 1)

    def paint(self) -> None:
        _paint_legend(self._painter, self._area, self._chart, self._colours)
        self._grid()
        self._foot()
        for number, series in enumerate(self._chart.series):
            colour = QColor(self._colours.tone(TONES[number % len(TONES)])[0])
            if self._chart.kind == "lines":
                self._line(series, colour)
            else:
                self._bars(number, series, colour)

    def _grid(self) -> None:
        series = self._chart.series[0] if self._chart.series else Series("", ())
        lines = round(self._top / self._step)
        for number in range(lines + 1):
            y = self._y(number * self._step)
            self._painter.setPen(QPen(QColor(self._colours.border), 1))
            self._painter.drawLine(QPointF(self._plot.left(), y), QPointF(self._plot.right(), y))
            at = QRect(self._area.left(), round(y) - 9, _AXIS - 8, 18)
            digits = 0 if self._step >= 1 else 1
            told = f"{number * self._step:,.{digits}f}{series.unit if series.unit == '%' else ''}"
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            draw_text(self._painter, at, told, self._colours.muted, font(SMALL), right)

    def _foot(self) -> None:
        labels, metrics = self._chart.labels, QFontMetrics(font(SMALL))
        if not labels:
            return
        widest = max(metrics.horizontalAdvance(label) for label in labels) + 8
        every = max(ceil(widest * len(labels) / max(self._plot.width(), 1)), 1)
        for number in range(0, len(labels), every):
            middle_of = (self._slot(number) + self._slot(number + 1)) / 2
            at = QRect(round(middle_of - widest / 2), self._plot.bottom() + 4, widest, 18)
            middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            draw_text(self._painter, at, labels[number], self._colours.muted, font(SMALL), middle)

    def _bars(self, number: int, series: Series, colour: QColor) -> None:
        wide = self._slot(1) - self._slot(0)
        bar = min(wide * 0.7 / len(self._chart.series), 34)
        whole = bar * len(self._chart.series)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        for at, value in enumerate(series.values):
            if not value:
                continue
            left = self._slot(at) + (wide - whole) / 2 + number * bar
            y = self._y(value)
            self._painter.drawRoundedRect(
                QRectF(left, y, max(bar - 2, 1), self._plot.bottom() - y), 2, 2
            )

    def _line(self, series: Series, colour: QColor) -> None:
        wide = self._slot(1) - self._slot(0)
        points = [
            None if value is None else QPointF(self._slot(at) + wide / 2, self._y(value))
            for at, value in enumerate(series.values)
        ]
        self._painter.setPen(QPen(colour, 2))
        for one, other in pairwise(points):
            if one is not None and other is not None:
                self._painter.drawLine(one, other)
        self._painter.setBrush(colour)
        self._painter.setPen(Qt.PenStyle.NoPen)
        for point in points:
            if point is not None:
                self._painter.drawEllipse(point, 3.5, 3.5)

    def _slot(self, number: int) -> float:
        return self._plot.left() + self._plot.width() * number / max(len(self._chart.labels), 1)

    def _y(self, value: float) -> float:
        return self._plot.bottom() - self._plot.height() * value / self._top


class _Ranks:
    """Lying bars, the longest on top, each with its number."""

    def __init__(self, painter: QPainter, area: QRect, chart: Chart, colours: Tokens) -> None:
        self._painter, self._area, self._chart, self._colours = painter, area, chart, colours

    def paint(self) -> None:
        if not self._chart.series:
            return
        _paint_legend(self._painter, self._area, self._chart, self._colours)
        series, labels = self._chart.series[0], self._chart.labels[:_MOST_BARS]
        top = max((value or 0 for value in series.values), default=0) or 1
        plain = font(SMALL)
        widest = max((QFontMetrics(plain).horizontalAdvance(label) for label in labels), default=0)
        names = min(widest + 12, round(self._area.width() * 0.42))
        body = self._area.adjusted(names, _LEGEND + 4, -56, 0)
        high = min(body.height() / max(len(labels), 1), 30.0)
        ink = QColor(self._colours.tone(TONES[0])[0])
        for number, label in enumerate(labels):
            value = series.values[number] or 0
            line = QRect(
                self._area.left(), round(body.top() + number * high), names - 10, round(high)
            )
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            draw_text(self._painter, line, label, self._colours.text, plain, right)
            long = body.width() * value / top
            bar = QRectF(body.left(), line.top() + high * 0.2, long, high * 0.6)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(ink)
            self._painter.drawRoundedRect(bar, 2, 2)
            at = QRect(round(bar.right()) + 6, line.top(), 60, line.height())
            draw_text(self._painter, at, series.say(value), self._colours.muted, plain)


def nice_step(most: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that makes at most five lines."""
    if most <= 0:
        return 1
    rough = most / 5
    power = 10.0 ** floor(log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough)
    return max(step, 0.1)


def _paint_legend(painter: QPainter, area: QRect, chart: Chart, colours: Tokens) -> None:
    bold = font(SMALL, bold=True)
    x, metrics = area.right(), QFontMetrics(font(SMALL))
    told = list(enumerate(chart.series)) if len(chart.series) > 1 else []
    room = sum(metrics.horizontalAdvance(series.name) + 32 for _number, series in told)
    line = QRect(area.left(), area.top(), area.width() - room, _LEGEND - 4)
    draw_text(painter, line, chart.title, colours.text, bold)
    for number, series in reversed(told):
        wide = metrics.horizontalAdvance(series.name)
        x -= wide + 4
        at = QRect(x, area.top(), wide + 4, _LEGEND - 4)
        draw_text(painter, at, series.name, colours.muted, font(SMALL))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.tone(TONES[number % len(TONES)])[0]))
        painter.drawRoundedRect(QRectF(x - 16, at.center().y() - 4, 10, 10), 2, 2)
        x -= 28
