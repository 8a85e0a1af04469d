"""Undo and redo over the tables as they are."""

from collections.abc import Callable

import pytest
from sqlalchemy import insert, select

from crmdesk.models.core.changes import note_bulk
from crmdesk.models.core.db import Database, storage_of
from crmdesk.models.core.errors import CrmError
from crmdesk.models.journal.actions import next_redo, next_undo, redo, undo
from crmdesk.models.journal.queries import load_history, what_changed
from crmdesk.models.journal.revert import Conflicts
from crmdesk.models.schema import Consent, Customer, Interaction, Phone, Tag
from tests.support.databases import NOW
from tests.support.snapshots import derived_rows, journaled_rows


def _customer(db: Database, name: str = "张伟", number: str = "K000001") -> int:
    with db.write("customer.create", name=name) as session:
        customer = Customer(number=number, kind="person", name=name, created_at=NOW)
        session.add(customer)
        session.flush()
        session.add(Phone(customer_id=customer.id, raw="13800138000", e164="+8613800138000"))
        return customer.id


def _rename(db: Database, customer_id: int, name: str) -> None:
    with db.write("customer.edit", name=name) as session:
        session.get_one(Customer, customer_id).name = name


def _name(db: Database, customer_id: int) -> str | None:
    with db.read() as session:
        return session.scalar(select(Customer.name).where(Customer.id == customer_id))


def test_that_undo_takes_back_the_newest_action_first(db: Database) -> None:
    customer = _customer(db)
    _rename(db, customer, "张玮")
    undo(db)
    assert _name(db, customer) == "张伟"
    undo(db)
    assert _name(db, customer) is None
    with pytest.raises(CrmError, match=r"undo\.nothing"):
        undo(db)


def test_that_redo_goes_forward_through_what_was_undone(db: Database) -> None:
    customer = _customer(db)
    _rename(db, customer, "张玮")
    after = journaled_rows(db), derived_rows(db)
    undo(db)
    undo(db)
    redo(db)
    assert _name(db, customer) == "张伟"
    redo(db)
    assert (journaled_rows(db), derived_rows(db)) == after
    with pytest.raises(CrmError, match=r"redo\.nothing"):
        redo(db)
    undo(db)
    assert _name(db, customer) == "张伟"


def test_that_a_new_action_clears_redo(db: Database) -> None:
    customer = _customer(db)
    _rename(db, customer, "张玮")
    undo(db)
    _rename(db, customer, "章伟")
    with db.read() as session:
        assert next_redo(session, db.staff_id) is None


def test_that_undo_is_mine_alone(db: Database) -> None:
    _customer(db)
    with db.read() as session:
        assert next_undo(session, 2) is None


def test_that_an_older_action_can_be_taken_back_alone(db: Database) -> None:
    first, second = _customer(db), _customer(db, "李娜", "K000002")
    with db.read() as session:
        oldest = load_history(session)[-1].id
    undo(db, oldest)
    assert _name(db, first) is None
    assert _name(db, second) == "李娜"


def test_that_a_value_changed_since_is_named_and_kept(db: Database) -> None:
    customer = _customer(db)
    with db.write("customer.edit", name="张伟") as session:
        row = session.get_one(Customer, customer)
        row.region, row.industry = "浙江", "建材"
    with db.read() as session:
        edit = load_history(session)[0].id
    with db.write("customer.edit", name="张伟") as session:
        session.get_one(Customer, customer).region = "江苏"
    before = journaled_rows(db)
    with pytest.raises(Conflicts) as caught:
        undo(db, edit)
    assert caught.value.params["names"] == "张伟"
    assert not caught.value.rest
    assert journaled_rows(db) == before


def test_that_an_undo_of_which_nothing_is_left_tells_from_one_with_a_rest(db: Database) -> None:
    customer = _customer(db)
    with db.write("customer.edit", name="张伟") as session:
        session.get_one(Customer, customer).region = "浙江"
        session.get_one(Phone, 1).label = "home"
    with db.read() as session:
        edit = load_history(session)[0].id
    with db.write("customer.edit", name="张伟") as session:
        session.get_one(Customer, customer).region = "江苏"
    with pytest.raises(Conflicts) as caught:
        undo(db, edit)
    assert caught.value.rest


def test_that_a_customer_used_since_survives_the_undo_of_its_creation(db: Database) -> None:
    customer = _customer(db)
    with db.write("interaction.log", name="张伟") as session:
        session.add(Interaction(customer_id=customer, at=NOW, kind="call", created_at=NOW))
    with db.read() as session:
        creation = load_history(session)[1].id
    with pytest.raises(Conflicts) as caught:
        undo(db, creation)
    assert not caught.value.rest
    undo(db, creation, skip_conflicts=True)
    assert _name(db, customer) == "张伟"
    with db.read() as session:
        assert session.scalar(select(Phone.raw)) == "13800138000"


def test_that_a_withdrawn_consent_stays_withdrawn(db: Database) -> None:
    customer = _customer(db)
    with db.write("customer.edit", name="张伟") as session:
        session.add(Consent(customer_id=customer, channel="sms", given=False, at=NOW))
        session.get_one(Customer, customer).region = "浙江"
    undo(db)
    with db.read() as session:
        assert session.scalar(select(Consent.given)) is False
        assert session.scalar(select(Customer.region)) == ""


