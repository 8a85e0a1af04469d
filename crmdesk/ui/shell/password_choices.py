"""What goes with a password: when to lock by itself, and whether the system keeps the key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.core.settings import LOCK_MINUTES
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton


class PasswordChoices(QWidget):
    """`minutes_chosen` and `forget_asked` count at once, `keep` with the new password."""

    minutes_chosen = Signal(int)
    forget_asked = Signal()

    def __init__(self, *, minutes: int, kept: bool, protected: bool) -> None:
        super().__init__()
        self.minutes = QComboBox()
        self.minutes.setObjectName("lock_minutes")
        self.minutes.setAccessibleName(_("Lock by itself"))
        for choice in LOCK_MINUTES:
            told = ngettext("after {count} minute", "after {count} minutes", choice)
            self.minutes.addItem(told.format(count=choice) if choice else _("never"), choice)
        self.minutes.setCurrentIndex(max(self.minutes.findData(minutes), 0))
        self.keep = QCheckBox(_("Have this computer keep the key"))
        self.keep.setObjectName("keep_key")
        self.keep.setToolTip(
            _("Whoever uses this account then opens the customer book without the password; "
              "after locking it is asked for all the same.")
        )  # fmt: skip
        self.keep.setChecked(kept)
        self.keep.hide()
        self.reason = label("", "hint", wrap=True)
        self.forget = PlainButton(_("Forget the key kept by this computer"), kind="link")
        self.forget.setObjectName("forget_key")
        if not (kept and protected):
            self.forget.hide()
        self._lay_out()
        self.minutes.activated.connect(self._on_minutes)
        self.forget.clicked.connect(lambda: self._on_forget())

    def look(self, jobs: JobRunner) -> None:
        """Find out, beside the window, whether the system keeps keys."""
        found = Latest(jobs, self)
        found.ready.connect(self.show_keeping)
        found.failed.connect(lambda _error: self.show_keeping(able=None))

        def can(_job: object) -> bool:
            from crmdesk.models.protection.remembering import can_remember

            return can_remember()

        found.ask(can)

    def show_keeping(self, able: object) -> None:
        """The box, or why there is none."""
        self.keep.setVisible(bool(able))
        self.reason.setVisible(not able)
        if not able:
            self.keep.setChecked(False)
            self.reason.setText(
                _("This computer has no safe place for keys: the password is asked each time.")
            )

    def _on_minutes(self, _row: int) -> None:
        self.minutes_chosen.emit(self.minutes.currentData())

    def _on_forget(self) -> None:
        self.forget.hide()
        self.keep.setChecked(False)
        self.forget_asked.emit()

    def _lay_out(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row.addWidget(label(_("Lock by itself when nobody uses crmdesk:")))
        row.addWidget(self.minutes)
        row.addStretch()
        column.addLayout(row)
        kept = QHBoxLayout()
        kept.addWidget(self.keep)
        kept.addStretch()
        kept.addWidget(self.forget)
        column.addLayout(kept)
        column.addWidget(self.reason)
