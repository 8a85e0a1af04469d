"""What the history of a customer says of her gifts and plans."""

from datetime import date

from crmdesk.models.care.gift_actions import add_gift, edit_gift, make_list
from crmdesk.models.care.gift_drafts import GiftDraft, GiftListDraft
from crmdesk.models.core.db import Database
from crmdesk.models.customers.history import load_changes
from crmdesk.models.plans.actions import edit_plan, make_plan
from crmdesk.models.plans.drafts import PlanDraft, ServiceDraft
from tests.support.builders import add_customer

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_that_her_history_tells_of_gifts_and_plans(db: Database) -> None:
    customer = add_customer(db)
    with db.write("gift.add", name="", title="") as session:
        made = make_list(session, GiftListDraft("中秋"), now=db.now())
        gift = add_gift(session, made, GiftDraft(customer, name="茶叶"), now=db.now())
    with db.write("gift.edit", name="") as session:
        edit_gift(session, gift, GiftDraft(customer, name="月饼", price=9_900))
    with db.write("plan.make", name="") as session:
        draft = PlanDraft(customer, *YEAR, services=(ServiceDraft("培训"),))
        plan = make_plan(session, draft, now=db.now())
    with db.write("plan.edit", name="") as session:
        edit_plan(session, plan, PlanDraft(customer, *YEAR, budget=500_000))
    with db.read() as session:
        told = {line.text for line in load_changes(session, customer)}
    assert told >= {
        "Gift on a list “茶叶” added",
        "Gift on a list changed from “茶叶” to “月饼”",
        "Price of the gift set to “99”",
        "Service plan “2026-01-01” added",
        "Service of a plan “培训” added",
        "Budget of the service plan set to “5,000”",
        "Service of a plan “培训” removed",
    }
