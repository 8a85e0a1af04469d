"""An edited export comes back: only what was changed in it counts, and nothing newer is lost."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import LANGUAGES, use_language
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.bulk import tag_customers, untag_customers
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.customers.named import tag_ids
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.merge import merge_customers
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.importing import ReadChoices, make_plan
from crmdesk.models.exchange.planning.picks import Picks, RowPick
from crmdesk.models.exchange.planning.plan import ImportChoices
from crmdesk.models.exchange.report import report_lines
from crmdesk.models.journal.actions import undo
from crmdesk.models.logbook.prune import prune
from crmdesk.models.schema import Address, ChangeSet, Customer, Phone
from tests.models.exchange.test_round_trip import _customer as some_customer
from tests.models.exchange.test_round_trip import fill, names, plain
from tests.support.builders import add_contact, add_customer, add_order
from tests.support.comeback import (
    Edited,
    exported,
    look,
    read_back,
    row_named,
    said,
    take_over,
)
from tests.support.databases import NOW, FakeClock, open_copy
from tests.support.exchange import bring_in, customers
from tests.support.snapshots import journaled_rows

PHONE = "13800138000"


@pytest.fixture
def office(db: Database) -> dict[str, int]:
    """Three customers; the first has something in many columns."""
    one = add_customer(
        db, "张伟", phone=f"{PHONE} / 0571-88888888", title="经理", tags=("VIP",), note="爱喝茶",
        company="宏达建材", email="z@b.cn", address="浙江省杭州市西湖区文三路1号",
    )  # fmt: skip
    two = add_customer(db, "李娜", phone="13900139000")
    firm = add_customer(db, "云帆公司", kind="company")
    add_contact(db, firm, "王芳", title="采购")
    return {"张伟": one, "李娜": two, "云帆公司": firm}


@pytest.fixture
def book(db: Database, office: dict[str, int], tmp_path: Path) -> Edited:
    return exported(db, tmp_path / "ours.xlsx")


def test_that_an_export_nobody_touched_has_nothing_to_say(db: Database, book: Edited) -> None:
    plan = look(db, book.save())
    assert [(row.action, row.reason) for row in plan.rows] == [("skip", "identical")] * 3
    assert plan.exported_at == db.now()
    assert plan.missing == []
    assert not plan.changes_anything()


def test_that_only_what_was_changed_in_the_file_is_shown(db: Database, book: Edited) -> None:
    book.put("张伟", Job_title="总经理", Note="爱喝茶，不吃辣")
    plan = look(db, book.save())
    assert said(plan, "张伟") == [
        ("changed", "title", "经理", "总经理"),
        ("changed", "note", "爱喝茶", "爱喝茶，不吃辣"),
    ]
    assert plan.counts()["updated"] == 1
    take_over(db, book.path)
    found = customers(db)[0]
    assert found["note"] == "爱喝茶，不吃辣"


def test_that_a_number_corrected_in_its_cell_takes_the_place_of_the_old_one(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    book.put("张伟", Phone="13800138001")
    take_over(db, book.save())
    with db.read() as session:
        raws = session.scalars(
            select(Phone.raw).where(Phone.customer_id == office["张伟"]).order_by(Phone.position)
        ).all()
    assert raws == ["13800138001", "0571-88888888"]


def test_that_what_is_newer_here_is_not_brought_back(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    with db.write("customer.edit", name="") as session:
        set_fact(session, office["张伟"], "title", "董事长", expected="经理", today=NOW.date())
    book.put("李娜", Job_title="老师")
    plan = look(db, book.save())
    assert row_named(plan, "张伟").reason == "identical"
    assert said(plan, "李娜") == [("added", "title", None, "老师")]


def test_that_a_value_changed_on_both_sides_is_a_conflict_and_ours_stays(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    with db.write("customer.edit", name="") as session:
        set_fact(session, office["张伟"], "title", "董事长", expected="经理", today=NOW.date())
    book.put("张伟", Job_title="总经理")
    plan = look(db, book.save())
    row = row_named(plan, "张伟")
    (edit,) = row.all_edits()
    assert (edit.kind, edit.old, edit.new, edit.was) == ("conflict", "董事长", "总经理", "经理")
    assert (row.action, row.reason) == ("skip", "kept")
    picks = Picks().with_fields([(row.key, edit.key)], taken=True)
    take_over(db, book.path, picks)
    with db.read() as session:
        assert session.get_one(Customer, office["张伟"]).title == "总经理"


def test_that_a_blanked_cell_takes_away_only_when_told_to(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    book.put("张伟", Job_title="", Phone_2="", Tags="", Note="", **{"E-mail": ""})
    plan = look(db, book.save())
    row = row_named(plan, "张伟")
    assert {kind for kind, *_ in said(plan, "张伟")} == {"emptied"}
    assert (row.action, row.reason) == ("skip", "kept")
    before = journaled_rows(db)
    result = take_over(
        db, book.path, Picks().with_fields([(row.key, e.key) for e in row.all_edits()], taken=True)
    )
    assert result.plan.counts()["updated"] == 1
    found = customers(db)[0]
    assert (found["tags"], found["emails"], found["note"]) == ([], [], None)
    assert [phone["raw"] for phone in found["phones"]] == [PHONE]
    undo(db)
    assert journaled_rows(db) == before


def test_that_a_contact_can_be_renamed_and_taken_away(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    header = [cell.value for cell in book.sheet[1]]
    name = next(str(title) for title in header if "ontact" in str(title))
    book.put("云帆公司", **{name: "王小芳"})
    plan = look(db, book.save())
    ((kind, _key, old, new),) = said(plan, "云帆公司")
    assert (kind, old, new) == ("changed", "王芳", "王小芳")
    take_over(db, book.path)
    assert customers(db)[2]["contacts"][0]["name"] == "王小芳"
    assert customers(db)[2]["contacts"][0]["title"] == "采购"


def test_that_a_contact_blanked_goes_when_told_to(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    cells = {
        str(cell.value): "" for cell in book.sheet[1] if str(cell.value).startswith("Contact 1")
    }
    book.put("云帆公司", **cells)
    plan = look(db, book.save())
    row = row_named(plan, "云帆公司")
    (edit,) = row.all_edits()
    assert (edit.kind, edit.name) == ("emptied", "contacts")
    before = journaled_rows(db)
    take_over(db, book.path, Picks().with_fields([(row.key, edit.key)], taken=True))
    assert customers(db)[2]["contacts"] == []
    undo(db)
    assert journaled_rows(db) == before


def test_that_rows_missing_from_the_file_are_listed_and_deleted_only_when_told_to(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    book.drop("李娜")
    added = add_customer(db, "后来的人")
    plan = look(db, book.save())
    (missing,) = plan.missing
    assert (missing.customer, missing.name, missing.changed) == (office["李娜"], "李娜", False)
    assert not plan.changes_anything()
    before = journaled_rows(db)
    result = take_over(db, book.path, Picks(missing=frozenset([missing.customer, added])))
    assert result.plan.deleted == (office["李娜"],)
    assert [found["name"] for found in customers(db)] == ["张伟", "云帆公司", "后来的人"]
    undo(db)
    assert journaled_rows(db) == before


def test_that_an_export_of_some_misses_nobody_else(
    db: Database, office: dict[str, int], tmp_path: Path
) -> None:
    book = exported(db, tmp_path / "some.xlsx", [office["李娜"], office["云帆公司"]])
    book.drop("李娜")
    plan = look(db, book.save())
    assert [one.name for one in plan.missing] == ["李娜"]


def test_that_who_was_deleted_here_does_not_come_back_by_itself(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    with db.write("customer.delete", name="") as session:
        delete_customer(session, office["李娜"])
    book.put("李娜", Job_title="老师")
    plan = look(db, book.save())
    row = row_named(plan, "李娜")
    assert (row.action, row.reason) == ("skip", "deleted")
    take_over(db, book.path, Picks().with_rows([row.key], RowPick("create")))
    assert [found["name"] for found in customers(db)] == ["张伟", "云帆公司", "李娜"]


def test_that_in_our_own_workbook_the_number_alone_says_who_it_is(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    book.put("李娜", Phone="13700137000")
    book.put("李娜", Name="李小娜")
    plan = look(db, book.save())
    row = row_named(plan, "李小娜")
    assert (row.action, row.ref) == ("update", office["李娜"])
    assert plan.problems == []


def test_that_a_row_typed_below_is_a_new_customer(db: Database, book: Edited) -> None:
    book.add(Name="陈静", Phone="13600136000")
    take_over(db, book.save())
    assert [found["name"] for found in customers(db)][-1] == "陈静"


def test_that_a_file_of_another_office_is_no_comeback(
    db: Database, book: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "crmdesk.models.exchange.planning.origin.database_id", lambda _session: "other"
    )
    book.drop("李娜")
    book.put("张伟", Job_title="总")
    plan = look(db, book.save())
    assert plan.exported_at is None
    assert plan.missing == []
    assert said(plan, "张伟") == [("changed", "title", "经理", "总")]


def test_that_the_same_file_edited_further_shows_only_what_is_new(
    db: Database, book: Edited
) -> None:
    book.put("张伟", Job_title="总经理")
    take_over(db, book.save())
    book.put("张伟", Company="宏达集团")
    plan = look(db, book.save())
    assert said(plan, "张伟") == [("changed", "company", "宏达建材", "宏达集团")]


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_that_an_office_with_everything_in_it_comes_back_as_it_was(
    db: Database, tmp_path: Path, spoken: str
) -> None:
    fill(db)
    use_language(spoken)
    try:
        export(db, tmp_path / "all.xlsx", ExportRequest(logs=True))
        plan = look(db, tmp_path / "all.xlsx")
        found = {row.name: [edit[:4] for edit in row.all_edits()] for row in plan.rows}
        assert {name: edits for name, edits in found.items() if edits} == {}
        assert {row.reason for row in plan.rows} == {"identical"}
        assert not plan.changes_anything()
    finally:
        use_language("en")


def test_that_every_value_of_a_file_nobody_dated_is_shown_but_blanks_alone_are_not(
    db: Database, office: dict[str, int], tmp_path: Path
) -> None:
    export(db, tmp_path / "ours.csv", ExportRequest())
    text = (tmp_path / "ours.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "ours.csv").write_text(text.replace("VIP", ""), encoding="utf-8-sig")
    plan = look(db, tmp_path / "ours.csv")
    assert {row.reason for row in plan.rows} == {"identical"}
    (tmp_path / "ours.csv").write_text(
        text.replace("VIP", "").replace("经理", "总经理"), encoding="utf-8-sig"
    )
    plan = look(db, tmp_path / "ours.csv")
    assert said(plan, "张伟") == [
        ("changed", "title", "经理", "总经理"),
        ("emptied", "tags|VIP", "VIP", None),
    ]


def test_that_what_changed_here_and_back_again_is_no_conflict(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    for before, after in (("经理", "董事长"), ("董事长", "经理")):
        with db.write("customer.edit", name="") as session:
            set_fact(session, office["张伟"], "title", after, expected=before, today=NOW.date())
    book.put("张伟", Job_title="总经理")
    assert said(look(db, book.save()), "张伟") == [("changed", "title", "经理", "总经理")]


def test_that_rows_sorted_anew_and_columns_left_out_change_nothing(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    sheet = book.sheet
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    order = [0, 3, 1, 2]
    for at, place in enumerate(order, start=1):
        for column, value in enumerate(rows[place], start=1):
            sheet.cell(at, column).value = value
    header = [cell.value for cell in sheet[1]]
    sheet.delete_cols(header.index("Tags") + 1)
    plan = look(db, book.save())
    assert {row.reason for row in plan.rows} == {"identical"}


def test_that_customers_merged_since_are_told(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    with db.write("customers.merge", name="", count=2) as session:
        merge_customers(session, MergeDraft((office["张伟"], office["李娜"])), now=NOW)
    book.put("李娜", Job_title="老师")
    plan = look(db, book.save())
    row = row_named(plan, "李娜")
    assert (row.reason, row.like) == ("merged", (office["张伟"],))
    assert plan.missing == []


def test_that_tags_and_fields_of_ones_own_are_compared_with_what_they_were(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    with db.write("customers.tag", tag="新标签", count=1) as session:
        tag_customers(session, [office["张伟"]], "新标签")
        untag_customers(session, [office["张伟"]], tag_ids(session, ["VIP"])[0])
    plan = look(db, book.save())
    assert row_named(plan, "张伟").reason == "identical"
    book.put("张伟", Tags="VIP、老客户")
    assert said(look(db, book.save()), "张伟") == [("added", "tags|老客户", None, "老客户")]


def test_that_a_console_says_what_nobody_decided_about(
    db: Database, book: Edited, office: dict[str, int]
) -> None:
    book.put("张伟", Job_title="")
    book.drop("李娜")
    lines = list(report_lines(look(db, book.save()), applied=True))
    assert lines[1:] == [
        "1 row differs only where both sides changed or the file was emptied; ours stays.",
        "1 customer is not in the file any more; nobody was deleted.",
    ]


def test_that_nobody_is_missing_where_only_other_sheets_are_looked_at(
    db: Database, office: dict[str, int], tmp_path: Path
) -> None:
    add_order(db, office["张伟"], number="S1")
    export(db, tmp_path / "all.xlsx", ExportRequest(logs=True))
    for read in (ReadChoices(kind="orders"), ReadChoices(columns={"Customers": {0: ""}})):
        plan = make_plan(db, read_back(db, tmp_path / "all.xlsx", read), ImportChoices())
        assert (plan.missing, plan.exported_at) == ([], None)


def test_that_a_database_that_went_another_way_knows_no_export(
    db: Database, clock: FakeClock, book: Edited, office: dict[str, int]
) -> None:
    path = book.save()
    with db.write("import") as session:
        session.execute(update(ChangeSet).values(at=NOW + timedelta(hours=1)))
    assert look(db, path).exported_at is None


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(names, plain), min_size=1, max_size=12))
def test_that_whatever_customers_hold_differs_in_nothing_from_its_export(
    template: Path, tmp_path: Path, told: list[tuple[str, dict[str, Any]]]
) -> None:
    (tmp_path / "one.db").unlink(missing_ok=True)
    db = open_copy(template, tmp_path / "one.db", FakeClock())
    try:
        bring_in(db, *(some_customer(name, at, dict(more)) for at, (name, more) in enumerate(told)))
        export(db, tmp_path / "all.xlsx", ExportRequest())
        plan = look(db, tmp_path / "all.xlsx")
        assert [edit[:4] for row in plan.rows for edit in row.all_edits()] == []
        assert plan.missing == []
    finally:
        db.close()


def test_that_an_address_changed_as_a_whole_is_split_anew(db: Database, book: Edited) -> None:
    book.put("张伟", Address="浙江省宁波市鄞州区首南街道99号")
    take_over(db, book.save())
    with db.read() as session:
        (found,) = session.scalars(select(Address))
    assert (found.raw, found.region, found.city, found.street) == (
        "浙江省宁波市鄞州区首南街道99号", "浙江省", "宁波市", "鄞州区首南街道99号",
    )  # fmt: skip


def test_that_parts_changed_beside_the_whole_stand_as_typed(db: Database, book: Edited) -> None:
    book.put("张伟", Address="浙江省宁波市鄞州区首南街道99号", Street="首南街道99号")
    take_over(db, book.save())
    with db.read() as session:
        (found,) = session.scalars(select(Address))
    assert (found.city, found.street) == ("杭州市", "首南街道99号")


def test_that_a_workbook_older_than_the_journal_is_told_of(
    db: Database, tmp_path: Path, clock: FakeClock
) -> None:
    now, clock.now = clock.now, clock.now - timedelta(days=300)
    add_customer(db, "王芳")
    book = exported(db, tmp_path / "old.xlsx")
    add_customer(db, "李娜")
    clock.now = now
    prune(db, now.date(), ZoneInfo("Asia/Shanghai"), lambda: None)
    plan = look(db, book.save())
    assert plan.forgotten
    assert plan.exported_at is None
    assert not look(db, exported(db, tmp_path / "new.xlsx").save()).forgotten
