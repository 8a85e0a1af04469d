"""Who asked to be erased is not brought back by any import; what was refused stays refused."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.consents import consent_now, record_consent
from crmdesk.models.exchange.importing import ImportResult, import_file
from crmdesk.models.exchange.paste.actions import PasteTarget, store_pasted
from crmdesk.models.exchange.paste.drafts import PasteDraft
from crmdesk.models.exchange.planning.picks import Picks, RowPick
from crmdesk.models.exchange.planning.plan import ImportChoices
from crmdesk.models.exchange.report import report_json, report_lines
from crmdesk.models.office.settings import load_office
from crmdesk.models.privacy.erasure import erase
from crmdesk.models.schema import Customer, Order
from tests.support.builders import add_customer

NAME, PHONE = "欧阳询之", "13912345678"


def erased(db: Database, **fields: object) -> None:
    erase(db, add_customer(db, NAME, phone=PHONE, **fields), today=date(2026, 11, 21))


def read(db: Database, path: Path, text: str, **options: object) -> ImportResult:
    path.write_text(text, encoding="utf-8")
    return import_file(db, path, **options)  # type: ignore[arg-type]


def names(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(Customer.name).order_by(Customer.id)))


def test_that_a_row_of_an_erased_person_is_skipped_and_told(db: Database, tmp_path: Path) -> None:
    erased(db)
    text = f"姓名,手机\n王芳,13800000001\n{NAME},{PHONE}\n"
    result = read(db, tmp_path / "a.csv", text)
    assert names(db) == ["王芳"]
    report = report_json(result.plan, "a.csv", result.change_set)
    assert (report["rows"], report["created"], report["skipped"]) == (2, 1, 1)
    [problem] = report["problems"]
    assert (problem["row"], problem["code"]) == (3, "refused.erased")
    assert any("asked to be erased" in line for line in report_lines(result.plan, applied=True))


@pytest.mark.parametrize(
    "choices",
    [ImportChoices(mode="create"), ImportChoices(picks=Picks(rows={("", 2): RowPick("create")}))],
)
def test_that_no_choice_brings_her_back(
    db: Database, tmp_path: Path, choices: ImportChoices
) -> None:
    erased(db)
    read(db, tmp_path / "a.csv", f"姓名,手机\n{NAME},+86 {PHONE}\n", choices=choices)
    assert names(db) == []


def test_that_a_vcard_does_not_bring_her_back(db: Database, tmp_path: Path) -> None:
    erased(db)
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:别的称呼\nTEL;TYPE=CELL:{PHONE}\nEND:VCARD\n"
    result = read(db, tmp_path / "a.vcf", card)
    assert names(db) == []
    assert [problem.code for problem in result.plan.problems] == ["refused.erased"]


def test_that_an_order_of_hers_is_left_out(db: Database, tmp_path: Path) -> None:
    erased(db)
    text = (
        "订单号,下单日期,客户姓名,手机,商品,数量,金额\n"
        f"A1,2026-05-01,{NAME},{PHONE},纸,1,20\nA2,2026-05-01,王芳,13800000001,纸,1,20\n"
    )
    result = read(db, tmp_path / "a.csv", text)
    assert names(db) == ["王芳"]
    with db.read() as session:
        assert session.scalars(select(Order.number)).all() == ["A2"]
    assert "refused.erased" in [problem.code for problem in result.plan.problems]


def test_that_pasting_her_is_refused_in_words(db: Database) -> None:
    erased(db)
    draft = PasteDraft(name=NAME, phones=(PHONE,))
    with db.read() as session:
        office = load_office(session)
    with (
        pytest.raises(CrmError, match=r"refused\.pasted"),
        db.write("paste.store", count=1) as session,
    ):
        store_pasted(session, [PasteTarget(draft)], now=db.now(), office=office)
    assert names(db) == []


def test_that_somebody_else_of_her_name_comes_in(db: Database, tmp_path: Path) -> None:
    erased(db)
    read(db, tmp_path / "a.csv", f"姓名,手机\n{NAME},13800000009\n")
    assert names(db) == [NAME]


def test_that_a_refused_channel_is_refused_again_by_an_import(db: Database, tmp_path: Path) -> None:
    customer = add_customer(db, NAME, phone=PHONE)
    with db.write("customer.consent", name=NAME) as session:
        record_consent(session, customer, "sms", given=False, how="", now=db.now())
    with db.write("customer.delete", name=NAME) as session:
        delete_customer(session, customer)
    read(db, tmp_path / "a.csv", f"姓名,手机\n{NAME},{PHONE}\n王芳,13800000001\n")
    with db.read() as session:
        found = {
            name: consent_now(session, key)
            for key, name in session.execute(select(Customer.id, Customer.name))
        }
    assert found == {NAME: {"sms": False}, "王芳": {}}


def test_that_while_nobody_refused_nothing_is_hashed(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_of: object) -> Callable[..., bytes]:
        raise AssertionError("hashed")

    monkeypatch.setattr("hmac.digest", never)
    read(db, tmp_path / "a.csv", f"姓名,手机\n{NAME},{PHONE}\n")
    assert json.dumps(names(db), ensure_ascii=False) == f'["{NAME}"]'
