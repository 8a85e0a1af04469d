"""Each test of the window begins at the same desk: what an earlier one left there is put away."""

import threading

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.models.core import i18n
from crmdesk.models.core.settings import Settings
from crmdesk.ui.kit import theme
from crmdesk.ui.shell.application import dress

USUAL = Settings(language="en", theme="light")
_excepthook = threading.excepthook  # that of the tests; each Program brings its own


def make_usual(application: QApplication) -> None:
    """The look and the language tests begin with; undressed, a test would pass by its order."""
    if (
        (i18n.language(), theme.tokens(), theme.density())
        != (USUAL.language, theme.LIGHT, USUAL.density)
        or QLocale() != QLocale("en")
        or application.property("crmdesk_dressed") is None
    ):
        dress(application, USUAL)


def put_away() -> None:
    """After the fixtures of a test are gone; none of wider scope may hold a window."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    _put_away_windows()
    _let_go_of_keys()
    while QApplication.overrideCursor() is not None:
        QApplication.restoreOverrideCursor()
    if QApplication.clipboard().text():
        QApplication.clipboard().clear()
    threading.excepthook = _excepthook
    make_usual(application)


def _put_away_windows() -> None:
    """Those closed, too: they are gone before their timers ask a database that is gone."""
    for top in QApplication.topLevelWidgets():
        if top.parent() is None:
            top.hide()
            top.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _let_go_of_keys() -> None:
    """After Ctrl+C, Ctrl is down for Qt until the next event: a row chosen then would be added."""
    held = QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier
    if held or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        QTest.mouseRelease(QWidget(), Qt.MouseButton.LeftButton)
