"""First reaction, completion and feedback of service orders, in working time."""

from datetime import date, datetime, timedelta

from crmdesk.models.cases.pausing import CUSTOMER, PARTS
from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.service.actions import reopen_order
from crmdesk.models.service.drafts import AssignDraft, WorkDraft, WorkLine
from crmdesk.models.service.queries import (
    ServiceFilter,
    find_in_order,
    load_cards,
    load_standing,
)
from crmdesk.models.service.targets import (
    ServiceTargets,
    load_service_targets,
    save_service_targets,
)
from tests.models.service.conftest import SHANGHAI, Workshop
from tests.support.builders import add_customer, add_interaction

DONE = WorkDraft((WorkLine("修好"),), charge="goodwill")


def local(at: datetime | None) -> str:
    assert at is not None
    return f"{at.astimezone(SHANGHAI):%m-%d %H:%M}"


def due(shop: Workshop, order: int, code: str) -> str:
    clock = shop.clocks(order).get(code)
    assert clock is not None
    return local(clock.due)


def state(shop: Workshop, order: int, code: str) -> str:
    clock = shop.clocks(order).get(code)
    assert clock is not None
    return clock.state


def test_that_clocks_run_in_working_time_over_a_weekend(shop: Workshop) -> None:
    shop.at("2026-11-20 17:00")  # Friday
    order = shop.receive()
    assert due(shop, order, "reaction") == "11-23 10:00"
    assert due(shop, order, "completion") == "11-25 17:00"
    assert shop.clocks(order).get("feedback") is None


def test_that_a_group_has_its_own_time(shop: Workshop) -> None:
    shop.at("2026-11-23 09:00")
    order = shop.receive(group_id=shop.group("急修", None, 4))
    assert due(shop, order, "completion") == "11-23 14:00"


def test_that_a_later_day_agreed_counts(db: Database, shop: Workshop) -> None:
    shop.at("2026-11-23 09:00")
    order = shop.receive()
    shop.finish(order, AssignDraft(db.staff_id, date(2026, 11, 30)))
    assert due(shop, order, "completion") == "11-30 18:00"
    assert state(shop, order, "reaction") == "kept"


def test_that_an_earlier_day_agreed_does_not_shorten_it(db: Database, shop: Workshop) -> None:
    shop.at("2026-11-23 09:00")
    order = shop.receive()
    shop.finish(order, AssignDraft(db.staff_id, date(2026, 11, 23)))
    assert due(shop, order, "completion") == "11-25 18:00"


def test_that_a_call_back_is_a_reaction(db: Database, shop: Workshop) -> None:
    shop.at("2026-11-23 09:00")
    customer = add_customer(db)
    order = shop.receive(customer)
    shop.at("2026-11-23 10:00")
    add_interaction(db, customer, at=db.now())
    assert state(shop, order, "reaction") == "kept"


def test_that_work_done_starts_the_feedback(db: Database, shop: Workshop) -> None:
    shop.at("2026-11-23 09:00")
    order = shop.receive()
    shop.finish(order, AssignDraft(db.staff_id))
    shop.at("2026-11-23 11:00")
    shop.finish(order, DONE)
    assert state(shop, order, "completion") == "kept"
    assert due(shop, order, "feedback") == "11-24 11:00"
    shop.at("2026-11-24 12:00")
    assert shop.clocks(order).current == ("feedback", shop.clocks(order).get("feedback"))
    shop.feed_back(order)
    assert state(shop, order, "feedback") == "missed"


def test_that_taken_up_again_it_runs_on(db: Database, shop: Workshop) -> None:
    shop.at("2026-11-23 09:00")
    order = shop.receive()
    shop.finish(order, AssignDraft(db.staff_id), DONE)
    shop.feed_back(order)
    with db.write("service.edit", name="") as session:
        reopen_order(session, order)
    assert state(shop, order, "completion") == "running"
    undo(db)
    assert state(shop, order, "completion") == "kept"


