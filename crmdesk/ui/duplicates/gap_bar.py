"""What can be done with the incomplete and the silent: give an owner, a source, a stage, log."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.widgets.selection_bar import SelectionBar


class GapBar(SelectionBar):
    """Under the rows; each button acts on all that are selected."""

    owner_asked = Signal(QWidget)  # the button to open a list under
    source_asked = Signal(QWidget)
    stage_asked = Signal(QWidget)
    log_asked = Signal()
    delete_asked = Signal()

    def __init__(self) -> None:
        super().__init__("gap_bar")
        self.add_choice("gap_owner", _("Owner"), "assign", self.owner_asked)
        self.add_choice("gap_source", _("Source"), "share", self.source_asked)
        self.add_choice("gap_stage", _("Stage"), "stage", self.stage_asked)
        self.log = self.add_act("gap_log", _("Log a contact"), "call", self.log_asked)
        self.add_act("gap_delete", _("Delete"), "delete", self.delete_asked)

    def show_count(self, count: int) -> None:
        """Asleep while nobody is selected; one contact is logged at a time."""
        super().show_count(count)
        self.setEnabled(count > 0)
        self.log.setEnabled(count == 1)
