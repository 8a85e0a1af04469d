"""Large imports: one transaction, searchable at once, cancelled without a trace."""

from itertools import repeat
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crmdesk.models.core.db import Database, storage_of
from crmdesk.models.core.errors import Cancelled, CrmError
from crmdesk.models.core.jobs import silent
from crmdesk.models.derived.index import index_pending
from crmdesk.models.derived.refresh import rebuild
from crmdesk.models.derived.search import find
from crmdesk.models.exchange.applying import apply, create
from crmdesk.models.exchange.applying.apply import plan_and_apply
from crmdesk.models.exchange.importing import ReadChoices, import_file
from crmdesk.models.exchange.planning import planner
from crmdesk.models.exchange.planning.plan import ImportChoices
from crmdesk.models.exchange.stored.rows import TEXTS
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.schema import Customer, CustomerSummary, ImportBatch, SearchPending
from tests.support.builders import add_customer
from tests.support.databases import NOW
from tests.support.exchange import (
    bring_in,
    contact,
    counts,
    customers,
    only,
    record,
    row_counts,
    understood,
    write_csv,
)
from tests.support.snapshots import derived_rows, journaled_rows

MANY = 2500


def many(db: Database) -> range:
    result = bring_in(db, *(record(f"客户{n}", f"138{n:08}", tags=("批量",)) for n in range(MANY)))
    return result.customers


def test_that_many_customers_are_found_before_they_are_indexed_and_after(db: Database) -> None:
    ids = many(db)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(SearchPending)) == MANY
        assert ids[1234] in find(session, "客户1234").ids
    assert index_pending(db, silent) == MANY
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(SearchPending)) == 0
        assert ids[1234] in find(session, "客户1234").ids
        summary = session.scalars(select(CustomerSummary).order_by(CustomerSummary.customer_id))
        assert [row.phone for row in summary][:2] == ["+8613800000000", "+8613800000001"]


def test_that_cancelling_leaves_nothing_behind(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apply, "STEP", 100)
    before = row_counts(db)
    calls = 0

    def stop(done: int, total: int) -> None:
        nonlocal calls
        calls += 1
        if calls > 3:
            raise Cancelled

    rows = [record(f"客户{n}") for n in range(1000)]
    with pytest.raises(Cancelled):
        bring_in(db, *rows, progress=stop)
    assert row_counts(db) == before
    assert counts(bring_in(db, *rows)) == (1000, 0, 0, 0)


