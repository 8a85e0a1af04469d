"""What every part of a customer's page shares: whom it shows, and how one writes about her."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from typing import Any

from PySide6.QtGui import QGuiApplication

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.db import Database
from crmdesk.models.customers.edit import set_fact, set_typed_fact
from crmdesk.models.customers.facts import FactValue
from crmdesk.models.customers.page_rows import ChannelRow, EmailRow, PhoneRow
from crmdesk.models.customers.tags import add_tag, remove_tag
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.ui.customers.page.reach_words import ReachRow, reach_value
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.phones import (
    Number,
    copy_number,
    dial_number,
    is_masked,
    key_of,
    say_account,
    say_email,
    say_in_text,
    say_number,
    show_number,
    whole_numbers,
)


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

    def say_number(self, number: Number) -> str:
        """A number of hers as it may be shown."""
        return say_number(number, self.office.country, self.customer_id)

    def say_reach(self, row: ReachRow) -> str:
        """Any way to reach her as it may be shown."""
        if isinstance(row, EmailRow):
            return say_email(row.address, self.customer_id)
        if isinstance(row, ChannelRow):
            return say_account(row.kind, row.value, self.customer_id)
        return self.say_number(row) if isinstance(row, PhoneRow) else self.say_value(row.raw)

    def say_words(self, words: str) -> str:
        """What somebody wrote about her, with the numbers in it as they may be shown."""
        return say_in_text(words, self.customer_id)

    def say_value(self, value: str) -> str:
        """The same of a short value, which is whole when it was looked at."""
        return self.say_words(value) if is_masked(self.customer_id, value) else value

    def show_value(self, value: str, then: Callable[[], object], masked: str = "") -> None:
        """Do `then` when such a value is seen; the journal names it as `masked`."""
        told = masked or self.say_value(value)
        show_number(self.customer_id, value, told, self.navigator, then)

    def is_masked(self, row: ReachRow) -> bool:
        """Whether it is shown otherwise than it is."""
        with whole_numbers():
            whole = self.say_reach(row)
        return self.say_reach(row) != whole

    def show_reach(self, row: ReachRow, then: Callable[[], object]) -> None:
        """Do `then` when it is seen, which was noted before."""
        if self.is_masked(row):
            masked = self.say_reach(row)
            show_number(self.customer_id, _key(row), masked, self.navigator, then)
        else:
            then()

    def copy_phone(self, number: Number) -> None:
        """The digits as a telephone takes them."""
        copy_number(number, self.office.country, self.navigator, self.customer_id)

    def dial(self, number: Number) -> None:
        """Hand the number to whatever this computer calls with."""
        dial_number(number, self.office.country, self.navigator, self.customer_id)


def _key(row: ReachRow) -> str:
    """What it is known by when it is looked at."""
    return key_of(row) if isinstance(row, PhoneRow) else reach_value(row)
