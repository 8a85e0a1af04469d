"""A customer's data as one file: all of it, of nobody else."""

import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.actions import owned_tables
from crmdesk.models.customers.files import FileDraft, attach_file
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.journal.queries import load_history
from crmdesk.models.personal_copy.gather import OWN, title_of
from crmdesk.models.personal_copy.pack import as_json, as_page, load_copy, write_copy
from crmdesk.models.schema import Customer, PrivateNote
from tests.support.builders import add_customer, add_interaction, add_order
from tests.support.every_table import fill_every_table

KEPT_OUT = {"row_fingerprint", "distinct_pair", "private_note"}


def test_that_no_table_of_a_customer_is_forgotten() -> None:
    """A new table must be called something in the copy, or stand among those it leaves out."""
    names = {table.__tablename__ for table in owned_tables()}
    assert OWN == KEPT_OUT
    assert [name for name in sorted(names - OWN) if title_of(name) == name] == []


def test_that_a_row_of_every_table_reaches_the_copy(db: Database) -> None:
    """One row is put into each table a customer owns, whatever it is about."""
    customer = add_customer(db, "王芳", note="旧备注")
    fill_every_table(db, customer, "x")
    copy = load_copy(db, customer)
    expected = {table.__tablename__ for table in owned_tables()} - OWN
    assert set(copy.raw) - {"customer"} == expected
    told = {section.name for section in copy.sections} - {"origin", "given"}
    assert told == expected


@pytest.fixture
def customer(db: Database, tmp_path: Path) -> int:
    book = tmp_path / "老通讯录.csv"
    book.write_text("姓名,手机\n王芳,13800000001\n别人,13800000002\n", encoding="utf-8")
    import_file(db, book)
    with db.read() as session:
        found = session.scalars(select(Customer.id).where(Customer.name == "王芳")).one()
    add_interaction(db, found, "谈了<b>报价</b>")
    add_order(db, found)
    with db.write("customer.file", name="王芳") as session:
        attach_file(session, found, FileDraft("合同.txt", b"words"), now=db.now())
        attach_file(session, found, FileDraft("合同.txt", b"other words"), now=db.now())
    return found


def test_that_the_copy_is_one_file_with_everything_to_read(
    db: Database, customer: int, tmp_path: Path
) -> None:
    path = tmp_path / "copy.zip"
    write_copy(db, customer, path)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        page = archive.read(next(name for name in names if name.endswith(".html"))).decode()
        data = json.loads(archive.read("data.json"))
        assert archive.read("files/合同 2.txt") == b"other words"
    for word in ("王芳", "13800000001", "谈了&lt;b&gt;报价", "打印纸", "合同.txt", "老通讯录.csv"):
        assert word in page, word
    assert "别人" not in page + json.dumps(data, ensure_ascii=False)
    assert data["customer"]["name"] == "王芳"
    assert data["order_line"][0]["name"] == "打印纸"


def test_that_what_was_noted_for_ones_own_eyes_stays_out_of_it(db: Database) -> None:
    customer = add_customer(db, "王芳")
    with db.write("customer.edit", name="王芳") as session:
        session.get_one(Customer, customer).private_note = "小气"
        session.add(PrivateNote(staff_id=1, customer_id=customer, text="爱面子", at=db.now()))
    copy = load_copy(db, customer)
    told = as_json(copy) + as_page(copy)
    assert "王芳" in told
    assert "小气" not in told
    assert "爱面子" not in told


def test_that_it_is_noted_who_made_a_copy_and_the_next_copy_tells_it(
    db: Database, customer: int, tmp_path: Path
) -> None:
    write_copy(db, customer, tmp_path / "copy.zip")
    with db.read() as session:
        newest = load_history(session, limit=1)[0]
    assert newest.text == "Copy of all data of 王芳: copy.zip"
    assert "copy.zip" in as_page(load_copy(db, customer))


def test_that_another_customer_is_a_number_in_it(db: Database) -> None:
    friend = add_customer(db, "介绍人老李")
    copy = load_copy(db, add_customer(db, "王芳", referrer_id=friend))
    assert "介绍人老李" not in as_page(copy)
    assert "K000001" in as_page(copy)


def test_that_nobody_has_no_copy(db: Database, tmp_path: Path) -> None:
    with pytest.raises(CrmError, match=r"customer\.gone"):
        write_copy(db, 99, tmp_path / "copy.zip")
    assert not (tmp_path / "copy.zip").exists()
