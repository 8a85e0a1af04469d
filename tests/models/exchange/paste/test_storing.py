"""What was pasted becomes customers: new ones, or more of those who are there."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from sqlalchemy import func, select

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.exchange.paste.actions import PasteTarget, store_pasted
from crmdesk.models.exchange.paste.drafts import PasteDraft
from crmdesk.models.exchange.paste.known import Known, find_known
from crmdesk.models.exchange.paste.reading import PasteHints, read_paste
from crmdesk.models.exchange.records.customers import Channel, CustomerRecord
from crmdesk.models.exchange.stored.customers import Part
from crmdesk.models.exchange.stored.dossier import load_dossiers
from crmdesk.models.interactions.replies import load_waiting
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Customer, Interaction
from tests.support.builders import add_customer

ORDER = "王芳 13800138000 杭州市西湖区文三路100号 要两箱茶叶 周五前发"


def drafts(text: str, db: Database) -> list[PasteDraft]:
    now = db.now().astimezone(office_zone("Asia/Shanghai")).replace(tzinfo=None)
    return [one.draft for one in read_paste(text, PasteHints("CN", now, ("小李",))).people]


def store(db: Database, people: Sequence[PasteTarget]) -> list[int]:
    with db.write("paste.store", count=len(people)) as session:
        return store_pasted(session, people, now=db.now(), office=load_office(session))


def record(db: Database, customer: int) -> CustomerRecord:
    with db.read() as session:
        return load_dossiers(session, Part([customer]))[customer].record


def known(db: Database, draft: PasteDraft) -> list[Known]:
    with db.read() as session:
        (found,) = find_known(session, [draft], load_office(session))
        return list(found)


def talks(db: Database, customer: int) -> list[tuple[str, str, datetime]]:
    with db.read() as session:
        query = select(Interaction.kind, Interaction.text, Interaction.at).where(
            Interaction.customer_id == customer
        )
        return [(it.kind, it.text, it.at) for it in session.execute(query.order_by(Interaction.id))]


def test_that_a_text_becomes_a_customer_with_parts_of_the_address_and_the_order_in_the_log(
    db: Database,
) -> None:
    (customer,) = store(db, [PasteTarget(draft) for draft in drafts(ORDER, db)])
    stored = record(db, customer)
    assert (stored.name, stored.kind, stored.region) == ("王芳", "person", "浙江")
    assert [phone.e164 for phone in stored.phones] == ["+8613800138000"]
    (address,) = stored.addresses
    assert address.raw == "杭州市西湖区文三路100号"
    assert (address.region, address.city, address.street) == ("浙江", "杭州市", "西湖区文三路100号")
    assert talks(db, customer) == [("note", "要两箱茶叶 周五前发", db.now())]
    assert stored.note == ""


def test_that_everything_of_a_card_is_stored(db: Database) -> None:
    (draft,) = drafts(
        "A建材王总-杭州\n采购总监\n杭州云帆建材有限公司\n传真：0571-88881235\n手机：13800138000\n"
        "邮箱：wang@yunfan.cn\nQQ：12345678\n微信：wangjg_88\n生日：农历八月十五\n"
        "税号：91330106MA2CABCD12\n开户行：工商银行滨江支行\n只收现款",
        db,
    )
    (customer,) = store(db, [PasteTarget(draft)])
    stored = record(db, customer)
    assert (stored.name, stored.salutation, stored.title) == ("王总", "王总", "采购总监")
    assert (stored.company, stored.industry) == ("杭州云帆建材有限公司", "建材")
    assert [(phone.label, phone.e164) for phone in stored.phones] == [
        ("fax", "+8657188881235"),
        ("", "+8613800138000"),
    ]
    assert stored.channels == (
        Channel("wechat", "wangjg_88", remark="A建材王总-杭州"),
        Channel("qq", "12345678"),
    )
    assert stored.birthday is not None
    assert stored.birthday.calendar == "lunar"
    assert stored.invoices[0].tax_number == "91330106MA2CABCD12"
    assert stored.note == "只收现款"


def test_that_a_company_without_a_person_is_a_company(db: Database) -> None:
    (draft,) = drafts("杭州云帆科技有限公司 0571-88881234", db)
    stored = record(db, store(db, [PasteTarget(draft)])[0])
    assert (stored.kind, stored.name, stored.company) == ("company", "杭州云帆科技有限公司", "")


def test_that_several_people_are_one_change_set_taken_back_at_once(db: Database) -> None:
    people = drafts("王芳 13800138000\n李明 13900139000\n张姐 13700137000", db)
    assert len(store(db, [PasteTarget(draft) for draft in people])) == 3
    undo(db)
    with db.read() as session:
        assert session.scalar(select(func.count(Customer.id))) == 0


def test_that_the_same_mobile_and_name_is_certain_and_says_what_would_be_new(db: Database) -> None:
    customer = add_customer(db, name="王芳", phone="13800138000")
    (draft,) = drafts(ORDER + " 微信 wangfang_88", db)
    (found,) = known(db, draft)
    assert (found.id, found.certain, found.reason) == (customer, True, "phone")
    assert [(it.field, it.value) for it in found.additions] == [
        ("region", "浙江"),
        ("wechat", "wangfang_88"),
        ("address", "杭州市西湖区文三路100号"),
    ]


def test_that_the_same_name_alone_or_another_name_on_the_number_is_a_warning(db: Database) -> None:
    add_customer(db, name="王芳")
    other = add_customer(db, name="李明", phone="13800138000")
    found = known(db, drafts(ORDER, db)[0])
    assert {(one.id == other, one.certain) for one in found} == {(True, False), (False, False)}
    assert known(db, drafts("赵磊 13911112222", db)[0]) == []


def test_that_adding_fills_blanks_overwrites_nothing_and_loses_nothing(db: Database) -> None:
    customer = add_customer(db, name="王芳", phone="13800138000", company="旧公司")
    (draft,) = drafts("王芳 13800138000 13900139000\n杭州云帆建材有限公司\n销售总监\n只收现款", db)
    assert store(db, [PasteTarget(draft, customer)]) == [customer]
    stored = record(db, customer)
    assert (stored.company, stored.title) == ("旧公司", "销售总监")
    assert [phone.e164 for phone in stored.phones] == ["+8613800138000", "+8613900139000"]
    assert "杭州云帆建材有限公司" in stored.note
    assert "只收现款" in stored.note
    undo(db)
    assert record(db, customer).title == ""


def test_that_adding_the_same_twice_adds_it_once(db: Database) -> None:
    (draft,) = drafts(ORDER, db)
    (customer,) = store(db, [PasteTarget(draft)])
    assert known(db, draft)[0].additions == ()
    store(db, [PasteTarget(draft, customer)])
    assert len(record(db, customer).phones) == len(record(db, customer).addresses) == 1


def test_that_a_chat_is_logged_on_its_day_with_whom_it_was(db: Database) -> None:
    text = "小李 2026/11/20 14:03\n茶叶到了\n王芳 2026/11/20 14:05\n好的，要两箱"
    (draft,) = drafts(text, db)
    (customer,) = store(db, [PasteTarget(draft)])
    ((kind, words, at),) = talks(db, customer)
    assert (kind, words) == ("wechat", "小李：茶叶到了\n王芳：好的，要两箱")
    assert local_day(at, office_zone("Asia/Shanghai")).isoformat() == "2026-11-20"
    (again,) = drafts(text, db)
    assert [(one.id, one.certain) for one in known(db, again)] == [(customer, True)]


def test_that_a_draft_with_problems_and_a_customer_who_is_gone_are_refused(db: Database) -> None:
    with pytest.raises(Invalid):
        store(db, [PasteTarget(PasteDraft(rest="要两箱"))])
    with pytest.raises(CrmError, match=r"customer\.gone"):
        store(db, [PasteTarget(PasteDraft(name="王芳"), 999)])


@pytest.mark.parametrize(("last", "waits"), [("小李", False), ("王芳", True)])
def test_that_a_chat_waits_for_an_answer_unless_we_had_the_last_word(
    db: Database, last: str, *, waits: bool
) -> None:
    text = f"王芳 2026/11/20 15:01\n茶叶到了吗\n{last} 2026/11/20 15:07\n嗯"
    (draft,) = drafts(text, db)
    (customer,) = store(db, [PasteTarget(draft)])
    with db.read() as session:
        assert (load_waiting(session, customer, db.now()) is not None) == waits
