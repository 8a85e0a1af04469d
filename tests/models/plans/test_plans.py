"""Service plans: made, followed, their services given, gone on with."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.contacts import remove_contact
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.merge import merge_customers
from crmdesk.models.interactions.actions import delete_interaction
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.office.lists import delete_entry
from crmdesk.models.plans.actions import delete_plan, deliver, edit_plan, make_plan, take_back
from crmdesk.models.plans.drafts import DeliveryDraft, PlanDraft, ServiceDraft
from crmdesk.models.plans.queries import (
    PlanRow,
    count_scopes,
    load_draft,
    load_plan,
    load_plans,
    next_draft,
)
from crmdesk.models.schema import Interaction, PlanMember, PlanService, ServicePlan
from tests.support.builders import add_contact, add_customer, add_interaction, add_staff

ZONE = office_zone("Asia/Shanghai")
TODAY = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
SERVICES = (ServiceDraft("操作培训", date(2026, 3, 31)), ServiceDraft("市场报告"))


def plan_for(db: Database, customer: int, **more: object) -> int:
    values = {"starts_on": YEAR[0], "ends_on": YEAR[1], "services": SERVICES} | more
    with db.write("plan.make", name="") as session:
        return make_plan(session, PlanDraft(customer, **values), now=db.now())  # type: ignore[arg-type]


def seen(db: Database, plan: int, today: date = TODAY) -> PlanRow:
    with db.read() as session:
        row = load_plan(session, plan, today, ZONE)
    assert row is not None
    return row


def give(db: Database, plan: int, at: int = 0, on: date = TODAY, **more: object) -> None:
    service = seen(db, plan).services[at]
    with db.write("plan.deliver", name="", service=service.text) as session:
        draft = DeliveryDraft(on, text=service.text, **more)  # type: ignore[arg-type]
        deliver(session, service.id, draft, now=db.now())


def logged(db: Database) -> list[Interaction]:
    with db.read() as session:
        return list(session.scalars(select(Interaction).order_by(Interaction.id)))


def test_that_a_plan_keeps_all_that_was_typed(db: Database) -> None:
    customer = add_customer(db, name="远大", kind="company")
    boss, colleague = add_contact(db, customer, "王总"), add_staff(db, "小李")
    plan = plan_for(
        db, customer, lead_id=colleague, business="建材批发", goals="新开三店", challenges="缺人",
        content="每月一访", visit_every=30, budget=500_000, staff=(colleague,), contacts=(boss,),
    )  # fmt: skip
    row = seen(db, plan)
    assert (row.customer, row.lead, row.currency) == ("远大", "小李", "CNY")
    assert (row.business, row.goals, row.challenges) == ("建材批发", "新开三店", "缺人")
    assert (row.colleagues, row.people) == (("小李",), ("王总",))
    assert [one.text for one in row.services] == ["操作培训", "市场报告"]
    with db.read() as session:
        draft = load_draft(session, plan)
    assert (draft.content, draft.budget, draft.contacts) == ("每月一访", 500_000, (boss,))
    assert draft.services == SERVICES


@pytest.mark.parametrize(
    ("draft", "problems"),
    [
        (PlanDraft(0), {"customer": "plan.customer.none", "period": "plan.period.none"}),
        (PlanDraft(1, YEAR[1], YEAR[0]), {"period": "plan.period.wrong"}),
        (PlanDraft(1, YEAR[0], date(2040, 1, 1)), {"period": "plan.period.wrong"}),
        (PlanDraft(1, *YEAR, visit_every=0), {"visit_every": "plan.visits.wrong"}),
        (PlanDraft(1, YEAR[0], YEAR[0]), {}),
    ],
)
def test_that_a_draft_tells_what_it_lacks(draft: PlanDraft, problems: dict[str, str]) -> None:
    assert draft.problems() == problems


def test_that_a_customer_has_one_plan_at_a_time(db: Database) -> None:
    customer = add_customer(db)
    plan = plan_for(db, customer)
    with pytest.raises(Invalid) as refused:
        plan_for(db, customer, starts_on=date(2026, 12, 31), ends_on=date(2027, 6, 1))
    assert refused.value.fields == {"period": "plan.period.taken"}
    plan_for(db, customer, starts_on=date(2027, 1, 1), ends_on=date(2027, 6, 1))
    plan_for(db, add_customer(db, name="别人"))
    with db.write("plan.edit", name="") as session:  # its own days do not stand in its way
        edit_plan(session, plan, PlanDraft(customer, YEAR[0], date(2026, 6, 30)))
    assert seen(db, plan).services == ()


def test_that_visits_costs_and_gifts_of_the_period_count(db: Database) -> None:
    customer = add_customer(db)
    plan = plan_for(db, customer, visit_every=60, budget=100_000)
    for month, kind, cost in (
        (2, "visit", 5_000), (4, "meeting", None), (5, "gift", 30_000), (6, "call", 1_000),
    ):  # fmt: skip
        at = datetime(2026, month, 3, 2, tzinfo=UTC)
        add_interaction(db, customer, at=at, kind=kind, cost=cost)
    before = datetime(2025, 12, 31, 15, tzinfo=UTC)  # 23:00 in Shanghai
    add_interaction(db, customer, at=before, kind="visit", cost=7)
    add_interaction(db, customer, kind="gift", direction="in", cost=9)
    row = seen(db, plan)
    assert (row.done.visits, row.done.last_visit) == (2, date(2026, 4, 3))
    assert (row.done.spent, row.done.gifts, row.over) == (36_000, 30_000, False)
    assert (row.visits_planned, row.visits_due) == (6, 5)
    assert row.next_visit == date(2026, 6, 2)
    assert seen(db, plan, date(2027, 1, 1)).next_visit is None


def test_that_the_first_visit_is_due_so_long_after_the_beginning(db: Database) -> None:
    plan = plan_for(db, add_customer(db), visit_every=31)
    assert seen(db, plan, date(2026, 1, 5)).next_visit == date(2026, 1, 31)
    assert seen(db, plan_for(db, add_customer(db, name="无")), TODAY).next_visit is None


def test_that_a_service_given_is_logged_in_the_same_step_and_undone_with_it(db: Database) -> None:
    plan = plan_for(db, add_customer(db))
    give(db, plan, kind="meeting", cost=8_000)
    (entry,) = logged(db)
    assert (entry.kind, entry.direction, entry.purpose) == ("meeting", "", "service")
    assert (entry.text, entry.cost) == ("操作培训", 8_000)
    row = seen(db, plan)
    assert (row.services_done, row.services[0].done_on) == (1, TODAY)
    assert (row.done.visits, row.done.spent) == (1, 8_000)
    undo(db)
    assert logged(db) == []
    assert seen(db, plan).services_done == 0
    redo(db)
    assert seen(db, plan).services_done == 1


def test_that_one_given_earlier_is_logged_on_its_day(db: Database) -> None:
    plan = plan_for(db, add_customer(db))
    give(db, plan, on=date(2026, 11, 3))
    assert logged(db)[0].at == datetime(2026, 11, 3, 4, tzinfo=UTC)
    with pytest.raises(Invalid) as refused:
        give(db, plan, 1, on=TODAY + timedelta(days=1))
    assert refused.value.fields == {"on": "interaction.at.future"}
    with pytest.raises(Invalid):
        give(db, plan, 1, on=None)  # type: ignore[arg-type]


def test_that_one_not_given_after_all_leaves_the_log(db: Database) -> None:
    plan = plan_for(db, add_customer(db))
    give(db, plan)
    with db.write("plan.take_back", name="", service="") as session:
        take_back(session, seen(db, plan).services[0].id)
    assert logged(db) == []
    assert seen(db, plan).services_done == 0


def test_that_a_service_stays_given_when_its_log_entry_goes_or_the_plan_is_changed(
    db: Database,
) -> None:
    customer = add_customer(db)
    plan = plan_for(db, customer)
    give(db, plan)
    with db.write("interaction.delete", name="") as session:
        delete_interaction(session, logged(db)[0].id)
    with db.write("plan.edit", name="") as session:
        services = (ServiceDraft("行业动态"), ServiceDraft("操作培训"))
        edit_plan(session, plan, PlanDraft(customer, *YEAR, services=services))
    told = [(one.text, one.done_on) for one in seen(db, plan).services]
    assert told == [("行业动态", None), ("操作培训", TODAY)]


def test_that_a_plan_is_deleted_whole_and_comes_back_whole(db: Database) -> None:
    plan = plan_for(db, add_customer(db), staff=(db.staff_id,))
    with db.write("plan.delete", name="") as session:
        delete_plan(session, plan)
    with db.read() as session:
        for table in (ServicePlan, PlanMember, PlanService):
            assert session.scalars(select(table)).all() == []
        assert load_plan(session, plan, TODAY, ZONE) is None
    undo(db)
    assert len(seen(db, plan).services) == 2


def test_that_next_years_plan_is_made_of_this_years(db: Database) -> None:
    plan = plan_for(db, add_customer(db), goals="三店", visit_every=30)
    with db.read() as session:
        draft = next_draft(session, plan)
    assert (draft.starts_on, draft.ends_on) == (date(2027, 1, 1), date(2027, 12, 31))
    assert (draft.goals, draft.visit_every) == ("三店", 30)
    assert draft.services == (ServiceDraft("操作培训", date(2027, 3, 31)), SERVICES[1])


def test_that_a_shorter_plan_is_followed_by_one_as_long(db: Database) -> None:
    first, last = date(2026, 10, 10), date(2026, 11, 8)
    services = (ServiceDraft("拜访", date(2026, 10, 20)),)
    plan = plan_for(db, add_customer(db), starts_on=first, ends_on=last, services=services)
    with db.read() as session:
        draft = next_draft(session, plan)
    assert (draft.starts_on, draft.ends_on) == (date(2026, 11, 9), date(2026, 12, 8))
    assert draft.services[0].due_on == date(2026, 11, 19)


def test_that_plans_are_found_by_time_person_and_customer(db: Database) -> None:
    me, other = db.staff_id, add_staff(db, "小李")
    customer = add_customer(db)
    now = plan_for(db, customer, lead_id=me)
    then = plan_for(db, customer, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    soon = plan_for(
        db, add_customer(db, name="乙"), starts_on=date(2027, 1, 1), ends_on=date(2027, 2, 1),
        lead_id=other,
    )  # fmt: skip
    with db.read() as session:

        def ids(**wanted: object) -> list[int]:
            return [row.id for row in load_plans(session, TODAY, ZONE, **wanted)]  # type: ignore[arg-type]

        assert ids() == [then, now, soon]
        assert [ids(scope=one) for one in ("current", "coming", "past")] == [[now], [soon], [then]]
        assert ids(customer_id=customer) == [now, then]
        assert ids(staff=(other,)) == [soon]
        counts = {"current": 1, "coming": 1, "past": 1, "all": 3}
        assert count_scopes(session, TODAY) == counts
        assert count_scopes(session, TODAY, (other,))["all"] == 1
        assert [row.state for row in load_plans(session, TODAY, ZONE)] == [
            "past", "current", "coming",
        ]  # fmt: skip


def test_that_plans_follow_a_merge_and_a_deletion(db: Database) -> None:
    one, other = add_customer(db, name="张伟"), add_customer(db, name="张伟1")
    plan = plan_for(db, other)
    with db.write("customers.merge", count=2, name="") as session:
        merge_customers(session, MergeDraft((one, other)), now=db.now())
    assert seen(db, plan).customer_id == one
    with db.write("customer.delete", name="") as session:
        delete_customer(session, one)
    undo(db)
    assert [service.text for service in seen(db, plan).services] == ["操作培训", "市场报告"]


def test_that_who_goes_leaves_the_team(db: Database) -> None:
    customer = add_customer(db, name="远大", kind="company")
    boss, colleague = add_contact(db, customer, "王总"), add_staff(db, "小李")
    plan = plan_for(db, customer, lead_id=colleague, staff=(colleague,), contacts=(boss,))
    with db.write("customer.contacts", name="") as session:
        remove_contact(session, boss)
    with db.write("list.delete", name="") as session:
        delete_entry(session, "staff", colleague)
    row = seen(db, plan)
    assert (row.lead, row.colleagues, row.people) == ("", (), ())


def test_that_what_is_gone_is_told(db: Database) -> None:
    with pytest.raises(CrmError) as told, db.write("plan.delete", name="") as session:
        delete_plan(session, 99)
    assert told.value.code == "plan.gone"
    with pytest.raises(CrmError) as told, db.write("plan.take_back", name="") as session:
        take_back(session, 99)
    assert told.value.code == "plan.service.gone"
    with pytest.raises(CrmError) as told:
        plan_for(db, 99)
    assert told.value.code == "customer.gone"


def test_that_a_quarter_is_followed_by_a_quarter(db: Database) -> None:
    services = (ServiceDraft("回顾", date(2026, 3, 31)),)
    plan = plan_for(
        db, add_customer(db), starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31),
        services=services,
    )  # fmt: skip
    with db.read() as session:
        draft = next_draft(session, plan)
    assert (draft.starts_on, draft.ends_on) == (date(2026, 4, 1), date(2026, 6, 30))
    assert draft.services[0].due_on == date(2026, 6, 30)


def test_that_a_visit_at_which_nobody_was_met_is_none(db: Database) -> None:
    customer = add_customer(db)
    plan = plan_for(db, customer, visit_every=60)
    for day, outcome in ((2, "reached"), (9, "no_answer")):
        at = datetime(2026, 4, day, 4, tzinfo=UTC)
        add_interaction(db, customer, at=at, kind="visit", outcome=outcome, cost=100)
    done = seen(db, plan).done
    assert (done.visits, done.last_visit, done.spent) == (1, date(2026, 4, 2), 200)
