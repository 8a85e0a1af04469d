"""Nothing of an erased contact is left with her company or elsewhere, nothing brings her back."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.contacts import (
    ContactDraft,
    add_contact,
    remove_contact,
    set_contact_fact,
)
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.customers.refusals import count_refusals
from crmdesk.models.derived.search import find
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.interactions.actions import log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.journal.actions import undo
from crmdesk.models.journal.drafts import save_draft
from crmdesk.models.office.settings import load_office
from crmdesk.models.privacy.contact_erasure import erase_contact, foresee_contact_erasure
from crmdesk.models.schema import Base, Contact, Customer, Draft, Interaction, Phone
from tests.support.builders import add_customer

TODAY = date(2026, 11, 21)
COMPANY, NAME, PHONE = "云帆建材", "欧阳询之", "13912345678"
OTHER, SHARED = "林又晴", "13600001111"
TOLD = (NAME, PHONE, "ouyangxunzhi", "qiqi@example.com")


def remains(db: Database) -> list[str]:
    """Where any of the words still stands: in the raw bytes of the file, or in any table."""
    words = [form for word in TOLD for form in (word, json.dumps(word)[1:-1])]
    found = []
    with db.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                found += [f"{table.name}: {word}" for word in words if word in repr(tuple(row))]
    path = getattr(db.storage, "path", None)
    if path is not None:
        for file in (path, Path(f"{path}-wal")):
            data = file.read_bytes() if file.exists() else b""
            found += [f"{file.name}: {word}" for word in words if word.encode() in data]
    return found


def person(db: Database, company: int, name: str, phone: str, email: str = "") -> int:
    with db.write("customer.contacts", name=COMPANY) as session:
        draft = ContactDraft(name, phones=(phone,), email=email)
        return add_contact(session, company, draft, office=load_office(session))


@pytest.fixture
def company(db: Database) -> int:
    return add_customer(db, name=COMPANY, kind="company", phones=[SHARED])


@pytest.fixture
def contact(db: Database, company: int) -> int:
    """Somebody who left traces wherever a contact does, beside a colleague."""
    person(db, company, OTHER, SHARED)
    contact = person(db, company, NAME, PHONE, "qiqi@example.com")
    with db.write("customer.contacts", name=COMPANY) as session:
        set_contact_fact(session, contact, "note", f"{NAME}喜欢盆景", expected="")
    with db.write("customer.edit", name=COMPANY) as session:
        told = f"找{NAME}，{PHONE}"
        set_fact(session, company, "note", told, expected="", today=TODAY)
    with db.write("interaction.log", name=COMPANY) as session:
        draft = InteractionDraft(
            company, contact_id=contact, kind="call", text=f"{NAME}要二十把椅子"
        )
        log_interaction(session, draft, now=db.now())
    with db.write("draft") as session:
        save_draft(session, f"composer:{company}", {"text": "还没写完"})
        save_draft(session, "order:7", {"text": f"问{NAME}"})
    return contact


def test_that_nothing_of_an_erased_contact_is_left(
    db: Database, company: int, contact: int
) -> None:
    assert remains(db)
    erase_contact(db, contact)
    assert remains(db) == []
    with db.read() as session:
        assert session.get(Contact, contact) is None
        assert session.get_one(Customer, company).note == "找erased contact，erased contact"
        [talk] = session.scalars(select(Interaction))
        assert (talk.text, talk.contact_id) == ("erased contact要二十把椅子", None)
        assert [draft.data for draft in session.scalars(select(Draft))] == [{"text": "还没写完"}]
        assert not find(session, "ouyangxunzhi").ids


def test_that_the_company_and_its_others_stay_as_they_are(
    db: Database, company: int, contact: int
) -> None:
    erase_contact(db, contact)
    with db.read() as session:
        assert session.get_one(Customer, company).name == COMPANY
        assert [one.name for one in session.scalars(select(Contact))] == [OTHER]
        assert {phone.raw for phone in session.scalars(select(Phone))} == {SHARED}
        assert list(find(session, SHARED).ids) == [company]


def test_that_what_was_done_with_the_company_can_still_be_undone(
    db: Database, company: int, contact: int
) -> None:
    with db.write("interaction.log", name=COMPANY) as session:
        draft = InteractionDraft(company, contact_id=contact, kind="call", text="再谈一次")
        log_interaction(session, draft, now=db.now())
    erase_contact(db, contact)
    undo(db)
    with db.read() as session:
        assert [talk.text for talk in session.scalars(select(Interaction))] == [
            "erased contact要二十把椅子"
        ]
    undo(db)
    undo(db)
    with db.read() as session:
        assert session.get_one(Customer, company).note == ""
        assert session.get(Contact, contact) is None
    assert remains(db) == []


def test_that_the_company_comes_back_without_her(db: Database, company: int, contact: int) -> None:
    """A talk with her is deleted and brought back when she is no more."""
    with db.write("interaction.delete", name=COMPANY) as session:
        session.delete(session.scalars(select(Interaction)).one())
    erase_contact(db, contact)
    undo(db)
    with db.read() as session:
        [talk] = session.scalars(select(Interaction))
        assert (talk.text, talk.contact_id) == ("erased contact要二十把椅子", None)


def test_that_it_says_before_what_goes_and_what_stays(db: Database, contact: int) -> None:
    with db.read() as session:
        outlook = foresee_contact_erasure(session, contact)
    assert (outlook.name, outlook.stays_with) == (NAME, COMPANY)
    assert outlook.gone == {"contact": 1, "phone": 1, "email": 1}
    assert outlook.lines == 4  # she, her number, her address, the note about her


def test_that_who_was_removed_is_not_there_to_be_erased(db: Database, contact: int) -> None:
    with db.write("customer.contacts", name=COMPANY) as session:
        remove_contact(session, contact)
    with pytest.raises(CrmError, match=r"contact\.gone"):
        erase_contact(db, contact)


def test_that_only_numbers_of_her_own_are_remembered(db: Database, company: int) -> None:
    shares = person(db, company, "韩梅", SHARED)
    erase_contact(db, shares)
    with db.read() as session:
        assert count_refusals(session) == (0, 0)
    mine = person(db, company, "韩梅", PHONE)
    erase_contact(db, mine, remember=False)
    with db.read() as session:
        assert count_refusals(session) == (0, 0)


def book(folder: Path, *rows: str) -> Path:
    path = folder / "book.csv"
    path.write_text("\n".join(("单位名称,联系人,手机,地址", *rows)), encoding="utf-8")
    return path


def test_that_an_import_takes_the_company_and_leaves_her_out(
    db: Database, company: int, contact: int, tmp_path: Path
) -> None:
    erase_contact(db, contact)
    again = book(tmp_path, f"{COMPANY},{NAME},{PHONE},杭州市西湖区", "海昌文化,王芳,13700001111,")
    result = import_file(db, again)
    assert remains(db) == []
    assert "refused.contact" in {problem.code for problem in result.plan.problems}
    with db.read() as session:
        names = set(session.scalars(select(Contact.name)))
        assert NAME not in names
        assert "王芳" in names or "王芳" in set(session.scalars(select(Customer.name)))


def test_that_no_import_brings_her_back_with_a_new_company(
    db: Database, company: int, contact: int, tmp_path: Path
) -> None:
    erase_contact(db, contact)
    with db.write("customer.delete", name=COMPANY) as session:
        delete_customer(session, company)
    import_file(db, book(tmp_path, f"{COMPANY},{NAME},{PHONE},杭州市西湖区"))
    assert remains(db) == []
    with db.read() as session:
        assert session.scalars(select(Customer.name)).all() == [COMPANY]
