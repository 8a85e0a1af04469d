"""After the sale: its checklist, ticked line by line, or left out with a reason."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.settings import load_office
from crmdesk.models.rhythms.closing import (
    ITEMS,
    Item,
    item_text,
    leave_out,
    load_checklist,
    reopen,
    tick,
)
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.when import short_day
from crmdesk.ui.kit.widgets.buttons import PlainButton


class _Line(QWidget):
    """One thing to do: a box, who did it when or why not, and the way to leave it out."""

    def __init__(self, number: int, code: str) -> None:
        super().__init__()
        self.code = code
        self.box = QCheckBox(f"&{number}  {item_text(code)}")
        self.box.setObjectName(f"closing_{code}")
        self.told = label("", "hint", wrap=True)
        self.reason = QLineEdit()
        self.reason.setObjectName(f"closing_reason_{code}")
        self.reason.setPlaceholderText(_("Why not? Enter leaves it out"))
        self.reason.setAccessibleName(_("Why not? Enter leaves it out"))
        self.leave = PlainButton(pgettext("visit", "Leave out"), kind="link")
        self.leave.setObjectName(f"closing_leave_{code}")
        self.leave.clicked.connect(lambda: self.ask())
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(self.box, 1)
        row.addWidget(self.leave)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        for widget in (self.told, self.reason):
            column.addWidget(widget)
            widget.hide()

    def show_item(self, item: Item, day: str) -> None:
        """As it stands."""
        self.box.setChecked(item.status != "open")
        self.leave.setVisible(item.status == "open")
        self.reason.setVisible(False)
        told = " · ".join(part for part in (item.staff, day) if part)
        if item.status == "left":
            told = _("left out: {why} ({who})").format(why=item.reason, who=told)
        self.told.setText(told)
        self.told.setVisible(item.status != "open")

    def ask(self) -> None:
        """Why it is left out."""
        self.reason.show()
        self.reason.setFocus()


class ClosingDialog(QDialog):
    """Digits tick a line or take the tick back, each at once and undone by itself. Esc closes."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        customer_id: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("closing_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._customer, self._sold_on, self._name = customer_id, date.min, ""
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
        self.lines = {code: _Line(number, code) for number, code in enumerate(ITEMS, start=1)}
        self.head = label("", "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.head)
        for code, line in self.lines.items():
            line.box.clicked.connect(partial(self._toggle, code))
            line.reason.returnPressed.connect(partial(self._leave_out, code))
            column.addWidget(line)
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        close.setObjectName("close")
        buttons.rejected.connect(self.reject)
        column.addStretch(1)
        column.addWidget(buttons)
        self.refresh()

    def refresh(self) -> None:
        """Show what is stored; closed where there is no such sale any more."""
        with self._db.read() as session:
            told = load_checklist(session, self._customer, self._today())
        if told is None:
            self.reject()
            return
        self._name, checklist = told
        self._sold_on = checklist.sold_on
        self.setWindowTitle(_("After the sale – {name}").format(name=self._name))
        sold = _("Sale of {day}. Press the digit of what is done.")
        self.head.setText(sold.format(day=short_day(checklist.sold_on)))
        for item in checklist.items:
            at = local_day(item.at, self._zone) if item.at is not None else None
            self.lines[item.code].show_item(item, short_day(at) if at else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdigit() and 1 <= int(digit) <= len(ITEMS):
            self._toggle(list(ITEMS)[int(digit) - 1])
            return
        super().keyPressEvent(event)

    def _today(self) -> date:
        return local_day(self._db.now(), self._zone)

    def _toggle(self, code: str, *_checked: bool) -> None:
        line = self.lines[code]
        open_before = line.leave.isVisibleTo(line)
        if open_before:
            self._store("closing.tick", code, partial(tick, now=self._db.now()))
        else:
            self._store("closing.reopen", code, reopen)

    def _leave_out(self, code: str) -> None:
        reason = self.lines[code].reason.text()
        self._store("closing.leave", code, partial(leave_out, reason=reason, now=self._db.now()))

    def _store(self, action: str, code: str, act: Any) -> None:
        what = item_text(code)

        def store(_job: Job) -> None:
            with self._db.write(action, name=self._name, what=what) as session:
                act(session, self._customer, self._sold_on, code)

        job = failing_to(self, self._jobs.write(store))
        job.finished.connect(self.refresh)
        said = {
            "closing.tick": _("Done: {name}"),
            "closing.leave": _("Left out: {name}"),
            "closing.reopen": pgettext("closing", "Open again: {name}"),
        }[action].format(name=what)
        job.succeeded.connect(lambda _done: self._navigator.say(said, undoable=True))
