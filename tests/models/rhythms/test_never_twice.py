"""Whatever is done and in whatever order: nobody is called twice for the same reason."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmdesk.models.core.db import Database
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.journal.actions import undo
from crmdesk.models.rhythms.actions import leave_out_visit, make_visit, put_off_visit
from crmdesk.models.rhythms.due import find_visits, load_due_visits
from crmdesk.models.rhythms.settings import Rhythms
from crmdesk.models.rhythms.visits import Visit
from crmdesk.models.schema import FollowUp
from crmdesk.models.tasks.actions import finish_follow_up
from tests.support.builders import add_complaint, add_customer, add_interaction, add_order
from tests.support.databases import NOW, FakeClock

ZONE = ZoneInfo("Asia/Shanghai")
ACTS = ("wait", "make", "put_off", "leave_out", "talk", "deliver", "complain", "finish", "undo")


class Office:
    """One customer, and what may happen with her."""

    def __init__(self, db: Database, clock: FakeClock) -> None:
        clock.now = NOW - timedelta(days=30)
        self.db, self.clock = db, clock
        self.her = add_customer(db, stage="interested")
        self.decided: list[tuple[str, date]] = []

    @property
    def today(self) -> date:
        return self.clock.now.astimezone(ZONE).date()

    def due(self) -> list[Visit]:
        with self.db.read() as session:
            found = load_due_visits(session, self.today, ZONE, limit=1000)
            ids = find_visits(session, self.today, ZONE, "due")
        mine = [visit for visit in found.visits if visit.customer_id == self.her]
        assert len(mine) <= 1
        assert ids.count(self.her) == len(mine)
        assert found.total == len(found.visits) == len(ids)
        return mine

    def do(self, act: str, days: int) -> None:
        if act == "wait":
            self.clock.advance(days=days)
        elif act == "talk":
            add_interaction(self.db, self.her, at=self.clock.now)
        elif act == "deliver":
            add_order(self.db, self.her, day=self.today, delivered_on=self.today, status="done")
        elif act == "complain":
            add_complaint(self.db, self.her, status="closed", closed_at=self.clock.now)
        elif act == "finish":
            self._finish()
        elif act == "undo":
            if self.decided:
                undo(self.db)
                self.decided.pop()
                return
        else:
            self._decide(act, days)
            return
        self.decided.clear()

    def _decide(self, act: str, days: int) -> None:
        for visit in self.due():
            now = self.db.now()
            with self.db.write(f"visit.{act}", name="") as session:
                if act == "make":
                    said = InteractionDraft(self.her, text="好")
                    make_visit(session, visit, said, now=now)
                elif act == "leave_out":
                    leave_out_visit(session, visit, now=now)
                else:
                    put_off_visit(session, visit, self.today + timedelta(days=days), now=now)
            self.decided.append((act, self.today))
            again = [one.why for one in self.due()]
            assert visit.why not in again

    def _finish(self) -> None:
        with self.db.write("follow_up.done", name="") as session:
            for row in session.query(FollowUp).where(FollowUp.status == "open"):
                finish_follow_up(session, row.id, now=self.db.now())


@pytest.mark.parametrize("db", ["sqlite"], indirect=True)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 12)), min_size=4, max_size=14)
)
def test_that_nobody_is_due_twice_for_the_same_reason(
    db: Database, clock: FakeClock, steps: list[tuple[str, int]]
) -> None:
    office = Office(db, clock)
    wait = Rhythms().days["interested"]
    last: date | None = None
    for act, days in steps:
        office.do(act, days)
        if act in ("make", "leave_out") and office.decided:
            last = office.decided[-1][1]
        elif act == "undo":
            last = None
        rhythm = [one for one in office.due() if one.why == "rhythm"]
        if rhythm and last is not None:
            assert office.today >= last + timedelta(days=wait)
