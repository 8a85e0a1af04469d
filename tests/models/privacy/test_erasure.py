"""Nothing of an erased person is left anywhere, and nothing brings her back."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.bulk import delete_customers
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.customers.files import FileDraft, attach_file
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.merge import merge_customers
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.interactions.actions import log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.journal.conflicts import Conflicts
from crmdesk.models.journal.drafts import save_draft
from crmdesk.models.journal.labels import describe
from crmdesk.models.privacy.erasure import erase, foresee_erasure
from crmdesk.models.privacy.gone import load_gone
from crmdesk.models.privacy.settings import LawSettings, save_law
from crmdesk.models.schema import (
    Base,
    Blob,
    Change,
    ChangeSet,
    Customer,
    Draft,
    Order,
    OrderLine,
    SavedView,
)
from tests.support.builders import add_customer, add_order
from tests.support.every_table import fill_every_table

TODAY = date(2026, 11, 21)
NAME, PHONE, WORD = "欧阳询之", "13912345678", "红豆杉盆景"
TOLD = (NAME, PHONE, WORD, "ouyangxunzhi", "lingxi_7788", "qiqi@example.com")


def remains(db: Database) -> list[str]:
    """Where any of the words still stands: in the raw bytes of a file, or in any table."""
    words = [form for word in TOLD for form in (word, json.dumps(word)[1:-1])]
    found = [f"{table}: {word}" for table, told in _tables(db) for word in words if word in told]
    path = getattr(db.storage, "path", None)
    if path is not None:
        for file in (path, Path(f"{path}-wal")):
            data = file.read_bytes() if file.exists() else b""
            found += [f"{file.name}: {word}" for word in words if word.encode() in data]
    return found


def _tables(db: Database) -> Iterator[tuple[str, str]]:
    with db.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                yield table.name, repr(tuple(row))


def full_customer(db: Database) -> int:
    """Somebody with traces everywhere one leaves some."""
    customer = add_customer(db, name=NAME, phones=[PHONE], email="qiqi@example.com")
    with db.write("customer.edit", name=NAME) as session:
        set_fact(session, customer, "note", f"喜欢{WORD}", expected="", today=TODAY)
    with db.write("interaction.log", name=NAME) as session:
        draft = InteractionDraft(customer, kind="call", text=f"谈{WORD}")
        log_interaction(session, draft, now=db.now())
    with db.write("customer.file", name=NAME) as session:
        attach_file(session, customer, FileDraft(f"{NAME}.txt", WORD.encode()), now=db.now())
    with db.write("draft") as session:
        save_draft(session, f"composer:{customer}", {"text": WORD})
    return customer


def test_that_nothing_of_an_erased_person_is_left(db: Database) -> None:
    customer = full_customer(db)
    assert remains(db)
    erase(db, customer, today=TODAY)
    assert remains(db) == []
    with db.read() as session:
        assert session.get(Customer, customer) is None
        assert session.scalars(select(Blob.sha256)).all() == []


def erase_and_look(db: Database, customer: int) -> None:
    erase(db, customer, today=TODAY)
    assert remains(db) == []


def test_that_every_table_of_a_customer_is_emptied(db: Database) -> None:
    customer = full_customer(db)
    with db.write("privacy.settings") as session:
        save_law(session, LawSettings(keep_years=0))
    fill_every_table(db, customer, WORD)
    erase_and_look(db, customer)


def test_that_every_table_but_those_of_orders_is_emptied_where_these_are_kept(
    db: Database,
) -> None:
    customer = full_customer(db)
    add_order(db, customer, day=date(2026, 5, 1))
    fill_every_table(db, customer, WORD, but=frozenset({"payment"}))
    erase_and_look(db, customer)
    with db.read() as session:
        assert len(session.scalars(select(OrderLine)).all()) == 1


def test_that_a_customer_merged_into_the_erased_one_is_forgotten_with_her(db: Database) -> None:
    keeper = add_customer(db, name="无关的名字", phones=("13800000001",))
    other = full_customer(db)
    with db.write("customers.merge", name=NAME, count=2) as session:
        merge_customers(session, MergeDraft((keeper, other)), now=db.now())
    erase_and_look(db, keeper)


def test_that_who_was_deleted_before_can_still_be_erased(db: Database) -> None:
    customer = full_customer(db)
    with db.write("customer.delete", name=NAME) as session:
        delete_customer(session, customer)
    assert remains(db)
    erase_and_look(db, customer)
    with pytest.raises(CrmError, match=r"undo\.nothing"):
        undo(db)


def test_that_nothing_is_left_of_who_was_deleted_as_a_selection_of_one(db: Database) -> None:
    """Then the packed rows hold nobody else."""
    customer = full_customer(db)
    with db.write("customers.delete", bulk=True, count=1) as session:
        delete_customers(session, [customer])
    erase_and_look(db, customer)
    with db.read() as session:
        assert session.scalars(select(Change.kind).where(Change.kind == "D")).all() == []


def test_that_orders_within_the_years_to_keep_stay_without_a_name(db: Database) -> None:
    customer = full_customer(db)
    kept = add_order(db, customer, day=date(2026, 5, 1), note=f"给{NAME}")
    add_order(db, customer, day=date(2010, 5, 1))
    with db.read() as session:
        number = session.get_one(Customer, customer).number
        outlook = foresee_erasure(session, customer, today=TODAY)
    assert (outlook.orders_kept, outlook.gone["order"]) == (1, 1)
    erase_and_look(db, customer)
    with db.read() as session:
        row = session.get_one(Customer, customer)
        assert row.name == f"Deleted customer {number}"
        orders = session.scalars(select(Order)).all()
        assert [(order.id, order.amount, order.note) for order in orders] == [(kept, 2000, "")]


def test_that_no_order_is_kept_where_the_office_keeps_none(db: Database) -> None:
    customer = full_customer(db)
    add_order(db, customer, day=date(2026, 5, 1))
    with db.write("privacy.settings") as session:
        save_law(session, LawSettings(keep_years=0))
    erase_and_look(db, customer)
    with db.read() as session:
        assert session.scalars(select(Order.id)).all() == []


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / f"客户{NAME}.csv"
    rows = [f"普通人{n},1380000{n:04}," for n in range(30)]
    rows.insert(7, f"{NAME},{PHONE},{WORD}")
    path.write_text("姓名,手机,备注\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def id_of(db: Database, name: str) -> int | None:
    with db.read() as session:
        return session.scalar(select(Customer.id).where(Customer.name == name))


def test_that_undoing_and_redoing_an_import_does_not_bring_her_back(
    db: Database, book: Path
) -> None:
    import_file(db, book)
    customer = id_of(db, NAME)
    assert customer is not None
    erase_and_look(db, customer)
    done = undo_import(db)
    assert id_of(db, "普通人3") is None
    assert remains(db) == []
    undo(db, done)
    assert id_of(db, "普通人3") is not None
    assert id_of(db, NAME) is None
    assert remains(db) == []


def test_that_she_is_erased_out_of_an_import_that_was_undone(db: Database, book: Path) -> None:
    import_file(db, book)
    customer = id_of(db, NAME)
    assert customer is not None
    done = undo_import(db)
    erase_and_look(db, customer)
    undo(db, done)
    assert id_of(db, "普通人3") is not None
    assert id_of(db, NAME) is None


def undo_import(db: Database) -> int:
    with db.read() as session:
        sets = select(ChangeSet.id).where(ChangeSet.action == "import")
        target = session.scalars(sets.order_by(ChangeSet.id.desc())).first()
    return undo(db, target)


def test_that_an_undone_import_leaves_the_nameless_customer_with_her_orders(
    db: Database, book: Path
) -> None:
    import_file(db, book)
    customer = id_of(db, NAME)
    assert customer is not None
    add_order(db, customer, day=date(2026, 5, 1))
    erase_and_look(db, customer)
    with pytest.raises(Conflicts):
        undo_import(db)
    with db.read() as session:
        target = session.scalar(select(ChangeSet.id).where(ChangeSet.action == "import"))
    undo(db, target, skip_conflicts=True)
    with db.read() as session:
        assert session.scalars(select(Customer.id)).all() == [customer]


def test_that_an_erasure_cannot_be_undone_nor_what_was_undone_before_redone(db: Database) -> None:
    customer = full_customer(db)
    undo(db)  # the file
    erase_and_look(db, customer)
    with db.read() as session:
        erased = session.scalar(select(ChangeSet.id).where(ChangeSet.action == "customer.erase"))
    with pytest.raises(CrmError, match=r"undo\.gone"):
        undo(db, erased)
    with pytest.raises(CrmError, match=r"redo\.nothing"):
        redo(db)
    assert remains(db) == []


def test_that_another_of_the_same_name_keeps_hers(db: Database) -> None:
    twin = add_customer(db, name=NAME, phones=("13700000007",))
    customer = add_customer(db, name=NAME, phones=(PHONE,))
    erase(db, customer, today=TODAY)
    with db.read() as session:
        assert session.get_one(Customer, twin).name == NAME
        labels = [describe(row.action, row.params) for row in session.scalars(select(ChangeSet))]
    assert f"New customer {NAME}" in labels


def test_that_a_short_name_is_not_cut_out_of_other_words(db: Database) -> None:
    """A list that is kept would not be found by its own fields any more."""
    customer = add_customer(db, name="co")
    kept = {"columns": ["company", "consent"], "text": "co,李co"}
    with db.write("view") as session:
        session.add(SavedView(screen="customers", name="老客户", definition=kept, position=0))
    erase(db, customer, today=TODAY)
    with db.read() as session:
        found = session.scalars(select(SavedView.definition)).one()
    assert found["columns"] == ["company", "consent"]
    assert "co" not in found["text"].replace("customer", "")


def test_that_drafts_with_ordinary_words_of_hers_stay(db: Database) -> None:
    """ "没有" where her number should stand, a town for an address: others write that too."""
    customer = add_customer(db, name=NAME, phone="没有", address="上海", wechat="无")
    with db.write("draft") as session:
        save_draft(session, "log", {"text": "上海那位没有回电话，无人接"})
    erase(db, customer, today=TODAY)
    with db.read() as session:
        assert session.scalars(select(Draft.data)).one() == {"text": "上海那位没有回电话，无人接"}


def test_that_who_had_her_as_referrer_has_none(db: Database) -> None:
    customer = full_customer(db)
    friend = add_customer(db, name="朋友", referrer_id=customer)
    erase_and_look(db, customer)
    with db.read() as session:
        assert session.get_one(Customer, friend).referrer_id is None


def test_that_erasing_nobody_is_refused(db: Database) -> None:
    with pytest.raises(CrmError, match=r"customer\.gone"):
        erase(db, 4711, today=TODAY)


def test_that_those_deleted_before_are_listed_until_they_are_erased(
    db: Database, book: Path
) -> None:
    customer = full_customer(db)
    there = add_customer(db, name="还在的人", phones=("13700000009",))
    with db.write("customer.delete", name=NAME) as session:
        delete_customer(session, customer)
    import_file(db, book)
    undo_import(db)
    with db.read() as session:
        gone = load_gone(session)
    assert [one.name for one in gone].count(NAME) == 2
    assert there not in [one.id for one in gone]
    for one in gone:
        if one.name == NAME:
            erase(db, one.id, today=TODAY)
    with db.read() as session:
        assert NAME not in [one.name for one in load_gone(session)]
    assert remains(db) == []
