"""Service orders and contracts follow their customer, lose a contact who goes, and are told of."""

from datetime import date

from crmdesk.models.core.db import Database
from crmdesk.models.customers.contacts import remove_contact
from crmdesk.models.customers.history import load_changes
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.merge import merge_customers
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import ServiceContract, ServiceOrder, ServiceVisit
from crmdesk.models.service.actions import delete_order
from crmdesk.models.service.contract_queries import load_contracts
from crmdesk.models.service.drafts import AssignDraft, WorkDraft, WorkLine
from crmdesk.models.service.visits import VisitDraft, do_visit
from tests.models.service.conftest import Workshop
from tests.support.builders import (
    add_contact,
    add_customer,
    add_service_contract,
    add_service_order,
)
from tests.support.snapshots import journaled_rows


def test_that_a_merge_takes_service_along(db: Database, shop: Workshop) -> None:
    stays, goes = add_customer(db, name="张伟"), add_customer(db, name="张 伟")
    order = shop.receive(goes)
    shop.finish(order, AssignDraft(db.staff_id), WorkDraft((WorkLine("修"),), charge="goodwill"))
    contract = add_service_contract(db, goes, [date(2026, 12, 1)])
    with db.read() as session:
        visit = session.query(ServiceVisit).one().id
    with db.write("contract.visit", name="") as session:
        do_visit(session, visit, VisitDraft("巡检"), now=db.now())
    before = journaled_rows(db)
    with db.write("customers.merge", name="张伟", count=2) as session:
        kept = merge_customers(session, MergeDraft((stays, goes)), now=db.now())
    assert shop.page(order).row.customer_id == kept
    with db.read() as session:
        assert load_contracts(session, [contract])[contract].customer_id == kept
        assert session.get_one(ServiceVisit, visit).customer_id == kept
    undo(db)
    assert journaled_rows(db) == before


def test_that_a_contact_who_goes_leaves_service_behind(db: Database) -> None:
    company = add_customer(db, name="华兴机械", kind="company")
    contact = add_contact(db, company, "李工")
    order = add_service_order(db, company, contact_id=contact)
    contract = add_service_contract(db, company, contact_id=contact)
    with db.write("customer.contacts", name="") as session:
        remove_contact(session, contact)
    with db.read() as session:
        assert session.get_one(ServiceOrder, order).contact_id is None
        assert session.get_one(ServiceContract, contract).contact_id is None


def test_that_the_history_of_a_customer_tells_of_service(db: Database, shop: Workshop) -> None:
    customer = add_customer(db)
    order = add_service_order(db, customer, "卡纸")
    shop.finish(order, AssignDraft(db.staff_id), WorkDraft((WorkLine("修"),), (), "paid", 12000))
    add_service_contract(db, customer, level="金牌")
    with db.write("service.delete", name="") as session:
        delete_order(session, order)
    with db.read() as session:
        told = [line.text for line in load_changes(session, customer)]
    for sentence in (
        "Service order “卡纸” added",
        "Service work “修” added",
        "Service fee set to “120”",
        "Service contract “金牌” added",
        "Service order “卡纸” removed",
    ):
        assert sentence in told, told
