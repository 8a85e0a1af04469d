"""Charts: painted in both themes, with their numbers for who cannot see them."""

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from crmdesk.ui.kit import theme
from crmdesk.ui.kit.charts import Chart, ChartView, Series, nice_step, picture_of
from crmdesk.ui.kit.tokens import LIGHT

BARS = Chart(
    "bars", "Complaints", ("Jan", "Feb", "Mar"),
    (Series("new", (3.0, 0.0, 12.0)), Series("again", (1.0, None, 2.0))),
)  # fmt: skip
LINES = Chart("lines", "In time", ("Jan", "Feb"), (Series("kept", (80.0, None), "%"),), 100)
RANKS = Chart("ranks", "By cause", ("运输", "缺货"), (Series("n", (7.0, 2.0)),))


def _has(image: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(
        image.pixel(x, y) == wanted
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


@pytest.mark.parametrize(
    ("most", "step"), [(0, 1), (3, 1), (5, 1), (9, 2), (12, 5), (47, 10), (100, 20), (0.3, 0.1)]
)
def test_that_scales_go_by_round_numbers(most: float, step: float) -> None:
    assert nice_step(most) == pytest.approx(step)


@pytest.mark.parametrize("chart", [BARS, LINES, RANKS])
def test_that_a_chart_is_painted_on_white_for_paper(qapp: QApplication, chart: Chart) -> None:
    image = picture_of(chart, QSize(400, 200))
    assert image.size() == QSize(800, 400)
    assert _has(image, LIGHT.blue)
    assert _has(image, LIGHT.surface)


def test_that_an_empty_chart_is_painted_without_a_bar(qapp: QApplication) -> None:
    blank = Chart("bars", "none", (), ())
    assert blank.blank
    assert not _has(picture_of(blank, QSize(200, 100)), LIGHT.blue)
    assert not _has(picture_of(Chart("ranks", "none", (), ()), QSize(200, 100)), LIGHT.blue)


def test_that_the_numbers_stand_in_rows() -> None:
    assert BARS.rows() == [["Jan", "3", "1"], ["Feb", "0", ""], ["Mar", "12", "2"]]
    assert LINES.rows()[0] == ["Jan", "80%"]


def test_that_a_chart_follows_the_theme_and_speaks(qtbot: QtBot, qapp: QApplication) -> None:
    view = ChartView(BARS)
    qtbot.addWidget(view)
    view.resize(400, 220)
    view.show()
    assert view.accessibleName() == "Complaints"
    assert "Mar  12  2" in view.accessibleDescription()
    light = view.grab().toImage()
    theme.apply(qapp, "dark")
    dark = view.grab().toImage()
    theme.apply(qapp, "light")
    assert light != dark
    qtbot.mouseMove(view, QPoint(300, 100))
    view.show_chart(RANKS)
    assert view._row_at(200, 190) == 1
    assert view._row_at(200, 2) is None
    QToolTip.hideText()


def test_that_every_label_fits_or_is_left_out(qapp: QApplication) -> None:
    labels = tuple(f"2026-{month:02}" for month in range(1, 13)) * 3
    many = Chart("lines", "three years", labels, (Series("n", tuple(map(float, range(36)))),))
    assert _has(picture_of(many, QSize(420, 200)), LIGHT.blue)
