"""Everything that may go wrong while the robot works, heard in one place."""

import logging
import sys
import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from crmdesk.ui.kit import failures

Hear = Callable[[str, str], None]
"""What kind of alarm, and all there is to know."""

HARMLESS = (
    "propagateSizeHints",  # the screen in memory has no window manager
    "This plugin does not support",
    "QPrinter",  # no printer stands here
    "QCups",
    "Populating font family aliases",
    "Point size <= 0 (-0.250000)",  # Qt's print dialog draws its page with our font, in pixels
    "Keyboard event not accepted",  # of QTest: nothing there wants this key
)


class Alarms(logging.Handler):
    """Errors in the log, messages of Qt, and what Python cannot raise."""

    def __init__(self, hear: Hear) -> None:
        super().__init__(logging.WARNING)
        self._hear = hear
        logging.getLogger().addHandler(self)
        sys.unraisablehook = self._unraisable
        failures.log_qt_message = self._from_qt
        qInstallMessageHandler(self._from_qt)

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno < logging.ERROR:
            return
        told = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            told += "\n" + "".join(traceback.format_exception(record.exc_info[1]))
        self._hear("error", told)

    def _unraisable(self, caught: Any) -> None:
        told = "".join(traceback.format_exception(caught.exc_value)) if caught.exc_value else ""
        self._hear("unraisable", f"{caught.err_msg or ''} {caught.object!r}\n{told}")

    def _from_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        serious = kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if serious and not any(known in text for known in HARMLESS):
            where = "".join(traceback.format_stack(limit=12))
            self._hear("qt", f"{context.category or ''}: {text}\n{where}")