def test_that_a_row_the_database_refuses_stops_the_whole(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails on the writing thread must not look like success."""
    monkeypatch.setattr(create, "free_numbers", lambda _session, _taken: repeat("1"))
    with pytest.raises(Exception, match=r"(?i)unique"):
        bring_in(db, record("张伟"), record("李娜"))
    assert customers(db) == []


def test_that_the_batch_keeps_what_was_imported(db: Database) -> None:
    bring_in(db, record("张伟"), record("张伟"))
    with db.read() as session:
        batch = session.scalars(select(ImportBatch)).one()
    assert (batch.file, batch.counts["created"], batch.counts["merged"]) == ("book.xlsx", 1, 1)


def test_that_a_file_is_imported_from_its_bytes_to_its_rows(db: Database, tmp_path: Path) -> None:
    file = write_csv(
        tmp_path / "客户.csv",
        "姓名,手机,标签,爱好一",
        "张伟,13800138000,VIP、老客户,足球",
        "李娜,1.38E+10,,",
        ",,,",
        "张伟,13800138000,,",
    )
    result = import_file(db, file)
    assert counts(result) == (2, 0, 1, 0)
    (problem,) = result.plan.problems
    assert (problem.row, problem.column, problem.code) == (3, "B", "cell.phone.lost")
    first, second = customers(db)
    assert first["tags"] == ["VIP", "老客户"]
    assert "1.38E+10" in second["note"]


def test_that_numbers_go_on_behind_those_an_import_gave_and_those_it_brought(
    db: Database, tmp_path: Path
) -> None:
    lines = ("编号,姓名,手机", ",张伟,13800138000", ",李娜,13900139000", "C-5,王芳,13700137000")
    import_file(db, write_csv(tmp_path / "甲.csv", *lines))
    import_file(db, write_csv(tmp_path / "乙.csv", "编号,姓名", "K000007,陈晨", "B-1,林静"))
    added = add_customer(db, "周婷")
    with db.read() as session:
        numbers = dict(session.execute(select(Customer.name, Customer.number)).all())
    assert (numbers["张伟"], numbers["李娜"], numbers["王芳"]) == ("K000001", "K000002", "C-5")
    assert numbers["周婷"] == "K000008", added


def test_that_a_number_an_import_gave_is_not_given_again_when_it_was_undone(
    db: Database, tmp_path: Path
) -> None:
    import_file(db, write_csv(tmp_path / "甲.csv", "姓名", "张伟", "李娜"))
    undo(db)
    add_customer(db, "王芳")
    with db.read() as session:
        assert session.scalars(select(Customer.number)).all() == ["K000003"]


def test_that_columns_in_which_every_row_says_the_same_are_written_as_the_others(
    db: Database,
) -> None:
    rows = [
        (1, "浙江", "", "甲", "上海"),
        (2, "江苏", "", "乙", "上海"),  # the first and the last alike are not all
        (3, "浙江", "", "丙", "上海"),
    ]
    columns = ("number", "region", "note", "name", "company")
    same = {name: "" for name in (*TEXTS, "kind", "birthday_calendar") if name not in columns}
    same |= {"created_at": NOW, "birthday_leap": False, "stage": "potential"}
    with db.write("test") as session:
        first, *_between, last = storage_of(session).reserve_ids(session, "customer", 3)
        storage_of(session).insert_rows(
            session, "customer", columns, [(str(n), *rest) for n, *rest in rows], same,
            first_id=first,
        )  # fmt: skip
        storage_of(session).insert_rows(
            session, "customer", ("number", "company"), [("4", None), ("5", None)],
            {**same, "name": "丁", "region": "", "note": ""}, first_id=last + 1,
        )  # fmt: skip
    with db.read() as session:
        found = session.execute(
            select(Customer.id, Customer.region, Customer.note, Customer.name, Customer.company)
        )
        told = [(row[0] - first + 1, *row[1:]) for row in found]
    assert told == [*rows, (4, "", "", "丁", None), (5, "", "", "丁", None)]


def test_that_a_dry_run_writes_nothing(db: Database, tmp_path: Path) -> None:
    before = row_counts(db)
    file = write_csv(tmp_path / "a.csv", "姓名,手机", "张伟,13800138000")
    result = import_file(db, file, dry_run=True)
    assert (counts(result), result.change_set) == ((1, 0, 0, 0), None)
    assert row_counts(db) == before


def test_that_a_file_without_customers_is_refused(db: Database, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", "日期,金额", "2026-01-01,12", "2026-01-02,13")
    with pytest.raises(CrmError, match=r"file\.no_customers"):
        import_file(db, file)


def test_that_columns_chosen_by_hand_are_remembered_for_the_same_header(
    db: Database, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "a.csv", "姓名,手机,某列", "张伟,13800138000,宏达")
    chosen = ReadChoices(columns={"": {2: "company"}})
    import_file(db, file, read=chosen)
    assert only(db)["company"] == "宏达"
    again = write_csv(tmp_path / "b.csv", "姓名,手机,某列", "李娜,13900139000,盛源")
    import_file(db, again)
    assert customers(db)[1]["company"] == "盛源"


def test_that_persons_become_contacts_of_their_company_when_asked(
    db: Database, tmp_path: Path
) -> None:
    file = write_csv(
        tmp_path / "a.csv",
        "姓名,手机,公司",
        "张伟,13800138000,宏达建材",
        "李娜,13900139000,宏达建材",
        "王芳,13700137000,",
    )
    result = import_file(db, file, read=ReadChoices(group_by_company=True))
    assert counts(result) == (2, 0, 1, 0)
    company, person = customers(db)
    assert [contact["name"] for contact in company["contacts"]] == ["张伟", "李娜"]
    assert person["name"] == "王芳"


def test_that_create_makes_every_row_a_customer(db: Database, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", "姓名,手机", "张伟,13800138000", "张伟,13800138000")
    assert counts(import_file(db, file, choices=ImportChoices("create"))) == (2, 0, 0, 0)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Customer)) == 2


@pytest.mark.parametrize("later", [False, True])
def test_that_rows_written_early_grow_by_rows_that_come_late(
    db: Database, monkeypatch: pytest.MonkeyPatch, *, later: bool
) -> None:
    """A file nobody looks at first is written while it is planned: it must come out the same."""
    if later:
        monkeypatch.setattr(apply, "INDEX_LATER", 1)
    monkeypatch.setattr(planner, "_STEP", 2)
    add_customer(db, "孙七", phone="13100131000")
    before = journaled_rows(db)
    company = "宏达建材"
    rows = (
        record("张伟", "13800138000", title="经理", tags=("甲",)),
        record(company, kind="company", contacts=(contact("李娜", "13900139000"),), parent="盛源"),
        record("孙七", "13100131000", title="厂长", tags=("乙",)),
        record(
            "张伟", "13800138000", number="77", company="宏达", title="总经理", tags=("乙",),
            stage="customer", custom=(("爱车", "宝马"),), owner="老王", parent="没有这家",
        ),
        record(company, kind="company", contacts=(contact("王芳", "13700137000"),)),
        record(company, kind="company", contacts=(contact("李娜", "13900139001"),)),
        record("盛源", kind="company"),
    )  # fmt: skip
    with db.write("import", bulk=True, file="book.xlsx") as session:
        plan, _ = plan_and_apply(session, understood(*rows), ImportChoices(), now=db.now())
    index_pending(db, silent)
    found = {customer["name"]: customer for customer in customers(db)}
    zhang, people = found["张伟"], found[company]["contacts"]
    assert (zhang["number"], zhang["company"], zhang["stage"]) == ("77", "宏达", "customer")
    assert (zhang["tags"], zhang["owner"]) == (["甲", "乙"], "老王")
    assert zhang["fields"] == {"爱车": "宝马"}
    assert zhang["note"].splitlines() == ["Job title: 经理", "Belongs to: 没有这家"]
    assert [person["name"] for person in people] == ["李娜", "王芳"]
    assert [phone["raw"] for phone in people[0]["phones"]] == ["13900139000", "13900139001"]
    assert list(plan.counts().values()) == [7, 3, 1, 3, 0]
    derived, after = derived_rows(db), journaled_rows(db)
    rebuild(db, silent)
    assert derived_rows(db) == derived
    undo(db)
    assert journaled_rows(db) == before
    redo(db)
    assert journaled_rows(db) == after


def test_that_the_list_shows_what_late_rows_add_to_early_ones(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apply, "INDEX_LATER", 1)
    monkeypatch.setattr(planner, "_STEP", 1)
    rows = (
        record("张伟", company="宏达"),
        record("张伟", "13800138000", company="宏达"),
        record("盛源", kind="company"),
        record("盛源", kind="company", contacts=(contact("李娜", "13900139000"),)),
        record("王芳", "13700137000", company="远景"),
        record("王芳", "13700137000", company="远景", tags=("甲",)),
    )
    with db.write("import", bulk=True, file="book.xlsx") as session:
        plan_and_apply(session, understood(*rows), ImportChoices(), now=db.now())
    index_pending(db, silent)
    with db.read() as session:
        shown = list(session.scalars(select(CustomerSummary.phone)))
    assert sorted(shown) == ["+8613700137000", "+8613800138000", "+8613900139000"]
    derived = derived_rows(db)
    rebuild(db, silent)
    assert derived_rows(db) == derived


def test_that_a_closing_sum_is_told_as_skipped_and_no_customer(
    db: Database, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "a.csv", "姓名,手机", "张三,13800138000", "合计：1 户,")
    result = import_file(db, file)
    assert [customer["name"] for customer in customers(db)] == ["张三"]
    assert counts(result) == (1, 0, 0, 1)
    assert [(row.row, row.reason) for row in result.plan.rows] == [(2, ""), (3, "totals")]
