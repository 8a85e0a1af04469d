"""The talks of a morning, written down at noon."""

from datetime import datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import Invalid
from crmdesk.models.interactions.catching_up import (
    ToldTime,
    guess_times,
    log_talks,
    read_told_time,
)
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.schema import Interaction
from tests.support.builders import add_customer

ZONE = timezone(timedelta(hours=8))
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ToldTime()),
        ("9:30", ToldTime(time(9, 30))),
        ("930", ToldTime(time(9, 30))),
        ("1005", ToldTime(time(10, 5))),
        ("上午十点半", ToldTime(time(10, 30))),
        ("下午3點", ToldTime(time(15))),
        ("早上", ToldTime(time(9))),
        ("十来点吧", ToldTime(unclear=True)),
        ("2599", ToldTime(unclear=True)),
    ],
)
def test_that_a_time_is_read_as_people_say_it(text: str, told: ToldTime) -> None:
    assert read_told_time(text) == told


def test_that_times_not_told_lie_evenly_between_those_told() -> None:
    told = [None, time(10), None, None, time(11, 30)]
    shown = [f"{at:%H:%M}" for at in guess_times(told, NOON, ZONE)]
    assert shown == ["09:30", "10:00", "10:30", "11:00", "11:30"]
    assert [f"{at:%H:%M}" for at in guess_times([None, None], NOON, ZONE)] == ["10:00", "11:00"]


@given(st.lists(st.none() | st.times().map(lambda at: at.replace(tzinfo=None)), max_size=12))
def test_that_no_talk_lies_in_the_future_or_on_another_day(told: list[time | None]) -> None:
    for at in guess_times(told, NOON, ZONE):
        assert at <= NOON
        assert at.astimezone(ZONE).date() == NOON.date()


def test_that_all_are_stored_or_none(db: Database) -> None:
    customer = add_customer(db)
    good, bad = InteractionDraft(customer, text="问了价格"), InteractionDraft(customer)
    with pytest.raises(Invalid) as refused, db.write("interaction.log_many", count=2) as session:
        log_talks(session, [good, bad], now=db.now())
    assert refused.value.fields == {"1.text": "interaction.text.empty"}
    with db.write("interaction.log_many", count=1) as session:
        log_talks(session, [good], now=db.now())
    with db.read() as session:
        assert session.query(Interaction).count() == 1
