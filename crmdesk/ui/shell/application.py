"""Qt made ready: scale, names, icon, Qt's own words in the user's language, the theme."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from crmdesk.models.core import i18n
from crmdesk.models.core.settings import Settings
from crmdesk.paths import resource
from crmdesk.ui.kit import theme
from crmdesk.ui.kit.full_fields import FullFields
from crmdesk.ui.shell.input_method import choose_input_method

NAME = "crmdesk"
_translator: QTranslator | None = None


def make_application(settings: Settings, arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication. The scale is Qt's own factor, so it is decided here, once."""
    if settings.scale != 100 and "QT_SCALE_FACTOR" not in os.environ:
        os.environ["QT_SCALE_FACTOR"] = str(settings.scale / 100)
    if sys.platform == "linux":
        plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
        choose_input_method(os.environ, Path(plugins))
    QCoreApplication.setOrganizationName(NAME)
    QCoreApplication.setApplicationName(NAME)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    application = QApplication([NAME, *arguments])
    application.setDesktopFileName(NAME)
    application.setWindowIcon(QIcon(str(resource("icons", "crmdesk.svg"))))
    application.setQuitOnLastWindowClosed(False)  # a window gives way to another at times
    dress(application, settings)
    FullFields(application)
    return application


def dress(application: QApplication, settings: Settings) -> None:
    """Take over language, theme and density; may be called again at any time."""
    i18n.use_language(settings.language or system_language())
    _translate_qt(application)
    theme.apply(application, settings.theme, settings.density)


def system_language() -> str:
    """What the system's user reads, as far as we speak it."""
    return i18n.preferred_language(QLocale.system().uiLanguages())


def _translate_qt(application: QApplication) -> None:
    global _translator
    if _translator is not None:
        application.removeTranslator(_translator)
        _translator.deleteLater()
    _translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if _translator.load(f"qtbase_{i18n.language()}", folder):
        application.installTranslator(_translator)
    QLocale.setDefault(QLocale(i18n.language()))
