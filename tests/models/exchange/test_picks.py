"""What a user decides about single rows and values of a plan, and what then comes of it."""

from typing import Any

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.importing import ImportResult, ReadChoices, carry_out, make_plan
from crmdesk.models.exchange.planning.picks import Picks, RowKey, RowPick
from crmdesk.models.exchange.planning.plan import ImportChoices, Mode, Plan
from crmdesk.models.exchange.planning.plan_tabs import sort_rows
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.logs import InteractionRecord
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Customer
from tests.support.builders import add_customer
from tests.support.exchange import bring_in, contact, customers, record, understood
from tests.support.snapshots import journaled_rows

PHONE = "13800138000"
OUT, NEW, SAME = RowPick("skip"), RowPick("create"), RowPick("update")


def key(row: int) -> RowKey:
    return "客户", row


def planned(
    db: Database, *records: CustomerRecord, picks: Picks | None = None, mode: Mode = "update"
) -> Plan:
    return make_plan(db, understood(*records), ImportChoices(mode, picks=picks or Picks()))


def carried_out(
    db: Database, *records: CustomerRecord, picks: Picks, mode: Mode = "update"
) -> ImportResult:
    """As the window does: the plan seen was made before the decisions."""
    file, choices = understood(*records), ImportChoices(mode, picks=picks)
    plan = make_plan(db, file, ImportChoices(mode))
    return carry_out(db, file, plan, ReadChoices(), choices)


def names(db: Database) -> list[str]:
    return [found["name"] for found in customers(db)]


def numbers(plan: Plan) -> tuple[int, int, int, int]:
    found = plan.counts()
    return found["created"], found["updated"], found["merged"], found["skipped"]


def three() -> list[CustomerRecord]:
    return [record(name, f"1380013800{at}") for at, name in enumerate(("张伟", "李娜", "王芳"))]


def test_that_a_row_taken_out_is_not_imported_and_counts_as_skipped(db: Database) -> None:
    picks = Picks().with_rows([key(3)], OUT)
    plan = planned(db, *three(), picks=picks)
    assert numbers(plan) == (2, 0, 0, 1)
    assert (plan.rows[1].reason, plan.rows[1].usual) == ("out", "create")
    carried_out(db, *three(), picks=picks)
    assert names(db) == ["张伟", "王芳"]


def test_that_decisions_survive_a_plan_made_anew_and_can_be_taken_back(db: Database) -> None:
    picks = Picks().with_rows([key(2), key(3)], OUT)
    assert numbers(planned(db, *three(), picks=picks)) == (1, 0, 0, 2)
    add_customer(db, "王芳", phone="13800138002", title="老师")
    again = planned(db, *three(), picks=picks)
    assert numbers(again) == (0, 0, 0, 3)
    assert numbers(planned(db, *three(), picks=picks.with_rows([key(2)], None))) == (1, 0, 0, 2)


def test_that_rows_after_one_taken_out_find_each_other_anew(db: Database) -> None:
    rows = [record("张伟", PHONE, title="经理"), record("张伟", PHONE, company="宏达")]
    assert numbers(planned(db, *rows)) == (1, 0, 1, 0)
    plan = planned(db, *rows, picks=Picks().with_rows([key(2)], OUT))
    assert numbers(plan) == (1, 0, 0, 1)
    assert plan.created[0].company == "宏达"


def test_that_a_company_taken_out_takes_its_contacts_along(db: Database) -> None:
    firm = record("云帆公司", kind="company", contacts=(contact("李娜"), contact("王芳")))
    firm.folded = ((3, "digest"),)
    plan = planned(db, firm, picks=Picks().with_rows([key(2)], OUT))
    assert numbers(plan) == (0, 0, 0, 2)


def test_that_a_known_customer_can_be_made_anew(db: Database) -> None:
    add_customer(db, "张伟", phone=PHONE)
    row = record("张伟", PHONE, title="经理")
    plan = planned(db, row, picks=Picks().with_rows([key(2)], NEW))
    assert numbers(plan) == (1, 0, 0, 0)
    assert (plan.rows[0].usual, len(plan.rows[0].like)) == ("update", 1)
    carried_out(db, row, picks=Picks().with_rows([key(2)], NEW))
    assert names(db) == ["张伟", "张伟"]


def test_that_a_row_with_the_same_mobile_can_be_the_same_person(db: Database) -> None:
    known = add_customer(db, "张大伟", phone=PHONE)
    row = record("张伟", PHONE, title="经理")
    plan = planned(db, row)
    assert plan.rows[0].like == (known,)
    assert plan.called[known][0] == "张大伟"
    picks = Picks().with_rows([key(2)], RowPick("update", known))
    decided = planned(db, row, picks=picks)
    assert (numbers(decided), decided.problems) == ((0, 1, 0, 0), [])
    before = journaled_rows(db)
    carried_out(db, row, picks=picks)
    with db.read() as session:
        found = session.get_one(Customer, known)
        assert (found.name, found.title) == ("张伟", "经理")
    undo(db)
    assert journaled_rows(db) == before


def test_that_an_ambiguous_row_offers_everybody_it_fits(db: Database) -> None:
    two = [add_customer(db, "张伟", phone=PHONE) for _ in range(2)]
    row = record("张伟", PHONE, title="经理")
    plan = planned(db, row)
    assert (plan.rows[0].reason, plan.rows[0].like) == ("ambiguous", tuple(two))
    carried_out(db, row, picks=Picks().with_rows([key(2)], RowPick("update", two[1])))
    with db.read() as session:
        titles = session.scalars(select(Customer.title).order_by(Customer.id)).all()
    assert titles == ["", "经理"]


