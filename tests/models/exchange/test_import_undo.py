"""One undo takes an import back, overwritten values included; redo brings it again."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event, select

from crmdesk.models.core.db import Database
from crmdesk.models.core.jobs import silent
from crmdesk.models.derived.index import index_pending
from crmdesk.models.derived.refresh import rebuild
from crmdesk.models.exchange.applying import apply
from crmdesk.models.exchange.records.customers import (
    Address,
    Channel,
    Consent,
    CustomerRecord,
    Invoice,
)
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.journal.conflicts import Conflicts
from crmdesk.models.schema import (
    Attachment,
    Blob,
    Customer,
    CustomerTag,
    Interaction,
    Phone,
    Tag,
)
from tests.support.builders import add_customer, add_interaction
from tests.support.exchange import bring_in, contact, counts, customers, record
from tests.support.snapshots import derived_rows, journaled_rows

PHONE = "13800138000"


@pytest.fixture(params=[False, True], ids=["indexed", "index_later"])
def _indexing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small imports index at once, large ones after the commit: both must come back."""
    if request.param:
        monkeypatch.setattr(apply, "INDEX_LATER", 1)


def book() -> Iterator[CustomerRecord]:
    """New customers of every kind, and changes of the two that are there."""
    yield record(
        "宏达建材",
        kind="company",
        parent="华东集团",
        tags=("VIP", "新"),
        source="展会",
        owner="老王",
        contacts=(contact("李娜", "13900139000", title="采购"), contact("王芳")),
        invoices=(Invoice("宏达建材", "91330100MA27XXXX1X"),),
        custom=(("爱车", "宝马"),),
    )
    yield record("华东集团", kind="company", referrer="赵六")
    yield record("赵六", "13700137000", consents=(Consent("sms", True),), tags=("新",))
    yield record("赵六", "13700137000", email="z@b.cn")
    yield record(
        "张伟",
        "13800138000",
        title="总经理",
        parent="宏达建材",
        tags=("VIP",),
        owner="老王",
        stage="customer",
        channels=(Channel("wechat", "zw"),),
        addresses=(Address("", "杭州市文三路1号"),),
        custom=(("爱车", "奥迪"),),
    )
    yield record("宏达物流", kind="company", contacts=(contact("陈静", "13600136000"),), number="9")


@pytest.fixture
def office(db: Database) -> Database:
    """Two customers who are in the book as well."""
    add_customer(db, "张伟", phone="13800138000", title="经理", tags=("老客户",), company="某公司")
    add_customer(db, "宏达物流", kind="company", number="9")
    return db


@pytest.mark.usefixtures("_indexing")
def test_that_undo_gives_every_row_back_and_redo_brings_every_row_again(office: Database) -> None:
    before = journaled_rows(office)
    assert counts(bring_in(office, *book())) == (3, 2, 1, 0)
    index_pending(office, silent)
    after, derived = journaled_rows(office), derived_rows(office)
    undo(office)
    assert journaled_rows(office) == before
    redo(office)
    index_pending(office, silent)
    assert journaled_rows(office) == after
    assert derived_rows(office) == derived
    undo(office)
    assert journaled_rows(office) == before


@pytest.mark.usefixtures("_indexing")
def test_that_derived_rows_are_what_a_rebuild_makes(office: Database) -> None:
    bring_in(office, *book())
    index_pending(office, silent)
    derived = derived_rows(office)
    rebuild(office, silent)
    assert derived_rows(office) == derived


def test_that_the_same_file_comes_again_after_its_undo(office: Database) -> None:
    rows = list(book())
    bring_in(office, *rows)
    undo(office)
    assert counts(bring_in(office, *rows)) == (3, 2, 1, 0)


def test_that_a_value_changed_since_is_named_and_kept(office: Database) -> None:
    bring_in(office, *book())
    with office.write("customer.edit", name="张伟") as session:
        session.scalars(select(Customer).where(Customer.name == "张伟")).one().title = "董事长"
    with pytest.raises(Conflicts) as refused:
        undo(office, _import_of(office))
    assert {conflict.customer for conflict in refused.value.conflicts} >= {"张伟"}
    undo(office, _import_of(office), skip_conflicts=True)
    found = {customer["name"]: customer for customer in customers(office)}
    assert set(found) >= {"张伟", "宏达物流"}
    with office.read() as session:
        zhang = session.scalars(select(Customer).where(Customer.name == "张伟")).one()
        assert zhang.title == "董事长"


