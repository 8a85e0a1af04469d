"""What is done with a row of Today, in place."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.follow_up_acts import FollowUpActs, LogContact
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.phones import copy_phone
from crmdesk.ui.kit.promise_acts import PromiseActs
from crmdesk.ui.today.delegate import Office
from crmdesk.ui.today.greet import Greet
from crmdesk.ui.today.words import feast


class TodayCommands:
    """The same keys for every row; what they mean depends on why somebody stands there."""

    def __init__(
        self,
        panel: QWidget,
        acts: FollowUpActs,
        promises: PromiseActs,
        navigator: Navigator,
        log_contact: LogContact,
        office: Office,
        greet: Greet,
    ) -> None:
        self.greet = greet
        self._panel, self._acts, self._navigator = panel, acts, navigator
        self._promises = promises
        self._log, self._office = log_contact, office

    def done(self, row: TodayRow) -> None:
        """A follow-up or promise is done; a greeting is logged; a complaint goes on in its own
        dialog.
        """
        if row.source == "follow_up":
            self._acts.done([row.id], row.name)
        elif row.source == "promise":
            self._promises.keep([row.id], row.name)
        elif row.source == "complaint":
            self._navigator.open_complaint(row.id)
        else:
            self.log(row)

    def later(self, row: TodayRow, at: QPoint) -> None:
        """Another day; what is no follow-up becomes one, a promise is moved with a reason."""
        if row.source == "promise":
            self._promises.move([row.id], row.name)
            return
        if row.source != "follow_up":
            self._navigator.open_follow_up(None, row.customer_id)
            return
        from crmdesk.ui.kit.later_menu import later_menu

        menu = later_menu(
            self._panel,
            self._office.today(),
            lambda when: self._acts.later([row.id], row.name, when),
        )
        menu.popup(at)

    def log(self, row: TodayRow) -> None:
        """Write what was said; a greeting comes with its purpose and words."""
        if row.source == "follow_up":
            what = row.text or _("Follow-up")
            self._log(
                row.customer_id,
                self._panel,
                contact_id=row.contact_id,
                follow_up=(row.id, what),
            )
        elif row.birthday is not None or row.greeting is not None:
            self._log(
                row.customer_id,
                self._panel,
                contact_id=row.contact_id,
                purpose="care",
                text=_("Birthday wishes") if row.birthday else feast(row),
            )
        else:
            purpose = "sales" if row.source == "festive_order" else "service"
            self._log(row.customer_id, self._panel, contact_id=row.contact_id, purpose=purpose)

    def open(self, row: TodayRow) -> None:
        """The customer's page."""
        self._navigator.open_customer(row.customer_id)

    def edit(self, row: TodayRow) -> None:
        """The follow-up, promise or complaint itself."""
        if row.source == "follow_up":
            self._navigator.open_follow_up(row.id)
        elif row.source == "promise":
            self._navigator.open_promise(row.id)
        elif row.source == "complaint":
            self._navigator.open_complaint(row.id)
        else:
            self.open(row)

    def copy_phone(self, row: TodayRow) -> None:
        copy_phone(row.phone, self._office.country, self._navigator)

    def menu(self, row: TodayRow, at: QPoint) -> QMenu:
        """The menu of a right click."""
        menu = QMenu(self._panel)
        menu.setObjectName("today_menu")
        self.greet.add_to(menu, row)
        words = {"follow_up": _("Done"), "promise": _("Kept"), "complaint": _("Go on")}
        done = words.get(row.source, _("Asked…") if row.feast else _("Greeted…"))
        for role, text, key, run in (
            ("check", done, "D", self.done),
            ("clock", _("Later…"), "L", lambda row: self.later(row, at)),
            ("call", _("Log a contact…"), "G", self.log),
            ("person", _("Open customer"), "Enter", self.open),
            ("edit", _("Edit…"), "F2", self.edit),
            ("copy", _("Copy phone"), "Ctrl+C", self.copy_phone),
        ):
            action = menu.addAction(icon(role), f"{text}\t{key}")
            action.triggered.connect(lambda _on=False, run=run: run(row))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu
