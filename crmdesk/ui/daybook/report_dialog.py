"""日报: the report of a day or a week, read over, changed where needed, copied."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.daybook.report import load_report
from crmdesk.models.daybook.report_rows import Report
from crmdesk.models.daybook.span import week_of
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.ui.daybook.report_text import report_text
from crmdesk.ui.kit.autosave import DraftSaver, Words
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import IconButton, PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.room import open_at

_KEPT = timedelta(days=7)
Which = tuple[date, str, int | None]
"""The day, "day" or "week" around it, and whose (None: everybody's)."""


class ReportDialog(QDialog):
    """Ctrl+Enter copies and closes. Words changed by hand stay with their day, those typed last
    also when it was closed without copying.
    """

    def __init__(
        self, db: Database, jobs: JobRunner, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("report_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Daily report"))
        self._db, self._navigator = db, navigator
        with db.read() as session:
            zone, staff = office_zone(load_office(session).zone), load_staff(session)
        self._today = local_day(db.now(), zone)
        self._changed: dict[Which, str] = {}
        self._shown: Which | None = None
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._on_report)
        self._answers.failed.connect(lambda error: show_failure(self, error))
        self.whose = QComboBox()
        self.whose.setObjectName("report_whose")
        self.whose.setAccessibleName(_("Whose report"))
        for person in staff:
            self.whose.addItem(person.name, person.id)
        if len(staff) > 1:
            self.whose.addItem(_("The whole office"), None)
        self.whose.setCurrentIndex(max(self.whose.findData(db.staff_id), 0))
        self.length = ChoiceRow(
            [("day", pgettext("report", "Day")), ("week", pgettext("report", "Week"))]
        )
        self.length.setObjectName("report_length")
        self.length.set_value("day")
        self.day = DateField(lambda: self._today, self._today, future=False)
        self.day.setObjectName("report_day")
        self.day.setAccessibleName(_("Day"))
        self.day.setFixedWidth(170)
        self.text = QPlainTextEdit()
        self.text.setObjectName("report_text")
        self.text.setAccessibleName(_("The report"))
        self.text.setTabChangesFocus(True)
        self._lay_out()
        self._connect()
        open_at(self, 640, 720)
        self._kept = DraftSaver(db, jobs, "report", self._typed, self._bring_back, self)
        if not self._kept.begin():
            self.refresh()

    def which(self) -> Which:
        """What is asked for now."""
        return self.day.day() or self._today, str(self.length.value()), self.whose.currentData()

    def refresh(self) -> None:
        """Write the report anew, or bring back what was changed by hand."""
        self._keep()
        which = self._shown = self.which()
        self.text.document().setModified(False)
        if which in self._changed:
            self._answers.drop()
            self.text.setPlainText(self._changed[which])
            self.text.document().setModified(True)
            return
        day, length, staff = which
        first, last = week_of(day) if length == "week" else (day, day)
        last = max(first, min(last, self._today))

        def ask(_job: Job) -> Report:
            with self._db.read() as session:
                return load_report(session, first, last, self._db.now(), staff)

        self._answers.ask(ask)

    def copy(self) -> None:
        """Into the clipboard, as it stands in the field."""
        self._navigator.record(
            "record.report", [], self._copy, title=self.windowTitle(), day=str(self.which()[0])
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText().strip())
        self.text.document().setModified(False)  # nothing is left to keep
        self._navigator.say(_("Copied: paste it into the group"))
        self.accept()

    def done(self, result: int) -> None:
        """Words changed by hand are there the next time, until they are copied."""
        self._kept.flush()
        super().done(result)

    def _typed(self) -> Words:
        """What a crash must not take: words changed by hand, and what they are about."""
        if self._shown is None or not self.text.document().isModified():
            return {}
        day, length, staff = self._shown
        text = self.text.toPlainText()
        return {"day": day.isoformat(), "length": length, "staff": staff, "text": text}

    def _bring_back(self, words: Words) -> None:
        """As it was left; words of days long past are let go."""
        day = date.fromisoformat(words["day"])
        row = self.whose.findData(words["staff"])
        if row >= 0 and self._today - _KEPT <= day <= self._today:
            self.day.set_day(day)
            self.length.set_value(words["length"])
            self.whose.setCurrentIndex(row)
            self._changed[self.which()] = words["text"]
        self.refresh()

    def _keep(self) -> None:
        if self._shown is not None and self.text.document().isModified():
            self._changed[self._shown] = self.text.toPlainText()

    def _on_report(self, report: Report) -> None:
        self.text.setPlainText(report_text(report))
        self.text.document().setModified(False)

    def _step(self, days: int) -> None:
        far = days * 7 if self.length.value() == "week" else days
        day = min((self.day.day() or self._today) + timedelta(days=far), self._today)
        self.day.set_day(day)
        self.refresh()

    def _on_length(self, value: object) -> None:
        if value is None:
            self.length.set_value(self._shown[1] if self._shown else "day")
            return
        self.refresh()

    def _connect(self) -> None:
        self.whose.activated.connect(lambda _row: self.refresh())
        self.length.changed.connect(self._on_length)
        self.day.changed.connect(lambda day: self.refresh() if day else None)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.copy)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(lambda: self._step(-1))
        QShortcut(QKeySequence("Alt+Right"), self).activated.connect(lambda: self._step(1))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.whose)
        head.addWidget(self.length, 1)
        for name, role, tip, keys, days in (
            ("report_before", "chevron-left", _("The one before"), "Alt+Left", -1),
            ("report_after", "chevron-right", _("The one after"), "Alt+Right", 1),
        ):
            step = IconButton(role, tip, keys)
            step.setObjectName(name)
            step.clicked.connect(lambda _on=False, days=days: self._step(days))
            head.addWidget(step)
            if days < 0:
                head.addWidget(self.day)
        foot = QHBoxLayout()
        foot.addWidget(label(_("You can change the words before you copy them."), "muted"), 1)
        close = PlainButton(_("Close"))
        close.setObjectName("close")
        close.clicked.connect(self.reject)
        self.copy_button = PrimaryButton(_("Copy"), "copy")
        self.copy_button.setObjectName("copy_report")
        self.copy_button.setToolTip(_("Copy and close") + " (Ctrl+Enter)")
        self.copy_button.clicked.connect(self.copy)
        foot.addWidget(close)
        foot.addWidget(self.copy_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(14)
        outer.addLayout(head)
        outer.addWidget(self.text, 1)
        outer.addLayout(foot)