def test_that_a_refusal_goes_with_the_customer_it_came_with(db: Database) -> None:
    with db.write("customer.create", name="张伟") as session:
        customer = Customer(number="K000001", kind="person", name="张伟", created_at=NOW)
        session.add(customer)
        session.flush()
        session.add(Consent(customer_id=customer.id, channel="sms", given=False, at=NOW))
    undo(db)
    with db.read() as session:
        assert session.scalar(select(Customer.id)) is None
        assert session.scalar(select(Consent.id)) is None


def test_that_what_belonged_to_a_customer_gone_since_is_not_brought_back(db: Database) -> None:
    customer = _customer(db)
    with db.write("customer.edit", name="张伟") as session:
        session.delete(session.scalars(select(Phone)).one())
    with db.read() as session:
        phone_gone = next_undo(session, db.staff_id)
    with db.write("customer.delete", name="张伟") as session:
        session.delete(session.get_one(Customer, customer))
    with pytest.raises(Conflicts) as caught:
        undo(db, phone_gone)
    assert [(one.table, one.reason) for one in caught.value.conflicts] == [("phone", "missing")]


def test_that_history_and_undo_survive_a_restart(
    db: Database, reopen: Callable[[], Database]
) -> None:
    customer = _customer(db)
    again = reopen()
    undo(again)
    assert _name(again, customer) is None
    again.close()


def _bulk(db: Database, count: int) -> range:
    with db.write("import", bulk=True, file="book.xlsx") as session:
        storage = storage_of(session)
        ids = storage.reserve_ids(session, "customer", count)
        session.execute(
            insert(Customer),
            [
                {
                    "id": id_,
                    "number": f"K{id_:06}",
                    "kind": "person",
                    "name": f"客户{id_}",
                    "created_at": NOW,
                }
                for id_ in ids
            ],
        )
        note_bulk(session, "customer", ids)
        phones = storage.reserve_ids(session, "phone", count)
        session.execute(
            insert(Phone),
            [
                {"id": id_, "customer_id": owner, "raw": str(13800000000 + owner)}
                for id_, owner in zip(phones, ids, strict=True)
            ],
        )
        note_bulk(session, "phone", phones)
    return ids


def test_that_a_bulk_creation_goes_and_comes_back_whole(db: Database) -> None:
    empty = journaled_rows(db), derived_rows(db)
    _bulk(db, 50)
    full = journaled_rows(db), derived_rows(db)
    undo(db)
    assert (journaled_rows(db), derived_rows(db)) == empty
    redo(db)
    assert (journaled_rows(db), derived_rows(db)) == full
    undo(db)
    assert (journaled_rows(db), derived_rows(db)) == empty


def test_that_ids_are_never_given_twice_even_after_an_undo(db: Database) -> None:
    first = _bulk(db, 5)
    undo(db)
    assert _bulk(db, 5).start > first[-1]


def test_that_an_imported_customer_edited_since_is_kept_when_asked_to_go_on(db: Database) -> None:
    ids = _bulk(db, 5)
    with db.read() as session:
        imported = load_history(session)[0].id
    _rename(db, ids[2], "张伟")
    with db.write("customer.edit", name="x") as session:
        session.add(Phone(customer_id=ids[3], raw="0571-88888888"))
    with pytest.raises(Conflicts) as caught:
        undo(db, imported)
    assert {conflict.row_id for conflict in caught.value.conflicts} == {ids[2], ids[3]}
    undo(db, imported, skip_conflicts=True)
    with db.read() as session:
        assert list(session.scalars(select(Customer.id).order_by(Customer.id))) == [ids[2], ids[3]]
        assert len(session.scalars(select(Phone.id)).all()) == 3


def test_that_what_changed_names_the_field_with_its_old_and_new_value(db: Database) -> None:
    customer = _customer(db)
    _rename(db, customer, "张玮")
    with db.read() as session:
        change = what_changed(session, customer)[0]
    assert (change.field, change.old, change.new) == ("name", "张伟", "张玮")


def test_that_an_action_that_changes_nothing_leaves_no_trace(db: Database) -> None:
    customer = _customer(db)
    with db.write("customer.edit", name="张伟") as session:
        session.get_one(Customer, customer).name = "张伟"
    with db.read() as session:
        assert len(load_history(session)) == 1


def test_that_history_is_told_in_words(db: Database) -> None:
    _customer(db)
    undo(db)
    with db.read() as session:
        rows = load_history(session)
    assert [(row.text, row.state) for row in rows] == [
        ("Undo: New customer 张伟", "undo"),
        ("New customer 张伟", "undone"),
    ]


def test_that_a_failed_action_leaves_nothing_behind(db: Database) -> None:
    before = journaled_rows(db)

    def fail() -> None:
        with db.write("list.add", name="VIP") as session:
            session.add(Tag(name="VIP"))
            session.flush()
            raise RuntimeError("pulled the plug")

    with pytest.raises(RuntimeError, match="plug"):
        fail()
    assert journaled_rows(db) == before