def test_that_a_taken_number_can_mean_its_owner(db: Database) -> None:
    known = add_customer(db, "张伟", phone=PHONE, number="A1")
    row = record("李娜", "13900139000", number="A1")
    plan = planned(db, row)
    assert (plan.rows[0].action, plan.rows[0].like) == ("create", (known,))
    decided = planned(db, row, picks=Picks().with_rows([key(2)], RowPick("update", known)))
    assert numbers(decided) == (0, 1, 0, 0)


def test_that_a_row_imported_before_can_be_imported_again(db: Database) -> None:
    bring_in(db, record("张伟", PHONE, title="经理"))
    with db.write("customer.edit", name="") as session:
        session.scalars(select(Customer)).one().title = "总经理"
    row = record("张伟", PHONE, title="经理")
    assert planned(db, row).rows[0].reason == "known"
    picks = Picks().with_rows([key(2)], SAME)
    assert numbers(planned(db, row, picks=picks)) == (0, 1, 0, 0)


def test_that_somebody_left_alone_can_be_updated_nevertheless(db: Database) -> None:
    add_customer(db, "张伟", phone=PHONE)
    row = record("张伟", PHONE, title="经理")
    assert planned(db, row, mode="skip").rows[0].reason == "mode"
    picks = Picks().with_rows([key(2)], SAME)
    assert numbers(planned(db, row, mode="skip", picks=picks)) == (0, 1, 0, 0)


@pytest.mark.parametrize("refused", ["title", "phones|('+8613900139000', '')", "tags|VIP"])
def test_that_each_changed_value_can_be_refused(db: Database, refused: str) -> None:
    add_customer(db, "张伟", phone=PHONE, title="经理")
    row = record("张伟", f"{PHONE} / 13900139000", title="总经理", tags=("VIP",))
    edits = {edit.key for edit in planned(db, row).rows[0].all_edits()}
    assert edits >= {"title", "phones|('+8613900139000', '')", "tags|VIP"}
    carried_out(db, row, picks=Picks().with_fields([(key(2), refused)], taken=False))
    (found,) = customers(db)
    with db.read() as session:
        title = session.scalars(select(Customer.title)).one()
    told = {
        "title": title == "总经理",
        "phones|('+8613900139000', '')": len(found["phones"]) == 2,
        "tags|VIP": found["tags"] == ["VIP"],
    }
    assert told == {name: name != refused for name in told}


def test_that_a_row_of_which_every_value_is_refused_changes_nothing(db: Database) -> None:
    add_customer(db, "张伟", phone=PHONE, title="经理")
    row = record("张伟", PHONE, title="总经理")
    picks = Picks().with_fields([(key(2), "title")], taken=False)
    plan = planned(db, row, picks=picks)
    assert (plan.rows[0].action, plan.rows[0].reason) == ("skip", "kept")
    assert not plan.changes_anything()


def test_that_a_contact_can_be_refused(db: Database) -> None:
    bring_in(db, record("云帆公司", "0571-88888888", kind="company", contacts=(contact("李娜"),)))
    row = record(
        "云帆公司", "0571-88888888", kind="company", company="云帆公司", industry="建材",
        contacts=(contact("李娜", title="采购"), contact("王芳")),
    )  # fmt: skip
    row.number = customers(db)[0]["number"]
    (found,) = [one for one in planned(db, row).rows[0].all_edits() if one.new == contact("王芳")]
    carried_out(db, row, picks=Picks().with_fields([(key(2), found.key)], taken=False))
    people = customers(db)[0]["contacts"]
    assert [(one["name"], one["title"]) for one in people] == [("李娜", "采购")]


def test_that_talks_and_orders_can_be_taken_out(db: Database) -> None:
    add_customer(db, "张伟", phone=PHONE)
    file = understood()
    (sheet,) = file.sheets
    sheet.kind = "interactions"
    for row in (2, 3):
        talk = InteractionRecord(row=row, sheet="客户", digest=f"d{row}")
        talk.customer, talk.text, talk.kind = "张伟", f"第{row}次", "call"
        sheet.interactions.append(talk)
    plan = make_plan(db, file, ImportChoices(picks=Picks().with_rows([key(2)], OUT)))
    assert sorted((row.row, row.action, row.reason) for row in plan.interactions) == [
        (2, "skip", "out"), (3, "create", ""),
    ]  # fmt: skip


def test_that_rows_stand_where_they_are_looked_for(db: Database) -> None:
    add_customer(db, "王芳", phone="13800138002", title="老师")
    rows = three()
    rows[2].title = "校长"
    picks = Picks().with_rows([key(2)], OUT).with_fields([(key(4), "title")], taken=False)
    tabs = sort_rows(planned(db, *rows, picks=picks))
    assert tabs.of == {"create": [0, 1], "update": [2], "merge": [], "skip": [0, 2]}
    assert tabs.taken == {"create": 1, "update": 0, "merge": 0, "skip": 2}
    assert tabs.waiting == 1


def test_that_decisions_about_rows_that_are_gone_do_no_harm(db: Database) -> None:
    picks: Any = Picks().with_rows([key(99)], NEW).with_fields([(key(99), "title")], taken=False)
    assert numbers(planned(db, *three(), picks=picks)) == (3, 0, 0, 0)
