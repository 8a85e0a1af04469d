"""Says that this office is made up, and leads back to one's own data."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.labels import ElidedLabel
from crmdesk.ui.kit.widgets.buttons import PlainButton


class DemoBar(QFrame):
    """At the top of the demo window, all the time."""

    own_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("demo_bar")
        self.setProperty("role", "remembered")
        told = ElidedLabel()
        told.setText(_("A made-up office: try anything. Your own data stay apart."))
        own = PlainButton(_("Start with my own data"), "back")
        own.setObjectName("own_data")
        own.clicked.connect(lambda: self.own_asked.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(told, 1)
        row.addWidget(own)
