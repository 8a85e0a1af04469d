"""The one door through which the user hears of a failure."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QMessageBox, QWidget
from shiboken6 import isValid

from crmdesk.models.core.errors import Cancelled, CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.logs import incident
from crmdesk.models.core.messages import explain
from crmdesk.ui.kit.message_box import message_box

if TYPE_CHECKING:
    from crmdesk.ui.kit.jobs import Job

log = logging.getLogger(__name__)
_alone: set[QMessageBox] = set()
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def show_failure(parent: QWidget | None, error: BaseException) -> None:
    """Tell the user, once, in words they can act on; log what they cannot. A `parent` that was
    closed meanwhile keeps nothing from being told."""
    if parent is not None and not isValid(parent):
        parent = None
    if isinstance(error, Cancelled):
        return
    if isinstance(error, CrmError) and error.code == "database.locked":
        log.info("asked for while locked", exc_info=error)  # a clock of a window out of sight
        return
    if isinstance(error, CrmError):
        box = message_box(parent, "failure", QMessageBox.Icon.Warning, explain(error))
    else:
        told = _("Something went wrong that is not your fault.")
        detail = _(
            "What was saved before is safe. If it happens again, "
            "tell support the incident number {incident}."
        ).format(incident=incident(error))
        box = message_box(parent, "failure", QMessageBox.Icon.Critical, told, detail)
        box.setDetailedText("".join(traceback.format_exception(error)))
    if parent is None:  # nothing else keeps it
        _alone.add(box)
        box.finished.connect(lambda _result: _alone.discard(box))
    box.open()


def failing_to(parent: QWidget, job: Job) -> Job:
    """Show what the job fails with over `parent`; gives the job back for further wiring."""
    job.failed.connect(lambda error: show_failure(parent, error))
    return job


class Hooks(QObject):
    """Catches what nobody caught, on any thread, and brings it to the GUI thread once."""

    _caught = Signal(object)

    def __init__(self, show: Callable[[BaseException], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._showing = False
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._from_python
        threading.excepthook = self._from_thread
        qInstallMessageHandler(log_qt_message)

    def _from_python(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(type(error), error, error.__traceback__)
        else:
            self._caught.emit(error)

    def _from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught.emit(args.exc_value)

    def _on_caught(self, error: BaseException) -> None:
        if self._showing:  # a failing paint would otherwise open a box per frame
            log.error("another failure meanwhile", exc_info=error)
            return
        self._showing = True
        try:
            self._show(error)
        finally:
            self._showing = False


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Qt's own warnings go to our log, never to the user."""
    log.log(_LEVELS.get(kind, logging.WARNING), "Qt %s: %s", context.category or "", text)
