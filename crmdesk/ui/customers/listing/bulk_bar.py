"""What can be done with all the customers selected, over the bottom of the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import GhostButton, IconButton, PlainButton

MARGIN = 12


class BulkBar(QFrame):
    """Floats over `view`, so that no row moves when it comes and goes."""

    tag_asked = Signal(QWidget)  # the button to open a list under
    owner_asked = Signal(QWidget)
    stage_asked = Signal(QWidget)
    export_asked = Signal()
    delete_asked = Signal()
    done = Signal()

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.setObjectName("bulk_bar")
        self.setProperty("role", "card")
        self._view = view
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
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
        export = GhostButton(_("Export"), "export")
        export.setObjectName("bulk_export")
        export.clicked.connect(lambda: self.export_asked.emit())
        delete = PlainButton(_("Delete"), "delete", "ghost")
        delete.setObjectName("bulk_delete")
        delete.clicked.connect(lambda: self.delete_asked.emit())
        close = IconButton("close", _("Select no more"), "Esc", size=16)
        close.setObjectName("bulk_close")
        close.clicked.connect(lambda: self.done.emit())
        for last in (export, delete, close):
            row.addWidget(last)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        view.installEventFilter(self)
        self.hide()

    def show_count(self, count: int) -> None:
        """Come for two and more, go for less."""
        if count < 2:
            self.hide()
            return
        self.count.setText(ngettext("{n} selected", "{n} selected", count).format(n=f"{count:,}"))
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._view.viewport().geometry()
        left = room.left() + max((room.width() - self.width()) // 2, MARGIN)
        self.move(left, room.bottom() - self.height() - MARGIN)
