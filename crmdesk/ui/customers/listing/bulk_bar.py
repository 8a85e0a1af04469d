"""What can be done with all the customers selected, under the list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.kit.widgets.buttons import IconButton
from crmdesk.ui.kit.widgets.selection_bar import SelectionBar


class BulkBar(SelectionBar):
    """Comes under the rows and goes, so that none of them moves."""

    tag_asked = Signal(QWidget)  # the button to open a list under
    owner_asked = Signal(QWidget)
    stage_asked = Signal(QWidget)
    merge_asked = Signal()
    gift_asked = Signal()
    export_asked = Signal()
    delete_asked = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__("bulk_bar")
        self.add_choice("bulk_tag", _("Tags"), "tag", self.tag_asked, "Ctrl+Shift+T")
        self.add_choice("bulk_owner", _("Owner"), "assign", self.owner_asked)
        self.add_choice("bulk_stage", _("Stage"), "stage", self.stage_asked)
        self.add_act("bulk_merge", _("Merge"), "merge", self.merge_asked, "Ctrl+M")
        self.add_act("bulk_gift", pgettext("gift", "Gift"), "gift", self.gift_asked)
        self.add_act("bulk_export", _("Export"), "export", self.export_asked, "Ctrl+E")
        self.add_act("bulk_delete", _("Delete"), "delete", self.delete_asked, "Del")
        close = IconButton("close", _("Clear selection"), "Esc", size=16)
        close.clicked.connect(lambda: self.done.emit())
        self.add("bulk_close", close)
        self.hide()

    def show_count(self, count: int) -> None:
        """Come for two and more, go for less."""
        super().show_count(count)
        self.setVisible(count > 1)
