"""What crmdesk exports comes back without loss: the same workbook, cell by cell."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import LANGUAGES, use_language
from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.exchange.records.customers import (
    Address,
    Anniversary,
    Channel,
    Consent,
    CustomerRecord,
    Email,
    Invoice,
)
from crmdesk.models.exchange.vocabulary.texts import tidy
from crmdesk.models.journal.actions import undo
from crmdesk.models.orders.actions import take_payment
from crmdesk.models.orders.drafts import LineDraft, PaymentDraft
from crmdesk.models.schema import (
    Complaint,
    ComplaintAction,
    ComplaintCall,
    ComplaintEscalation,
    ComplaintPause,
    ComplaintSolution,
    ComplaintStep,
    CustomField,
    CustomValue,
    FollowUp,
    Improvement,
    ImprovementCall,
    Promise,
    PromiseMove,
)
from tests.support.builders import add_complaint, add_customer, add_interaction, add_order
from tests.support.databases import NOW, FakeClock, open_copy
from tests.support.exchange import bring_in, contact, counts, record, row_counts

Cells = dict[str, list[tuple[Any, ...]]]


def workbook(db: Database, path: Path, *, logs: bool = True) -> Cells:
    """Everything as it stands in the exported workbook."""
    export(db, path, ExportRequest(logs=logs))
    book = load_workbook(path)
    return {
        sheet.title: [
            tuple((cell.value, cell.number_format) for cell in row) for row in sheet.iter_rows()
        ]
        for sheet in book
    }


def back_and_forth(db: Database, template: Path, folder: Path) -> tuple[Cells, Cells]:
    """The workbook of `db`, and of an empty database that imported it."""
    first = workbook(db, folder / "first.xlsx")
    (folder / "other.db").unlink(missing_ok=True)
    other = open_copy(template, folder / "other.db", FakeClock())
    try:
        result = import_file(other, folder / "first.xlsx")
        told = {problem.code for problem in result.plan.problems}
        assert told <= {"", "child.birthday"}  # told of, and taken over all the same
        return first, workbook(other, folder / "second.xlsx")
    finally:
        other.close()


def same(first: Cells, second: Cells) -> None:
    """Compare with a readable message: the header and row of the first difference."""
    assert list(first) == list(second)
    for sheet, rows in first.items():
        assert [cell for cell, _ in rows[0]] == [cell for cell, _ in second[sheet][0]]
        for row, (mine, other) in enumerate(zip(rows, second[sheet], strict=True), start=1):
            for (header, _), a, b in zip(rows[0], mine, other, strict=True):
                assert a == b, f"{sheet}, row {row}, {header}: {a!r} became {b!r}"


@pytest.fixture
def sqlite(tmp_path: Path, template: Path) -> Any:
    db = open_copy(template, tmp_path / "one.db", FakeClock())
    yield db
    db.close()


@pytest.fixture(params=LANGUAGES)
def _spoken(request: pytest.FixtureRequest) -> Any:
    use_language(request.param)
    yield
    use_language("en")


def buy(db: Database, person: int) -> None:
    """Orders with goods, returns and payments, for them and on account."""
    order = add_order(
        db, person,
        [
            LineDraft("打印纸", "A4", "箱", quantity=2500, price=12_550, cost=20_000),
            LineDraft("螺丝", quantity=3000, amount=1000),
            LineDraft("=退货", quantity=-1000, price=999),
        ],
        number="=S1", courier="007", delivery="送到三楼", note="一\n二", paid=5000,
        method="wechat", status="shipped",
    )  # fmt: skip
    add_order(db, person, settled=True, status="自己的状态")
    with db.write("order.payment", name="") as session:
        for to, amount in ((order, 1234), (None, 700), (None, 700)):
            draft = PaymentDraft(person, amount, date(2026, 11, 19), to, note="尾款")
            take_payment(session, draft, now=NOW)


def fill(db: Database) -> None:
    """An office with something in every column."""
    person = add_customer(
        db, "=张伟", phone="13800138000 / 0571-88888888转802", company="杭州宏达建材有限公司",
        tags=("VIP", "老客户", "带、顿号"), email="a@b.cn", wechat="zw", note="第一行\n第二行",
        address="浙江省杭州市西湖区文三路1号",
    )  # fmt: skip
    bring_in(
        db,
        record(
            "杭州宏达建材有限公司", kind="company", number="0007", source="展会", owner="老王",
            industry="建材", size="10_49", country="中国", region="浙江", parent="华东集团",
            contacts=(
                contact("李娜", "13900139000", title="采购经理", role="purchasing", gender="female",
                        birthday=Birthday("lunar", None, 8, 15), department="采购部", note="爱茶"),
                contact("王芳"),
            ),
            invoices=(
                Invoice("杭州宏达建材有限公司", "91330100MA27XXXX1X", "杭州", "0571-88888888",
                        "工商银行", "6222", "special", "fp@b.cn", "13800138001"),
                Invoice("另一抬头"),
            ),
            addresses=(Address("work", "浙江省杭州市", "", "浙江省", "杭州市"),),
            emails=(Email("work", "a@b.cn"), Email("", "c@d.cn")),
        ),
        record("华东集团", kind="company"),
        record(
            "陈静", "+1 415 555 2671", salutation="陈姐", gender="female", title="老师",
            birthday=Birthday("lunar", 1985, 4, 30, leap=True), hobbies="茶、花",
            diet="halal 不吃葱",
            gift_taste="茶", preferred_channel="wechat", preferred_hour="morning",
            occupation="教师",
            education="master", income="high", bereaved_on=date(2026, 1, 2), warning="小心",
            private_note="私下", stage="customer", stage_since=date(2026, 5, 1),
            referrer="华东集团",
            channels=(
                Channel("wechat", "cj", "", "静静", "陈静-杭州", "13800138000", "老王"),
                Channel("qq", "10001"), Channel("钉钉", "cj01"), Channel("web", "https://a.cn"),
            ),
            anniversaries=(Anniversary("结婚", Birthday("solar", 2010, 5, 1)),),
            consents=(
                Consent("sms", False, datetime(2026, 1, 2, 3, 4), "电话", "老王"),  # noqa: DTZ001
                Consent("email", True),
            ),
            custom=(("爱车", "宝马"), ("等级", "001")),
        ),
        record("内部小李", kind="internal", birthday=Birthday("solar", 1990, 2, 28)),
    )  # fmt: skip
    add_interaction(
        db, person, minutes=5, cost=1234, currency="CNY", purpose="care", outcome="reached"
    )
    add_interaction(db, person, "她说：\n“=1+1”", kind="wechat", direction="in", staff_id=None)
    buy(db, person)
    complaint = add_complaint(db, person, severity="high", mood="angry", channel="call", step=3)
    closed = add_complaint(db, person, "又慢", status="closed", closing="confirmed", closed_at=NOW)
    owned = {"customer_id": person, "complaint_id": complaint}
    with db.write("customer.edit", name="") as session:
        session.add_all(
            [
                ComplaintStep(**owned, step=1, staff_id=1, at=NOW),
                ComplaintSolution(**owned, text="换货", accepted=True, at=NOW),
                ComplaintSolution(**owned, text="退款", at=NOW + timedelta(minutes=1)),
                ComplaintAction(**owned, text="已换", staff_id=1, at=NOW),
                ComplaintCall(**owned, at=NOW, staff_id=1, reached=True, satisfied=False, score=2),
            ]
        )
        session.get_one(Complaint, closed).cost = 9950
        measure = Improvement(title="换物流公司", status="done", created_at=NOW, done_at=NOW)
        session.add(measure)
        session.flush()
        later, day = NOW + timedelta(hours=3), NOW.date()
        session.add_all(
            [
                ComplaintAction(**owned, text="上门", staff_id=1, at=later, on_day=day),
                ComplaintPause(**owned, at=NOW, until=later, reason="等客户寄回", staff_id=1),
                ComplaintPause(**owned, at=later, until=None, reason="出差", staff_id=None),
                ComplaintEscalation(**owned, at=NOW, to_id=1, staff_id=1, reason="超时"),
                ImprovementCall(
                    **owned,
                    improvement_id=measure.id,
                    verdict="better",
                    at=later,
                    staff_id=1,
                    text="快多了",
                ),
                ImprovementCall(customer_id=person, complaint_id=closed, improvement_id=measure.id),
            ]
        )
        promise = Promise(
            customer_id=person,
            staff_id=1,
            text="寄样品\n两份",
            made_at=NOW,
            due_on=day,
            due_time="14:30",
            status="kept",
            done_on=day,
            closed_at=later,
            closed_by_id=1,
            result="已寄",
        )
        session.add_all(
            [promise, Promise(customer_id=person, text="报价", made_at=NOW, due_on=day)]
        )
        session.flush()
        session.add(
            PromiseMove(
                customer_id=person,
                promise_id=promise.id,
                at=NOW,
                staff_id=1,
                from_on=day,
                to_on=day + timedelta(days=2),
                reason="缺货",
            )
        )
        session.add_all(
            [
                FollowUp(
                    customer_id=person,
                    staff_id=1,
                    due_on=day,
                    due_time="09:00",
                    text="回访",
                    channel="call",
                    status="done",
                    done_at=later,
                    done_by_id=1,
                    result="满意",
                    created_at=NOW,
                    why="客户出差",
                ),
                FollowUp(customer_id=person, due_on=day, text="回访", created_at=NOW),
            ]
        )
        height = CustomField(name="身高", kind="number", position=9)
        since = CustomField(name="相识", kind="date", position=10)
        session.add_all([height, since])
        session.flush()
        session.add(CustomValue(customer_id=person, field_id=height.id, value="172.5"))
        session.add(CustomValue(customer_id=person, field_id=since.id, value="2020-02-29"))


@pytest.mark.usefixtures("_spoken")
def test_that_an_export_of_everything_imports_into_the_same_workbook(
    sqlite: Database, template: Path, tmp_path: Path
) -> None:
    fill(sqlite)
    first, second = back_and_forth(sqlite, template, tmp_path)
    assert len(first) == 7
    assert [len(first[title]) for title in list(first)[4:]] == [1 + 3 + 1 + 2, 1 + 2, 1 + 2]
    same(first, second)


def test_that_an_export_imported_where_it_came_from_changes_nothing(
    sqlite: Database, tmp_path: Path
) -> None:
    fill(sqlite)
    before = workbook(sqlite, tmp_path / "before.xlsx")
    result = import_file(sqlite, tmp_path / "before.xlsx")
    assert [row.changes() for row in result.plan.all_rows() if row.action != "skip"] == []
    assert result.change_set is None
    same(before, workbook(sqlite, tmp_path / "after.xlsx"))


def test_that_an_edited_export_comes_back_as_its_differences(
    sqlite: Database, tmp_path: Path
) -> None:
    fill(sqlite)
    workbook(sqlite, tmp_path / "book.xlsx")
    book = load_workbook(tmp_path / "book.xlsx")
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    row = next(
        row for row in sheet.iter_rows(min_row=2) if row[headers.index("Name")].value == "陈静"
    )
    row[headers.index("Job title")].value = "校长"
    book.save(tmp_path / "edited.xlsx")
    result = import_file(sqlite, tmp_path / "edited.xlsx")
    assert counts(result)[:3] == (0, 1, 0)
    (changed,) = [row for row in result.plan.rows if row.action == "update"]
    assert [tuple(change) for change in changed.changes()] == [("Job title", "老师", "校长")]


LETTERS = "张王李伟娜建国华东欧阳　·-AbZ9é'\"=+@#、，。；：（）()/\\&<>%*"
words = st.text(LETTERS, min_size=1, max_size=8).map(tidy).filter(bool)
names = words.map(lambda text: "".join(text.split())).filter(
    lambda text: any(character in "张王李伟娜建国华东欧阳AbZ" for character in text)
)
texts = st.one_of(st.just(""), words)
notes = st.text(LETTERS + "\n", max_size=30).map(tidy)
years = st.integers(1930, 2020)
days = st.builds(
    Birthday,
    st.sampled_from(["solar", "lunar"]),
    st.one_of(st.none(), years),
    st.integers(1, 12),
    st.integers(1, 28),
)
mobiles = st.integers(13000000000, 19999999999).map(
    lambda number: PhoneValue("", str(number), f"+86{number}")
)
landlines = st.builds(
    lambda area, number, extension: PhoneValue(
        "work", f"0{area}-{number}", f"+86{area}{number}", extension
    ),
    st.sampled_from(["10", "571", "21"]),
    st.integers(20000000, 89999999),
    st.sampled_from(["", "8", "802"]),
)
plain = st.fixed_dictionaries(
    {},
    optional={
        "title": words,
        "salutation": words,
        "industry": words,
        "gender": st.sampled_from(["male", "female"]),
        "stage": st.sampled_from(["potential", "customer", "lost"]),
        "note": notes,
        "warning": words,
        "tags": st.lists(words, max_size=3, unique=True).map(tuple),
        "birthday": days,
        "stage_since": st.dates(date(2000, 1, 1), date(2026, 1, 1)),
        "phones": st.lists(
            st.one_of(mobiles, landlines), max_size=4, unique_by=lambda p: p.e164
        ).map(tuple),
        "custom": words.map(lambda text: (("某某项目", text),)),
        "source": words,
        "owner": words,
    },
)


def _customer(name: str, number: int, fields: dict[str, Any]) -> CustomerRecord:
    return record(name, number=f"N{number:03}", **fields)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(names, plain), min_size=1, max_size=12))
def test_that_whatever_customers_hold_comes_back(
    template: Path, tmp_path: Path, told: list[tuple[str, dict[str, Any]]]
) -> None:
    (tmp_path / "one.db").unlink(missing_ok=True)
    db = open_copy(template, tmp_path / "one.db", FakeClock())
    try:
        bring_in(db, *(_customer(name, at, dict(more)) for at, (name, more) in enumerate(told)))
        same(*back_and_forth(db, template, tmp_path))
    finally:
        db.close()


def test_that_instants_are_told_by_the_clock_of_the_office(
    sqlite: Database, tmp_path: Path
) -> None:
    customer = add_customer(sqlite, "张伟")
    add_interaction(sqlite, customer, at=datetime(2026, 11, 20, 16, 30, tzinfo=UTC))
    rows = workbook(sqlite, tmp_path / "book.xlsx")["Contact log"]
    headers = [cell for cell, _ in rows[0]]
    assert rows[1][headers.index("Time")][0] == datetime(2026, 11, 21, 0, 30)  # noqa: DTZ001


def test_that_an_undo_takes_back_all_that_an_export_of_everything_brought(
    sqlite: Database, template: Path, tmp_path: Path
) -> None:
    fill(sqlite)
    workbook(sqlite, tmp_path / "all.xlsx")
    other = open_copy(template, tmp_path / "other.db", FakeClock())
    try:
        before = row_counts(other)
        import_file(other, tmp_path / "all.xlsx")
        after = row_counts(other)
        told = ("promise", "promise_move", "follow_up", "improvement", "complaint_pause")
        assert [after[name] - before.get(name, 0) for name in told] == [2, 1, 2, 1, 2]
        undo(other)
        assert row_counts(other) == before
    finally:
        other.close()
