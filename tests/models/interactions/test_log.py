from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.interactions.actions import (
    delete_interaction,
    edit_interaction,
    log_interaction,
)
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.interactions.queries import load_interaction, load_partner
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import CustomerSummary, FollowUp, Interaction
from tests.support.builders import add_contact, add_customer, add_interaction
from tests.support.databases import NOW


def log(db: Database, draft: InteractionDraft) -> int:
    with db.write("interaction.log", name="") as session:
        return log_interaction(session, draft, now=db.now())


def stored(db: Database, interaction_id: int) -> Interaction:
    with db.read() as session:
        return session.get_one(Interaction, interaction_id)


def test_that_a_call_is_kept_with_everything_told_of_it(db: Database) -> None:
    customer = add_customer(db, "华兴机械", kind="company")
    contact = add_contact(db, customer, "李工")
    draft = InteractionDraft(
        customer, "call", " 要两台样机 ", "in", "sales", "agreed", 6, 1250, contact_id=contact
    )
    row = stored(db, log(db, draft))
    assert (row.kind, row.text, row.direction, row.purpose) == ("call", "要两台样机", "in", "sales")
    assert (row.outcome, row.minutes, row.cost, row.currency) == ("agreed", 6, 1250, "CNY")
    assert (row.contact_id, row.staff_id, row.at) == (contact, db.staff_id, NOW)


def test_that_the_last_contact_of_the_customer_moves_along(db: Database) -> None:
    customer = add_customer(db)
    yesterday = NOW - timedelta(days=1)
    first = log(db, InteractionDraft(customer, text="电话", at=yesterday))
    log(db, InteractionDraft(customer, text="又一次"))
    with db.read() as session:
        summary = session.get_one(CustomerSummary, customer)
        assert (summary.last_contact, summary.interactions) == (NOW, 2)
    undo(db)
    with db.read() as session:
        assert session.get_one(CustomerSummary, customer).last_contact == yesterday
        assert session.get(Interaction, first) is not None


def test_that_a_follow_up_is_noted_along_with_it_and_undone_with_it(db: Database) -> None:
    customer = add_customer(db)
    due = date(2026, 11, 24)
    draft = InteractionDraft(
        customer, text="寄样", next_on=due, next_time="15:00", next_text="问收到没"
    )
    interaction = log(db, draft)
    with db.read() as session:
        follow_up = session.scalars(select(FollowUp)).one()
        assert (follow_up.due_on, follow_up.due_time, follow_up.text) == (due, "15:00", "问收到没")
        assert (follow_up.interaction_id, follow_up.staff_id) == (interaction, db.staff_id)
        assert session.get_one(CustomerSummary, customer).next_follow_up == due
    undo(db)
    with db.read() as session:
        assert session.scalars(select(FollowUp)).all() == []


def test_that_a_follow_up_without_words_of_its_own_takes_the_first_line(db: Database) -> None:
    draft = InteractionDraft(add_customer(db), text="要报价\n含税", next_on=date(2026, 11, 24))
    log(db, draft)
    with db.read() as session:
        assert session.scalars(select(FollowUp.text)).all() == ["要报价"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text": "  "}, {"text"}),
        ({"text": "好", "minutes": -1}, {"minutes"}),
        ({"text": "好", "minutes": 1441}, {"minutes"}),
        ({"text": "好", "cost": -1}, {"cost"}),
        ({"text": "好", "next_text": "报价"}, {"next"}),
        ({"text": "好", "at": datetime(2026, 11, 22, tzinfo=UTC)}, {"at"}),
        ({"text": "好", "at": NOW + timedelta(minutes=4)}, set()),  # another machine's clock
        ({"outcome": "no_answer"}, set()),
        ({"kind": "gift"}, set()),
    ],
)
def test_that_what_cannot_be_is_refused_by_its_field(
    db: Database, fields: dict[str, object], wrong: set[str]
) -> None:
    draft = InteractionDraft(add_customer(db), **fields)  # type: ignore[arg-type]
    if not wrong:
        assert log(db, draft)
        return
    with pytest.raises(Invalid) as refused:
        log(db, draft)
    assert set(refused.value.fields) == wrong


def test_that_a_contact_who_left_meanwhile_does_not_cost_the_words(db: Database) -> None:
    elsewhere = add_contact(db, add_customer(db, "别家"), "王五")
    row = stored(db, log(db, InteractionDraft(add_customer(db), text="聊了", contact_id=elsewhere)))
    assert (row.text, row.contact_id) == ("聊了", None)


def test_that_a_customer_deleted_meanwhile_is_told(db: Database) -> None:
    with pytest.raises(CrmError, match=r"customer\.gone"):
        log(db, InteractionDraft(999, text="喂"))


def test_that_an_entry_is_changed_and_its_author_and_hour_stay(db: Database, clock: object) -> None:
    customer = add_customer(db)
    entry = log(db, InteractionDraft(customer, text="一", cost=500))
    with db.write("interaction.edit", name="") as session:
        draft = InteractionDraft(customer, "visit", "二", outcome="declined")
        edit_interaction(session, entry, draft, now=NOW + timedelta(hours=2))
    row = stored(db, entry)
    assert (row.kind, row.text, row.outcome, row.at) == ("visit", "二", "declined", NOW)
    assert (row.cost, row.currency) == (None, "")
    with db.read() as session:
        assert load_interaction(session, entry).draft == InteractionDraft(
            customer, "visit", "二", outcome="declined", at=NOW
        )


def test_that_an_unchanged_cost_keeps_its_currency(db: Database) -> None:
    customer = add_customer(db)
    entry = add_interaction(db, customer, cost=500, currency="HKD")
    for cost, currency in ((500, "HKD"), (600, "CNY")):
        with db.write("interaction.edit", name="") as session:
            draft = InteractionDraft(customer, text="二", cost=cost)
            edit_interaction(session, entry, draft, now=NOW)
        assert (stored(db, entry).cost, stored(db, entry).currency) == (cost, currency)


def test_that_a_deleted_entry_leaves_its_follow_up_and_comes_back_whole(db: Database) -> None:
    customer = add_customer(db)
    entry = log(db, InteractionDraft(customer, text="寄样", next_on=date(2026, 11, 24)))
    with db.write("interaction.delete", name="") as session:
        delete_interaction(session, entry)
    with db.read() as session:
        assert session.scalars(select(FollowUp.interaction_id)).all() == [None]
    undo(db)
    with db.read() as session:
        assert session.scalars(select(FollowUp.interaction_id)).all() == [entry]
    assert stored(db, entry).text == "寄样"


def test_that_an_entry_deleted_meanwhile_is_told(db: Database) -> None:
    with pytest.raises(CrmError, match=r"interaction\.gone"), db.read() as session:
        load_interaction(session, 5)
    with (
        pytest.raises(CrmError, match=r"interaction\.gone"),
        db.write("interaction.delete", name="") as session,
    ):
        delete_interaction(session, 5)


def test_that_a_partner_comes_with_the_people_inside(db: Database) -> None:
    customer = add_customer(db, "华兴机械", kind="company")
    second = add_contact(db, customer, "赵总", position=2)
    first = add_contact(db, customer, "李工", position=1)
    with db.read() as session:
        partner = load_partner(session, customer)
    assert (partner.name, partner.contacts) == ("华兴机械", ((first, "李工"), (second, "赵总")))
