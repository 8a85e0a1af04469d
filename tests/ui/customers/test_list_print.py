"""The list on paper: previewed page by page, printed without holding the window up."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import Cancelled
from crmdesk.models.core.jobs import silent
from crmdesk.ui.customers.printing.list_preview import ListPreview
from crmdesk.ui.customers.printing.list_sheet import ListSheet, list_sheet
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.page_printing import Printing, write_pdf
from crmdesk.ui.kit.table import Column
from tests.support.builders import add_customer
from tests.support.customer_list import CustomerList

TODAY = date(2026, 11, 21)


def sheet_of(rows: int, columns: int = 3, words: str = "杭州") -> ListSheet:
    shown = [Column(f"c{at}", f"Column {at}", lambda row: row) for at in range(columns)]
    texts = {at: f"{words} {at}" for at in range(rows)}
    return list_sheet(
        list(texts), shown, lambda ids: {at: texts[at] for at in ids}, TODAY, progress=silent
    )


def ink(sheet: ListSheet, page: int) -> list[int]:
    """How dark each tenth of a page is, from its top."""
    image = QImage(sheet.size.toSize() / 10, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(0.1, 0.1)
    sheet.paint(painter, page)
    painter.end()
    step = image.height() // 10
    return [
        sum(
            image.pixelColor(x, y).lightness() < 128
            for x in range(image.width())
            for y in range(at * step, (at + 1) * step)
        )
        for at in range(10)
    ]


def test_that_every_page_has_the_header_and_its_number(qtbot: QtBot) -> None:
    sheet = sheet_of(100)
    assert sheet.pages > 1
    for page in range(sheet.pages):
        dark = ink(sheet, page)
        assert dark[0] > 0
        assert dark[9] > 0


def test_that_rows_go_on_from_page_to_page_and_none_is_lost(qtbot: QtBot) -> None:
    short, long = sheet_of(20), sheet_of(400)
    assert short.pages == 1
    assert 400 / 60 < long.pages < 400 / 20


def test_that_a_list_of_nobody_is_one_page(qtbot: QtBot) -> None:
    assert sheet_of(0).pages == 1
    assert sum(ink(sheet_of(0), 0)) > 0


def test_that_many_columns_lie_across_the_paper(qtbot: QtBot) -> None:
    upright, across = sheet_of(1, columns=6), sheet_of(1, columns=7)
    assert upright.size.width() < upright.size.height()
    assert across.size.width() > across.size.height()


def test_that_long_words_are_broken_into_lines_and_at_last_cut(qtbot: QtBot) -> None:
    some, many = sheet_of(40, words="很长的地址" * 8), sheet_of(40, words="很长的地址" * 80)
    assert some.pages > sheet_of(40).pages
    assert many.pages == some.pages


def test_that_laying_out_can_be_stopped(qtbot: QtBot) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sheet_of(10).lay_out(stop)


@pytest.fixture
def preview(qtbot: QtBot, db: Database, jobs: JobRunner) -> ListPreview:
    for number in range(120):
        add_customer(db, f"张伟{number}", phone="13800138000")
    opened = CustomerList(qtbot, db, jobs)
    opened.panel.print_page()
    [dialog] = [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ListPreview)
    ]
    qtbot.waitUntil(dialog.print_button.isEnabled)
    return dialog


def test_that_the_list_as_seen_is_previewed(qtbot: QtBot, preview: ListPreview) -> None:
    assert preview.count.text().startswith("Pages: ")
    assert preview.pages.height() > preview.area.viewport().height()
    with qtbot.waitSignal(preview.destroyed):
        qtbot.keyClick(preview, Qt.Key.Key_Escape)


def test_that_all_pages_go_into_a_pdf(qtbot: QtBot, preview: ListPreview, tmp_path: Path) -> None:
    preview.save_pdf(tmp_path / "list.pdf")
    assert not preview.print_button.isEnabled()
    qtbot.waitUntil(preview.print_button.isEnabled)
    pdf = (tmp_path / "list.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") > 1
    preview.close()


def printing(sheet: ListSheet, preview: ListPreview, folder: Path) -> Printing:
    """Begun on a printer that writes a file."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "printed.pdf"))
    work = Printing(sheet, preview)
    work.print_on(printer)
    return work


def test_that_the_pages_asked_for_are_printed(
    qtbot: QtBot, preview: ListPreview, tmp_path: Path
) -> None:
    printer, told = QPrinter(), list[int]()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    work = Printing(sheet_of(400), preview)
    work.turned.connect(told.append)
    with qtbot.waitSignal(work.ended):
        work.print_on(printer)
    assert told == [2, 3]
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") == 2
    preview.reject()


def test_that_a_pdf_that_is_stopped_leaves_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(sheet_of(400), tmp_path / "list.pdf", stop)
    assert not [*tmp_path.iterdir()]


def test_that_closing_in_the_middle_of_printing_ends_it(
    qtbot: QtBot, preview: ListPreview, tmp_path: Path
) -> None:
    with qtbot.waitSignal(printing(sheet_of(400), preview, tmp_path).turned):
        pass
    with qtbot.waitSignal(preview.destroyed):
        preview.reject()


def test_that_closing_with_the_last_page_ends_it_once(
    qtlog: Any, preview: ListPreview, tmp_path: Path
) -> None:
    drawn: list[int] = []
    sheet = sheet_of(400)
    work = printing(sheet, preview, tmp_path)
    work.turned.connect(drawn.append)
    while len(drawn) < sheet.pages:
        work.timeout.emit()
    preview.reject()
    assert not [said.message for said in qtlog.records if "QPainter" in said.message]


def test_that_a_pdf_that_cannot_be_written_is_said_so(
    qtbot: QtBot, qtlog: Any, preview: ListPreview, tmp_path: Path
) -> None:
    preview.save_pdf(tmp_path / "missing" / "list.pdf")
    qtbot.waitUntil(lambda: bool(preview.findChildren(QMessageBox)))
    [box] = preview.findChildren(QMessageBox)
    assert "list.pdf cannot be written" in box.text()
    assert not [said.message for said in qtlog.records if "QPainter" in said.message]
    box.close()
    preview.close()
