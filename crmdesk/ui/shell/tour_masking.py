"""Masked numbers, notes only their writer reads, and where both are set."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea

from crmdesk.models.core.i18n import _
from crmdesk.models.masking.changing import change_privacy
from crmdesk.models.masking.settings import PrivacySettings
from crmdesk.ui.shell.main_window import FIRST
from crmdesk.ui.shell.tour_stage import Stage

LARGE = QSize(1720, 1000)


def masked_numbers(stage: Stage) -> Iterator[str]:
    """The list, a page, Today, the palette; then one number is looked at."""
    change_privacy(stage.db, PrivacySettings("all"))
    yield ""
    _open_first(stage)
    yield "masked-customers"
    stage.find("customer_page").body.show_tab("profile")
    yield "masked-profile"
    stage.find("show_phone").click()
    yield ""
    yield "masked-looked-at"
    stage.find("customer_page").body.show_tab("changes")
    yield "masked-changes"
    stage.find("customer_page").body.show_tab("timeline")
    stage.window.show_screen("today")
    yield "masked-today"
    change_privacy(stage.db, PrivacySettings())
    yield ""


def private_notes(stage: Stage) -> Iterator[str]:
    """Written on the page, and read by their writer alone."""
    _open_first(stage)
    stage.window.resize(LARGE)
    yield ""
    page = stage.find("customer_page")
    page.body.show_tab("profile")
    lines = stage.find("private_notes")
    lines.ask()
    words = _("Better in the morning; her daughter sits an exam in June.")
    stage.type(lines.new.findChild(QPlainTextEdit), words)
    lines.finish()
    yield ""
    areas = page.findChildren(QScrollArea)
    next(area for area in areas if area.isAncestorOf(lines)).ensureWidgetVisible(lines)
    yield "private-notes"
    stage.window.resize(FIRST)


def privacy_settings(stage: Stage) -> Iterator[str]:
    """Where both are set."""
    stage.window.show_screen("office")
    stage.find("office_panel").show_settings("privacy")
    yield "privacy-settings"


def _open_first(stage: Stage) -> None:
    stage.go.open_customer(stage.known.rich)
