"""What is shown before a merge is what the merge does."""

from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.facts import fact_of
from crmdesk.models.duplicates.choices import JOIN, MergeDraft
from crmdesk.models.duplicates.merge import merge_customers
from crmdesk.models.duplicates.preview import MergePreview, load_preview
from crmdesk.models.schema import Customer, Phone
from tests.support.builders import add_customer, add_interaction, add_staff
from tests.support.snapshots import journaled_rows


def preview(db: Database, *ids: int, viewer: int | None = None) -> MergePreview:
    with db.read() as session:
        return load_preview(session, ids, viewer=viewer)


def two(db: Database) -> tuple[int, int]:
    one = add_customer(db, "王总", phone="13800138000", note="爱喝茶", company="云帆")
    other = add_customer(
        db, "王伟", phone="138-0013-8000", note="要发票", company="杭州云帆科技有限公司",
        email="wei@example.com", tags=("VIP",), region="杭州",
    )  # fmt: skip
    add_interaction(db, other)
    return one, other


def test_that_the_proposal_is_the_whole_name_the_longer_text_and_the_older_number(
    db: Database,
) -> None:
    one, other = two(db)
    shown = preview(db, other, one)
    assert (shown.keeper, [side.id for side in shown.sides]) == (one, [one, other])
    picks = {choice.key: choice.proposed for choice in shown.choices}
    assert picks["number"] == one
    assert picks["name"] == picks["company"] == picks["region"] == other
    assert picks["note"] == JOIN
    both = next(choice for choice in shown.choices if choice.key == "note")
    assert (both.both, both.differs, both.values) == ("爱喝茶\n要发票", True, ("爱喝茶", "要发票"))
    along = {made.label: made.items for made in shown.along}
    assert along["Phones"] == ("138 0013 8000",)
    assert (along["Tags"], along["Log entries"]) == (("VIP",), ("1",))
    assert dict(shown.sides[1].counts) == {"Log entries": 1}


def test_that_the_merge_does_what_was_shown_and_looking_changed_nothing(db: Database) -> None:
    one, other = two(db)
    before = journaled_rows(db)
    shown = preview(db, one, other)
    assert journaled_rows(db) == before
    with db.write("customers.merge", name="", count=2) as session:
        merge_customers(session, MergeDraft((one, other), keep_rest=False), now=db.now())
    with db.read() as session:
        customer = session.get_one(Customer, one)
        for choice in shown.choices:
            if not isinstance(choice.key, str) or choice.key == "stage":
                continue
            places = [side.id for side in shown.sides]
            told = choice.both
            if choice.proposed != JOIN:
                told = choice.values[places.index(choice.proposed)] or ""
            if isinstance(value := fact_of(customer, choice.key), str) and choice.key != "gender":
                assert value == told, choice.key
        assert len(session.scalars(select(Phone.id)).all()) == 1


def test_that_what_is_private_is_not_shown_to_others_and_not_lost(db: Database) -> None:
    one, other = two(db)
    owner = add_staff(db, "陈静")
    with db.write("customer.edit", name="") as session:
        for key, text in ((one, "小气"), (other, "爱面子")):
            customer = session.get_one(Customer, key)
            customer.private_note, customer.owner_id = text, owner
    assert "private_note" not in {c.key for c in preview(db, one, other, viewer=1).choices}
    assert "private_note" in {c.key for c in preview(db, one, other, viewer=owner).choices}
    with db.write("customers.merge", name="", count=2) as session:
        merge_customers(session, MergeDraft((one, other)), now=db.now())
    with db.read() as session:
        assert session.get_one(Customer, one).private_note == "小气\n爱面子"


def test_that_a_person_beside_a_company_is_shown_as_its_contact(db: Database) -> None:
    person = add_customer(db, "王芳", phone="13900001111", region="杭州")
    company = add_customer(db, "云帆科技", kind="company")
    shown = preview(db, person, company)
    assert shown.keeper == company
    assert [side.contact for side in shown.sides] == [False, True]
    name = next(choice for choice in shown.choices if choice.key == "name")
    assert name.values == ("云帆科技", None)
    assert {made.label: made.items for made in shown.along}["Contacts"] == ("王芳",)
