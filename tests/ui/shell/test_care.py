"""Gifts and plans asked for from anywhere in the window."""

from datetime import date
from typing import Any

from sqlalchemy import select

from crmdesk.models.care.gift_actions import make_list
from crmdesk.models.care.gift_drafts import GiftListDraft
from crmdesk.models.core.db import Database
from crmdesk.models.plans.actions import make_plan
from crmdesk.models.plans.drafts import PlanDraft, ServiceDraft
from crmdesk.models.schema import Gift, ServicePlan
from crmdesk.ui.care.gift_dialogs import GiftListDialog, ManyGiftsDialog
from crmdesk.ui.care.panel import CarePanel
from crmdesk.ui.plans.dialog import PlanDialog
from crmdesk.ui.plans.panel import PlansPanel
from crmdesk.ui.plans.tab import PlansTab
from crmdesk.ui.shell.assembly import Assembly
from tests.support.builders import add_contact, add_customer
from tests.support.customer_page import page_beside_the_list


def care(real: Assembly) -> CarePanel:
    panel = real.window.screen_widget("care")
    assert isinstance(panel, CarePanel)
    return panel


def plan_for(db: Database, customer: int) -> int:
    with db.write("plan.make", name="") as session:
        services = (ServiceDraft("培训", date(2026, 11, 25)),)
        draft = PlanDraft(customer, date(2026, 1, 1), date(2026, 12, 31), services=services)
        return make_plan(session, draft, now=db.now())


def test_that_who_is_selected_in_the_list_comes_onto_a_gift_list(
    qtbot: Any, db: Database, real: Assembly
) -> None:
    company = add_customer(db, name="远大", kind="company")
    boss = add_contact(db, company, "王总", role="decision")
    other = add_customer(db, name="张伟")
    with db.write("gift_list.make", title="") as session:
        made = make_list(session, GiftListDraft("中秋"), now=db.now())
    window = real.window
    window.show_screen("customers")
    panel: Any = window.screen_widget("customers")
    qtbot.waitUntil(lambda: panel.results.model.rowCount() == 2)
    panel.results.table.select_ids([company, other], other)
    window.commands.run("customers.gift")
    dialog = window.findChild(ManyGiftsDialog)
    assert dialog is not None
    dialog.name.setText("茶叶")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: window.current_screen() == "care")
    qtbot.waitUntil(lambda: care(real).gifts.model.rowCount() == 2)
    with db.read() as session:
        rows = session.scalars(select(Gift).order_by(Gift.customer_id)).all()
    assert [(row.customer_id, row.contact_id, row.name) for row in rows] == [
        (company, boss, "茶叶"), (other, None, "茶叶"),
    ]  # fmt: skip
    assert rows[0].list_id == made


def test_that_a_plan_is_begun_from_the_customers_page_and_shown(
    qtbot: Any, db: Database, real: Assembly
) -> None:
    customer = add_customer(db, name="远大")
    real.navigator.open_customer(customer)
    panel: Any = real.window.screen_widget("customers")
    qtbot.waitUntil(lambda: panel.current_customer() == customer)
    real.window.commands.run("plan.new")
    dialog = real.window.findChild(PlanDialog)
    assert dialog is not None
    assert dialog.draft().customer_id == customer
    dialog.save_button.click()
    qtbot.waitUntil(lambda: real.window.current_screen() == "care")
    tab = care(real).tab("plans")
    assert isinstance(tab, PlansTab)
    qtbot.waitUntil(lambda: tab.view.plan() is not None and tab.view.plan().customer == "远大")
    with db.read() as session:
        assert len(session.scalars(select(ServicePlan)).all()) == 1


def test_that_a_plan_stands_on_the_page_of_who_has_one(
    qtbot: Any, db: Database, real: Assembly
) -> None:
    customer, other = add_customer(db, name="远大"), add_customer(db, name="张伟")
    plan_for(db, customer)
    real.navigator.open_customer(customer)
    page: Any = page_beside_the_list(qtbot, real.window)
    qtbot.waitUntil(lambda: "Plan" in tabs_of(page))
    page.body.show_tab("plans")
    qtbot.waitUntil(lambda: page.findChild(PlansPanel) is not None)
    panel = page.findChild(PlansPanel)
    qtbot.waitUntil(lambda: panel.view.plan() is not None)
    assert [one.text for one in panel.view.plan().services] == ["培训"]
    real.navigator.open_customer(other)
    qtbot.waitUntil(lambda: "Plan" not in tabs_of(page))


def tabs_of(page: Any) -> list[str]:
    return [page.body.tabs.tabText(at) for at in range(page.body.tabs.count())]


def test_that_today_leads_to_gift_list_and_plan(qtbot: Any, db: Database, real: Assembly) -> None:
    with db.write("gift_list.make", title="") as session:
        one = make_list(session, GiftListDraft("中秋"), now=db.now())
        make_list(session, GiftListDraft("春节"), now=db.now())
    plan = plan_for(db, add_customer(db))
    real.navigator.show_gift_list(one)
    gifts = care(real).gifts
    qtbot.waitUntil(lambda: gifts.current() is not None and gifts.current().id == one)
    real.navigator.open_plan(plan)
    tab = care(real).tab("plans")
    assert isinstance(tab, PlansTab)
    qtbot.waitUntil(lambda: tab.view.plan() is not None and tab.view.plan().id == plan)


def test_that_a_new_list_can_be_asked_for_by_its_command(
    qtbot: Any, db: Database, real: Assembly
) -> None:
    real.window.commands.run("gift_list.new")
    assert real.window.current_screen() == "care"
    dialog = real.window.findChild(GiftListDialog)
    assert dialog is not None
    dialog.done(0)
