"""What tests of complaints begin with: one that is open, and the hands that go on with it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from crmdesk.models.complaints.actions import open_complaint, record_call, save_step
from crmdesk.models.complaints.clocks import ClockReader, Clocks
from crmdesk.models.complaints.drafts import CallDraft, ListenDraft, StepDraft
from crmdesk.models.core.db import Database
from tests.support.builders import add_customer
from tests.support.databases import FakeClock

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Handling:
    """A clerk who handles complaints while the clock of the test goes on."""

    def __init__(self, db: Database, clock: FakeClock) -> None:
        self.db, self.clock = db, clock

    def at(self, text: str) -> None:
        """It is now this time in Shanghai: "2026-11-23 09:00"."""
        self.clock.now = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)

    def open(self, name: str = "张伟", customer: int | None = None, **more: str) -> int:
        """A complaint received now."""
        customer = customer if customer is not None else add_customer(self.db, name=name)
        draft = ListenDraft(customer, words="地板裂了", channel="call", **more)
        with self.db.write("complaint.open", name=name) as session:
            return open_complaint(session, draft, now=self.db.now())

    def finish(self, complaint: int, *drafts: StepDraft) -> None:
        """These steps are done now."""
        for draft in drafts:
            with self.db.write("complaint.step", name="", step=2) as session:
                save_step(session, complaint, draft, finish=True, now=self.db.now())

    def call(self, complaint: int, *, satisfied: bool | None, score: int = 5) -> None:
        """Call back now; `satisfied` None: nobody was reached."""
        draft = CallDraft(
            satisfied is not None, satisfied, score if satisfied is not None else None
        )
        with self.db.write("complaint.step", name="", step=5) as session:
            record_call(session, complaint, draft, now=self.db.now())

    def clocks(self, complaint: int) -> Clocks:
        """What its clocks say now."""
        with self.db.read() as session:
            return ClockReader(session).read([complaint], self.db.now())[complaint]


@pytest.fixture
def clerk(db: Database, clock: FakeClock) -> Handling:
    return Handling(db, clock)
