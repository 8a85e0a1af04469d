"""What can be done with all the customers selected, under the list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import GhostButton, IconButton, PlainButton


class BulkBar(QFrame):
    """Comes under the rows and goes, so that none of them moves."""

    tag_asked = Signal(QWidget)  # the button to open a list under
    owner_asked = Signal(QWidget)
    stage_asked = Signal(QWidget)
    merge_asked = Signal()
    export_asked = Signal()
    delete_asked = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bulk_bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 0, 0)
        row.setSpacing(4)
        self.count = label("", "heading")
        self.count.setObjectName("selected_count")
        row.addWidget(self.count)
        row.addSpacing(8)
        for name, text, role, signal in (
            ("bulk_tag", _("Tags"), "tag", self.tag_asked),
            ("bulk_owner", _("Owner"), "assign", self.owner_asked),
            ("bulk_stage", _("Stage"), "stage", self.stage_asked),
        ):
            button = GhostButton(text, role)
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, b=button, s=signal: s.emit(b))
            row.addWidget(button)
        merge = GhostButton(_("Merge"), "merge")
        merge.setObjectName("bulk_merge")
        merge.clicked.connect(lambda: self.merge_asked.emit())
        export = GhostButton(_("Export"), "export")
        export.setObjectName("bulk_export")
        export.clicked.connect(lambda: self.export_asked.emit())
        delete = PlainButton(_("Delete"), "delete", "ghost")
        delete.setObjectName("bulk_delete")
        delete.clicked.connect(lambda: self.delete_asked.emit())
        close = IconButton("close", _("Clear selection"), "Esc", size=16)
        close.setObjectName("bulk_close")
        close.clicked.connect(lambda: self.done.emit())
        for last in (merge, export, delete, close):
            row.addWidget(last)
        row.addStretch(1)
        self.hide()

    def show_count(self, count: int) -> None:
        """Come for two and more, go for less."""
        self.count.setText(ngettext("{n} selected", "{n} selected", count).format(n=f"{count:,}"))
        self.setVisible(count > 1)