def test_that_waiting_for_parts_ends_only_by_hand(db: Database, shop: Workshop) -> None:
    shop.at("2026-11-23 09:00")
    customer = add_customer(db)
    order = shop.receive(customer)
    shop.pause(order, PARTS)
    shop.at("2026-11-23 10:00")
    add_interaction(db, customer, direction="in", at=db.now())
    clocks = shop.clocks(order)
    assert (clocks.paused, clocks.paused_for, clocks.waits_for) == (True, "等搓纸轮", PARTS)
    shop.at("2026-11-24 09:00")
    shop.resume(order)
    assert due(shop, order, "completion") == "11-26 18:00"


def test_that_waiting_for_the_customer_ends_when_she_writes(db: Database, shop: Workshop) -> None:
    shop.at("2026-11-23 09:00")
    customer = add_customer(db)
    order = shop.receive(customer)
    shop.pause(order, CUSTOMER, "等她发型号")
    shop.at("2026-11-23 15:00")
    add_interaction(db, customer, direction="in", at=db.now())
    shop.at("2026-11-23 16:00")
    clock = shop.clocks(order).get("completion")
    assert clock is not None
    assert (clock.state, clock.used) == ("running", timedelta(hours=1))
    assert shop.clocks(order).paused_for == ""


def test_that_targets_are_the_offices(db: Database, shop: Workshop) -> None:
    targets = ServiceTargets(reaction_hours=1, completion_days=1, amber=50)
    with db.write("setup") as session:
        save_service_targets(session, targets)
    with db.read() as session:
        assert load_service_targets(session) == targets
    shop.at("2026-11-23 09:00")
    order = shop.receive()
    assert (due(shop, order, "reaction"), due(shop, order, "completion")) == (
        "11-23 10:00",
        "11-23 18:00",
    )
    assert set(ServiceTargets(0, 0, 0, 0, -1).problems()) == {
        "reaction_hours", "completion_days", "feedback_days", "amber", "warranty_months",
    }  # fmt: skip


def test_that_the_list_is_by_clock_with_paused_ones_after_those_that_run(
    db: Database, shop: Workshop
) -> None:
    shop.at("2026-11-23 09:00")
    first, second = shop.receive(), shop.receive(group_id=shop.group("急", None, 1))
    paused, closed = shop.receive(), shop.receive()
    shop.pause(paused, PARTS)
    shop.finish(closed, AssignDraft(db.staff_id), DONE)
    shop.feed_back(closed)
    with db.read() as session:
        every = find_in_order(session, db.now(), ServiceFilter(None))
        assert every == [second, first, paused, closed]
        newest = find_in_order(session, db.now(), ServiceFilter(None), "newest")
        assert newest == [closed, paused, second, first]
        steps = find_in_order(session, db.now(), ServiceFilter(None), "step")
        assert steps[-1] == closed
        cards = load_cards(session, every, db.now())
        assert cards[closed].clocks is None
        standing = load_standing(session, paused, db.now())
    assert standing is not None
    assert [(one.reason, one.waits_for) for one in standing.pauses] == [("等搓纸轮", PARTS)]


def test_that_words_find_it(db: Database, shop: Workshop) -> None:
    customer = add_customer(db, name="陈静")
    order = shop.receive(customer, product="打印机", serial="SN-778")
    shop.receive()
    with db.read() as session:
        for text in ("778", "陈静", "S000001", "卡纸 陈"):
            found = find_in_order(session, db.now(), ServiceFilter(text=text))
            assert found[0] == order
            assert len(found) == 1 or text == "卡纸"


def test_that_what_does_not_answer_us_ends_no_pause(db: Database, shop: Workshop) -> None:
    shop.at("2026-11-23 09:00")
    customer = add_customer(db)
    order = shop.receive(customer)
    shop.pause(order, CUSTOMER, "等她发型号")
    shop.at("2026-11-23 11:00")
    add_interaction(db, customer, direction="in", purpose="survey", at=db.now())
    shop.at("2026-11-23 16:00")
    assert shop.clocks(order).paused
    shop.resume(order)
    clock = shop.clocks(order).get("completion")
    assert clock is not None
    assert clock.used == timedelta(0)
