"""Words in as many as two lines."""

from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from crmdesk.ui.care.two_line_cell import fit_two_lines
from crmdesk.ui.kit.paint import font
from crmdesk.ui.kit.tokens import SMALL


def test_that_a_warning_takes_two_lines_before_it_is_cut(qtbot: QtBot) -> None:
    metrics = QFontMetrics(font(SMALL))
    told = "“送钟”与“送终”谐音，长辈尤其忌讳"
    half = metrics.horizontalAdvance(told) * 2 // 3
    assert fit_two_lines(told, metrics, half) == told
    cut = fit_two_lines(told, metrics, half // 3)
    assert cut.endswith("…")
    assert told.startswith(cut[:-1])
