"""Sheets for paper."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QToolBar, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core.errors import CrmError
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.printing import Sheet, ensure_whole
from tests.support.drives import MB, small_drive


def _sheet(rows: int) -> Sheet:
    sheet = Sheet("欧阳娜娜", "K000012")
    sheet.facts([("电话", "139 1111 2222"), ("备注", "<b>粗</b>")])
    sheet.heading("最近联系")
    sheet.table(["时间", "内容"], [["昨天", "询价"]] * rows, [30, 70])
    return sheet


def test_that_words_of_customers_are_printed_as_they_are(qtbot: QtBot) -> None:
    assert "<b>粗</b>" in _sheet(1).document.toPlainText()


def test_that_a_pdf_has_as_many_pages_as_the_rows_need(qtbot: QtBot, tmp_path: Path) -> None:
    for name, rows in (("short.pdf", 1), ("long.pdf", 200)):
        writer = QPdfWriter(str(tmp_path / name))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        _sheet(rows).document.print_(writer)
        del writer
    short, long = ((tmp_path / name).read_bytes() for name in ("short.pdf", "long.pdf"))
    assert short.startswith(b"%PDF")
    assert short.count(b"/Type /Page\n") == 1
    assert long.count(b"/Type /Page\n") > 3


def test_that_the_preview_shows_ink(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    preview = _sheet(3).preview(parent)
    qtbot.addWidget(preview)
    qtbot.waitExposed(preview)
    image = QImage(400, 600, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    _sheet(3).document.drawContents(painter)
    painter.end()
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(400) for y in range(60))
    assert dark > 50
    preview.close()


def test_that_the_tools_of_the_preview_are_drawn_like_all_others(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    preview = Sheet("Wang Fang").preview(window)
    [bar] = preview.findChildren(QToolBar)
    drawn = [tool.icon().pixmap(24, 24).toImage() for tool in bar.actions()]
    for role in ("zoom-in", "print"):
        assert icon(role).pixmap(24, 24).toImage() in drawn
    last = bar.widgetForAction(bar.actions()[-1])
    qtbot.waitUntil(last.isVisible)
    assert last.geometry().right() <= bar.width(), "printing is in sight"
    preview.reject()


def test_that_a_pdf_that_cannot_be_written_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(CrmError) as refused:
        Sheet("x").save_pdf(tmp_path / "no folder" / "x.pdf")
    assert refused.value.code == "export.unwritable"


def test_that_half_a_pdf_on_a_full_drive_is_told_and_taken_away(
    qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = Sheet("x")
    for _line in range(40):
        sheet.paragraph("字" * 300)
    with small_drive(tmp_path / "tight", MB) as drive:
        path = drive.path / "x.pdf"
        drive.fill(leave=8192)
        with pytest.raises(CrmError) as refused:
            sheet.save_pdf(path)
        assert refused.value.code == "export.unwritable"
        assert not path.exists()
        drive.make_room()
        sheet.save_pdf(path)
        assert path.read_bytes().rstrip().endswith(b"%%EOF")


def test_that_a_pdf_on_a_drive_that_was_pulled_out_is_told(tmp_path: Path) -> None:
    with pytest.raises(CrmError) as refused:
        ensure_whole(tmp_path / "usb" / "x.pdf")
    assert refused.value.code == "export.unwritable"
