"""Service, gifts, plans and answers in the workbook of everything: to be read, and left alone."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import LANGUAGES, use_language
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.schema import (
    Customer,
    Gift,
    GiftList,
    PlanMember,
    PlanService,
    Question,
    Questionnaire,
    ServicePlan,
    ServiceWork,
    SurveyAnswer,
    SurveyResponse,
)
from tests.support.builders import (
    add_contact,
    add_customer,
    add_service_contract,
    add_service_order,
    add_staff,
)

DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    yield
    use_language("en")


def put(db: Database, row: Any) -> int:
    with db.write("setup") as session:
        session.add(row)
        session.flush()
        return int(row.id)


@pytest.fixture
def company(db: Database) -> int:
    """A customer of whom each of these sheets has something to tell."""
    company = add_customer(db, "云帆建材", kind="company")
    contact = add_contact(db, company, "李工")
    order = add_service_order(db, company, "卡纸", contact_id=contact)
    work = {"service_order_id": order, "text": "换了滚轮", "staff_id": 1, "at": db.now()}
    put(db, ServiceWork(customer_id=company, on_day=DAY, **work))
    add_service_contract(db, company)
    gifts = GiftList(name="中秋", occasion="moon", day=DAY, currency="CNY", created_at=db.now())
    gift = {"list_id": put(db, gifts), "contact_id": contact, "created_at": db.now()}
    put(db, Gift(customer_id=company, name="茶叶", price=12_850, given_on=DAY, **gift))
    until = date(2027, 11, 19)
    plan = ServicePlan(customer_id=company, starts_on=DAY, ends_on=until, created_at=db.now())
    plan.goals, plan.budget, plan.currency = "新厂房", 500_000, "CNY"
    plan_id = put(db, plan)
    put(db, PlanMember(customer_id=company, plan_id=plan_id, staff_id=1))
    put(db, PlanMember(customer_id=company, plan_id=plan_id, contact_id=contact))
    put(db, PlanService(customer_id=company, plan_id=plan_id, text="培训", due_on=DAY))
    answer(db, company, "income", "钓鱼")
    return company


def answer(db: Database, customer: int, field: str, value: str) -> None:
    asked = put(db, Questionnaire(name="满意度", created_at=db.now()))
    question = put(
        db, Question(questionnaire_id=asked, kind="text", text="平时喜欢什么？", field=field)
    )
    response = SurveyResponse(
        customer_id=customer, questionnaire_id=asked, status="done", created_at=db.now(),
        finished_at=db.now(),
    )  # fmt: skip
    response_id = put(db, response)
    put(db, SurveyAnswer(
        customer_id=customer, response_id=response_id, question_id=question, value=value
    ))  # fmt: skip


def sheets(
    db: Database, path: Path, ids: list[int] | None = None
) -> dict[str, list[dict[str, Any]]]:
    """By title, each row by its headers."""
    export(db, path, ExportRequest(ids, logs=True))
    found = {}
    for sheet in load_workbook(path).worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def test_that_everything_done_for_a_customer_is_told(
    db: Database, company: int, tmp_path: Path
) -> None:
    found = sheets(db, tmp_path / "all.xlsx")
    with db.read() as session:
        number = session.get_one(Customer, company).number
    for name in ("Service orders", "Service contracts", "Gifts", "Service plans", "Survey answers"):
        [row] = found[name]
        assert (row["Customer number"], row["Customer"]) == (number, "云帆建材"), name
    [order], [gift], [plan] = found["Service orders"], found["Gifts"], found["Service plans"]
    assert (order["Contact"], order["Customer's words"]) == ("李工", "卡纸")
    assert order["Work done"] == "2026-11-20 Me 换了滚轮"
    assert isinstance(order["Opened"], datetime)
    assert (gift["Gift"], gift["Unit price"], gift["Status"]) == ("茶叶", 128.5, "Planned")
    assert gift["Given on"] == datetime(2026, 11, 20)  # noqa: DTZ001 - a day, as openpyxl has it
    assert (plan["Budget"], plan["Team"], plan["Services"]) == (5000, "Me\n李工", "培训 2026-11-20")
    [told] = found["Survey answers"]
    assert (told["Question"], told["Answer"]) == ("平时喜欢什么？", "钓鱼")


def test_that_a_selection_tells_only_of_its_own(db: Database, company: int, tmp_path: Path) -> None:
    other = add_customer(db, "王芳")
    found = sheets(db, tmp_path / "one.xlsx", [other])
    assert "Gifts" not in found
    assert "Service orders" not in found


def test_that_what_is_the_owners_alone_stays_blank_for_others(
    db: Database, company: int, tmp_path: Path
) -> None:
    owner = add_staff(db, "赵经理")
    with db.write("setup") as session:
        session.get_one(Customer, company).owner_id = owner
    [told] = sheets(db, tmp_path / "mine.xlsx")["Survey answers"]
    assert told["Answer"] is None


@pytest.mark.parametrize("wrote", LANGUAGES)
def test_that_an_import_leaves_them_alone(
    db: Database, company: int, tmp_path: Path, wrote: str
) -> None:
    use_language(wrote)
    path = tmp_path / "all.xlsx"
    found = sheets(db, path)
    assert len(found) == 12
    use_language("en")
    plan = import_file(db, path, dry_run=True).plan
    assert plan.problems == []
    assert {row.action for row in plan.all_rows()} == {"skip"}
