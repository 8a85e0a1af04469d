"""Notices of the desktop: whether, with names, and when none may come."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from crmdesk.models.calendar.week import read_hours
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.core.settings import Settings
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.labels import label


@dataclass(frozen=True, slots=True)
class NoticePreferences:
    """The settings with what was chosen here."""

    settings: Settings

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        own = self.settings.quiet == "own"
        bad = own and read_hours(self.settings.quiet_hours) is None
        return {"quiet_hours": "notices.hours"} if bad else {}


class NoticesDialog(FormDialog):
    """Submits NoticePreferences. `tray`: whether this desktop shows icons of programs."""

    def __init__(self, now: Settings, *, tray: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Notices"), parent)
        self.setObjectName("notice_settings")
        self._now = now
        text = _(
            "crmdesk tells you on the desktop what is due at an hour, which complaint and which "
            "message presses, and how the day begins."
        )
        self.add_wide(label(text, "secondary", wrap=True))
        if not tray:
            none = _("This desktop shows no icons of programs, so no notices can come.")
            self.add_wide(label(none, "muted", wrap=True))
        self.notices = QCheckBox(_("Show notices on the desktop"))
        self.notices.setChecked(now.notices)
        self.names = QCheckBox(_("With the name of the customer"))
        self.names.setChecked(now.notice_names)
        self.quiet = QComboBox()
        for mode, told in (
            ("closed", pgettext("quiet", "Outside working time, and at noon")),
            ("own", pgettext("quiet", "In hours of my own")),
            ("never", pgettext("quiet", "Never quiet")),
        ):
            self.quiet.addItem(told, mode)
        self.quiet.setCurrentIndex(max(self.quiet.findData(now.quiet), 0))
        self.hours = QLineEdit(now.quiet_hours)
        self.minimise = QCheckBox(_("A minimised window goes there"))
        self.minimise.setChecked(now.tray_minimise)
        self.add_field("notices", _("&Notices"), self.notices)
        locked = _("Without it nothing about customers shows on a locked screen.")
        self.add_field("notice_names", _("&Names"), self.names, locked)
        self.add_field("quiet", _("&Quiet hours"), self.quiet)
        self.add_field("quiet_hours", _("&From – to"), self.hours, _("For example 22:00-08:00"))
        self.add_field("tray_minimise", _("&Tray icon"), self.minimise)
        self.quiet.currentIndexChanged.connect(lambda _row: self._show_hours())
        self._show_hours()
        self.ready()

    def draft(self) -> NoticePreferences:
        return NoticePreferences(
            replace(
                self._now,
                notices=self.notices.isChecked(),
                notice_names=self.names.isChecked(),
                quiet=self.quiet.currentData(),
                quiet_hours=self.hours.text().strip(),
                tray_minimise=self.minimise.isChecked(),
            )
        )

    def _show_hours(self) -> None:
        self.set_row_visible("quiet_hours", visible=self.quiet.currentData() == "own")
        if self.isVisible():
            self.adjustSize()  # else the words above would be squeezed