def test_that_a_new_customer_used_since_stays_whole_with_what_it_names(office: Database) -> None:
    bring_in(office, *book())
    with office.read() as session:
        company = session.scalars(select(Customer.id).where(Customer.name == "宏达建材")).one()
    add_interaction(office, company)
    with pytest.raises(Conflicts) as refused:
        undo(office, _import_of(office))
    assert "宏达建材" in {conflict.customer for conflict in refused.value.conflicts}
    undo(office, _import_of(office), skip_conflicts=True)
    with office.read() as session:
        assert session.scalars(select(Interaction.customer_id)).all() == [company]
        kept = session.get_one(Customer, company)
        assert session.get_one(Customer, kept.parent_id).name == "华东集团"
        tags = select(Tag.name).join(CustomerTag).where(CustomerTag.customer_id == company)
        assert set(session.scalars(tags)) == {"VIP", "新"}
        phones = select(Phone.e164).where(Phone.customer_id == company)
        assert session.scalars(phones).all() == ["+8613900139000"]


def test_that_a_customer_somebody_named_as_parent_since_stays(office: Database) -> None:
    bring_in(office, *book())
    with office.write("customer.edit", name="宏达物流") as session:
        rows = {row.name: row for row in session.scalars(select(Customer))}
        rows["宏达物流"].parent_id = rows["华东集团"].id
    undo(office, _import_of(office), skip_conflicts=True)
    with office.read() as session:
        names = set(session.scalars(select(Customer.name)))
    assert "华东集团" in names
    assert "宏达建材" not in names


def test_that_a_tag_of_the_import_used_elsewhere_since_stays(office: Database) -> None:
    bring_in(office, *book())
    add_customer(office, "孙七", tags=("新",))
    undo(office, _import_of(office), skip_conflicts=True)
    found = {customer["name"]: customer["tags"] for customer in customers(office)}
    assert found == {"张伟": ["老客户"], "宏达物流": [], "孙七": ["新"]}


def test_that_an_import_can_be_taken_back_after_other_actions(office: Database) -> None:
    bring_in(office, *book())
    imported = _import_of(office)
    other = add_customer(office, "孙七")
    undo(office, imported)
    names = [customer["name"] for customer in customers(office)]
    assert names == ["张伟", "宏达物流", "孙七"]
    with office.read() as session:
        assert session.get(Customer, other) is not None


def _import_of(db: Database) -> int:
    from crmdesk.models.schema import ChangeSet

    with db.read() as session:
        query = select(ChangeSet.id).where(ChangeSet.action == "import")
        return session.scalars(query.order_by(ChangeSet.id.desc())).first() or 0


def test_that_a_photo_comes_with_its_card_and_goes_with_it(db: Database) -> None:
    before = journaled_rows(db)
    picture = b"\xff\xd8 a picture"
    bring_in(db, record("张伟", photo=picture), record("李娜", photo=picture), record("王芳"))
    with db.read() as session:
        kept = session.execute(select(Attachment.name, Attachment.kind, Blob.data).join(Blob)).all()
    assert kept == [("photo.jpg", "photo", picture)] * 2
    undo(db)
    assert journaled_rows(db) == before
    redo(db)
    assert len(journaled_rows(db)["attachment"]) == 2


def test_that_undoing_many_overwritten_customers_asks_no_more_than_undoing_few(
    db: Database,
) -> None:
    def asked(*names: str) -> int:
        bring_in(db, *(record(name, PHONE, title="经理", tags=("A",)) for name in names))
        bring_in(db, *(record(name, PHONE, title="总监", tags=("B",)) for name in names))
        statements: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            statements.append(statement)

        event.listen(db.storage.engine, "before_cursor_execute", note)
        undo(db)
        event.remove(db.storage.engine, "before_cursor_execute", note)
        assert all(customer["tags"] == ["A"] for customer in customers(db))
        return len(statements)

    few = asked("张伟", "李娜")
    assert asked(*(f"客户{number}" for number in range(100))) == few
