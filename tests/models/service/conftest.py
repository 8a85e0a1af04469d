"""What tests of service orders begin with: a clerk who handles them while the clock goes on."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crmdesk.models.cases.clocks import CaseClocks
from crmdesk.models.cases.pausing import PauseDraft
from crmdesk.models.core.db import Database
from crmdesk.models.service.actions import (
    feed_back,
    pause_order,
    receive_order,
    resume_order,
    save_step,
)
from crmdesk.models.service.clocks import ServiceClockReader
from crmdesk.models.service.drafts import FeedbackDraft, GroupDraft, ReceiveDraft, StepDraft
from crmdesk.models.service.groups import add_group
from crmdesk.models.service.queries import ServicePage, load_page
from tests.support.builders import add_customer
from tests.support.databases import FakeClock

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Workshop:
    """A clerk at the counter of a service department."""

    def __init__(self, db: Database, clock: FakeClock) -> None:
        self.db, self.clock = db, clock

    def at(self, text: str) -> None:
        """It is now this time in Shanghai: "2026-11-23 09:00"."""
        self.clock.now = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)

    def receive(self, customer: int | None = None, **more: Any) -> int:
        """A service order received now."""
        customer = customer if customer is not None else add_customer(self.db, name="张伟")
        draft = ReceiveDraft(customer, **{"words": "打印机卡纸", "channel": "call"} | more)
        with self.db.write("service.receive", name="张伟") as session:
            return receive_order(session, draft, now=self.db.now())

    def group(self, name: str, staff: int | None = None, hours: int | None = None) -> int:
        with self.db.write("service.group", group=name) as session:
            return add_group(session, GroupDraft(name, staff, hours))

    def finish(self, order: int, *drafts: StepDraft) -> None:
        """These steps are done now."""
        for draft in drafts:
            with self.db.write("service.step", name="", step=2) as session:
                save_step(session, order, draft, finish=True, now=self.db.now())

    def feed_back(self, order: int, score: int = 5, confirmed_by: str = "张伟") -> None:
        with self.db.write("service.step", name="", step=4) as session:
            feed_back(session, order, FeedbackDraft("修好了", score, confirmed_by),
                      now=self.db.now())  # fmt: skip

    def pause(self, order: int, waits_for: str, reason: str = "等搓纸轮") -> None:
        with self.db.write("service.pause", name="") as session:
            pause_order(session, order, PauseDraft(reason, waits_for), now=self.db.now())

    def resume(self, order: int) -> None:
        with self.db.write("service.resume", name="") as session:
            resume_order(session, order, now=self.db.now())

    def clocks(self, order: int) -> CaseClocks:
        """What its clocks say now."""
        with self.db.read() as session:
            return ServiceClockReader(session).read([order], self.db.now())[order]

    def page(self, order: int) -> ServicePage:
        with self.db.read() as session:
            page = load_page(session, order)
        assert page is not None
        return page


@pytest.fixture
def shop(db: Database, clock: FakeClock) -> Workshop:
    return Workshop(db, clock)
