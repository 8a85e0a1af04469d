"""The pages as they will be printed, before they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QToolBar, QWidget

from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.printing import margins
from crmdesk.ui.kit.widgets.room import open_at

if TYPE_CHECKING:
    from crmdesk.ui.kit.printing import Sheet

_TOOLS = (
    "fit-width", "fit-page", "zoom-out", "zoom-in", "portrait", "landscape", "first",
    "chevron-left", "chevron-right", "last", "file", "two-pages", "all-pages", "settings", "print",
)  # fmt: skip
"""The tools of Qt's preview from the left."""


class SheetPreview(QPrintPreviewDialog):
    """Qt's preview; it keeps the sheet and the printer, which Qt does not own."""

    def __init__(self, sheet: Sheet, parent: QWidget) -> None:
        self._sheet = sheet
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(sheet.title)
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._printer.setPageMargins(margins(), QPageLayout.Unit.Millimeter)
        super().__init__(self._printer, parent)
        self.setObjectName("print_preview")
        self.setWindowTitle(sheet.title)
        self._dress()
        open_at(self, 900, 1000)
        self.paintRequested.connect(self._paint)

    def _dress(self) -> None:
        """Qt's own tools have pictures of another time; where Qt has others, they stay."""
        bar = self.findChild(QToolBar)
        assert bar is not None
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))  # else the last, which prints, have no room
        tools = [tool for tool in bar.actions() if tool.text()]
        if len(tools) == len(_TOOLS):
            for tool, role in zip(tools, _TOOLS, strict=True):
                tool.setIcon(icon(role))

    def _paint(self, printer: QPrinter) -> None:
        self._sheet.document.print_(printer)
