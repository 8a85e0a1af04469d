"""What every part of a customer's page shares: whom it shows, and how one writes about her."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.edit import set_fact, set_typed_fact
from crmdesk.models.customers.facts import FactValue
from crmdesk.models.customers.phones import digits_to_copy
from crmdesk.models.customers.tags import add_tag, remove_tag
from crmdesk.models.office.settings import OfficeSettings
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator


class PageContext:
    """The page sets `customer_id` and `name`; its parts read them when they write."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        office: OfficeSettings,
        zone: tzinfo,
    ) -> None:
        self.db, self.jobs, self.navigator = db, jobs, navigator
        self.office, self.zone = office, zone
        self.customer_id, self.name = 0, ""

    def now(self) -> datetime:
        return self.db.now()

    def today(self) -> date:
        """The office's day."""
        return local_day(self.db.now(), self.zone)

    def write(self, action: str, call: Callable[[Any], object], **params: object) -> Job:
        """Do `call(session)` as one undoable action about this customer, on the writer thread."""
        db, told = self.db, {"name": self.name} | params

        def store(_job: Job) -> object:
            with db.write(action, bulk=False, **told) as session:
                return call(session)

        return self.jobs.write(store)

    def set_fact(self, field: str, value: FactValue, expected: FactValue) -> Job:
        """Store a fact in place of `expected`."""
        customer, today = self.customer_id, self.today()
        return self.write(
            "customer.edit",
            lambda session: set_fact(
                session, customer, field, value, expected=expected, today=today
            ),
        )

    def set_typed_fact(self, field: str, typed: str, expected: FactValue) -> Job:
        """Store a fact as typed in place of `expected`."""
        customer, today, country = self.customer_id, self.today(), self.office.country
        return self.write(
            "customer.edit",
            lambda session: set_typed_fact(
                session, customer, field, typed, expected=expected, today=today, country=country
            ),
        )

    def add_tag(self, name: str) -> Job:
        customer = self.customer_id
        return self.write("customer.tags", lambda session: add_tag(session, customer, name))

    def remove_tag(self, name: str) -> Job:
        customer = self.customer_id
        return self.write("customer.tags", lambda session: remove_tag(session, customer, name))

    def copy(self, text: str, said: str) -> None:
        """Put a text on the clipboard and say so."""
        QGuiApplication.clipboard().setText(text)
        self.navigator.say(said)

    def copy_phone(self, e164: str, raw: str) -> None:
        """The digits as a telephone takes them."""
        digits = digits_to_copy(e164 or None, raw, self.office.country)
        self.copy(digits, _("{number} copied").format(number=digits))

    def dial(self, e164: str, raw: str, extension: str = "") -> None:
        """Hand the number to whatever this computer calls with."""
        number = e164 or digits_to_copy(None, raw, self.office.country)
        target = f"tel:{number};ext={extension}" if extension else f"tel:{number}"
        if not QDesktopServices.openUrl(QUrl(target)):
            self.copy_phone(e164, raw)
            self.navigator.say(_("No program here dials. The number was copied."))
