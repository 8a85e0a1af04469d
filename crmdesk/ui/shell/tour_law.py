"""Pictures of what personal information law asks for."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QScrollArea

from crmdesk.ui.privacy.basis_dialog import BasisDialog
from crmdesk.ui.privacy.erase_dialog import EraseDialog
from crmdesk.ui.shell.tour_stage import Stage


def law(stage: Stage) -> Iterator[str]:
    """Ground and notice of one and of many, the question before an erasure, the office's own."""
    stage.go.open_customer(stage.known.rich)
    yield ""
    stage.find("customer_page").body.show_tab("profile")
    yield ""
    area = stage.find("profile").findChild(QScrollArea)
    area.ensureWidgetVisible(stage.find("law_notice"))
    yield "law-page"
    stage.go.open_privacy([stage.known.rich])
    dialog = stage.window.findChild(BasisDialog)
    assert dialog is not None
    yield "law-basis"
    dialog.erase_asked.emit()
    yield ""
    yield "law-erase"
    question = stage.window.findChild(EraseDialog)
    assert question is not None
    question.done(0)
    stage.clear()
    stage.go.open_privacy([stage.known.rich, stage.known.bare])
    yield "law-basis-many"
    stage.clear()
    stage.window.show_screen("office")
    stage.find("office_panel").show_settings("law")
    yield "law-office"
