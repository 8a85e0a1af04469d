"""The keys below a questionnaire being put: not reached, will not answer, back, next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.widgets.buttons import GhostButton, PlainButton, PrimaryButton


class CallButtons(QWidget):
    """Each has a key that works wherever the cursor stands."""

    unreached_asked = Signal()
    decline_asked = Signal()
    back_asked = Signal()
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.unreached = GhostButton(_("Not reached"), "call")
        self.decline = GhostButton(_("Will not answer"), "hand")
        self.back = PlainButton(_("Back"), "back")
        self.next = PrimaryButton(_("Next"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name, button, key, asked in (
            ("survey_unreached", self.unreached, "Alt+U", self.unreached_asked),
            ("survey_decline", self.decline, "Alt+W", self.decline_asked),
            ("survey_back", self.back, "Alt+Left", self.back_asked),
            ("survey_next", self.next, "Ctrl+Return", self.next_asked),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.setToolTip(with_shortcut(button.text(), key))
            button.clicked.connect(lambda _on=False, asked=asked: asked.emit())
            QShortcut(QKeySequence(key), self).activated.connect(button.click)
            if button is self.back:
                row.addStretch(1)
            row.addWidget(button)

    def show_for(self, *, asking: bool, first: bool) -> None:
        """A question is asked, or all of them were."""
        self.show()
        self.back.setEnabled(not first)
        self.next.setText(_("Next") if asking else _("Done"))
