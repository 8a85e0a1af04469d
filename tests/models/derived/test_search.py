"""Finding customers, on both engines: by what, in which order, and always up to date."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from crmdesk.models.core.changes import log_of
from crmdesk.models.core.db import Database
from crmdesk.models.core.jobs import silent
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.derived import pending, search
from crmdesk.models.derived.index import index_pending
from crmdesk.models.derived.names import company_core
from crmdesk.models.derived.search import find, find_all
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import (
    Channel,
    Customer,
    CustomerSearch,
    CustomerSummary,
    CustomField,
    CustomValue,
    Phone,
    SearchPending,
    Tag,
)
from tests.support.builders import (
    add_contact,
    add_customer,
    add_interaction,
    bulk_customers,
)


def hits(db: Database, asked: str) -> list[int]:
    with db.read() as session:
        return find(session, asked).ids


def test_that_a_customer_is_found_by_all_that_identifies_her(db: Database) -> None:
    other = add_customer(db, "欧阳娜娜", phone="13911112222")
    wanted = add_customer(
        db,
        "单雄信",
        company="杭州云帆科技有限公司",
        phone="138 0013 8000 / 0571-88886666",
        address="浙江省杭州市西湖区文三路90号",
        tags=("老客户",),
    )
    add_contact(db, wanted, "王经理")
    with db.write("customer.edit", name="") as session:
        session.add(Channel(customer_id=wanted, kind="wechat", value="x", remark="A建材单总-杭州"))
        field = CustomField(name="爱车")
        session.add(field)
        session.flush()
        session.add(CustomValue(customer_id=wanted, field_id=field.id, value="奥迪A6"))
    for asked in (
        *("单", "雄信", "单雄信", "單雄信", "shanxiongxin", "shanx", "xiongxin", "sxx", "xx"),
        *("云帆", "雲帆", "yfkj", "13800138000", "8000", "000", "0138", "1380", "6666 单"),
        *("王经理", "wangjingli", "老客户", "A建材", "建材单总", "sxx 8000", "单 西湖", "奥迪"),
    ):
        assert hits(db, asked) == [wanted], asked
    assert hits(db, "ouyang") == [other]


def test_that_heteronyms_and_other_letters_are_found(db: Database) -> None:
    city = add_customer(db, "重庆火锅城", kind="company")
    zeng = add_customer(db, "曾国")
    umlaut = add_customer(db, "Jörg Müller")
    rare = add_customer(db, "王\U0002b7a9")
    for asked, wanted in {
        "chongqing": city, "cqhg": city, "zengguo": zeng, "cengguo": None, "zg": zeng,
        "müller": umlaut, "MULLER": umlaut, "jor": umlaut, "王\U0002b7a9": rare, "wang": rare,
    }.items():  # fmt: skip
        assert hits(db, asked) == ([wanted] if wanted else []), asked


def test_that_what_is_no_word_asks_for_nothing(db: Database) -> None:
    add_customer(db)
    for asked in ("", " ", "-", "'", '"', "\\", "*", "😀", "' OR 1=1 --"):
        assert hits(db, asked) == [], asked


def test_that_exact_names_come_first_then_beginnings_then_the_rest(db: Database) -> None:
    inside = add_customer(db, "小张三")
    begins = add_customer(db, "张三丰")
    exact = add_customer(db, "張三")
    for asked in ("张三", "zhangsan", "zs"):
        assert hits(db, asked)[:2] == [exact, begins]
    assert hits(db, "张三") == [exact, begins, inside]


def test_that_the_last_digits_count_most(db: Database) -> None:
    inside = add_customer(db, "甲", phone="13812345678")
    ends = add_customer(db, "乙", phone="13955551234")
    longer = add_customer(db, "丙", phone="13955551234 转 1")
    assert hits(db, "1234") == [ends, longer, inside]
    assert hits(db, "234") == [ends, longer, inside]
    assert hits(db, "5678") == [inside]
    assert hits(db, "13955551234") == [ends, longer]


def test_that_ties_go_to_the_last_contact(db: Database) -> None:
    first, second, third = (add_customer(db, "李娜", company=text) for text in "甲乙丙")
    add_interaction(db, second, at=db.now() - timedelta(days=3))
    add_interaction(db, third, at=db.now() - timedelta(days=1))
    assert hits(db, "李娜") == [third, second, first]


@pytest.mark.parametrize("text", ["zs", "卓颂", "zhuosong"])
def test_that_who_is_called_so_comes_before_who_works_there(db: Database, text: str) -> None:
    works_there = add_customer(db, "李娜", company="杭州卓颂科技有限公司")
    company = add_customer(db, "杭州卓颂科技有限公司", kind="company")
    person = add_customer(db, "张思晨")
    add_interaction(db, works_there, at=db.now())
    expected = [person, company] if text == "zs" else [company]
    assert [key for key in hits(db, text) if key != works_there] in (expected, expected[::-1])
    assert hits(db, text)[-1] == works_there


@pytest.mark.parametrize("text", ["zs", "zhangs", "张"])
def test_that_who_is_called_so_comes_before_the_company_of_such_a_contact(
    db: Database, text: str
) -> None:
    person, longer = add_customer(db, "张三"), add_customer(db, "张书学")
    works = add_customer(db, "云帆科技", kind="company")
    add_contact(db, works, "张珊")
    own = add_customer(db, "张氏建材", kind="company")
    add_interaction(db, works, "问价")  # who was talked to last would come first
    found = hits(db, text)
    assert set(found) == {person, longer, own, works}
    assert found[-1] == works
    assert hits(db, "张珊")[0] == works


def test_that_pairs_of_characters_in_two_fields_are_no_hit(db: Database) -> None:
    add_customer(db, "王建国", company="国华贸易")
    right = add_customer(db, "建国华")
    assert hits(db, "建国华") == [right]
    add_customer(db, "甲", phone="13800001111、13911118888")
    assert hits(db, "00001111888") == []


def test_that_many_hits_are_capped_with_the_best_first(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "CAP", 20)
    exact = add_customer(db, "王明")
    begins = add_customer(db, "王明明")
    bulk_customers(db, [f"李王明{at:03d}" for at in range(40)], defer=False)
    with db.read() as session:
        found = find(session, "王明")
        every = find_all(session, "王明")
    assert found.capped
    assert len(found.ids) == 20
    assert found.ids[:2] == [exact, begins]
    assert len(every) == 42


def test_that_many_hits_of_several_words_have_all_of_them(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "CAP", 5)
    both = {add_customer(db, f"王明{at}", company="云帆科技") for at in "一二三四五六七"}
    add_customer(db, "王明")
    with db.read() as session:
        found = find(session, "王明 云帆")
    assert found.capped
    assert len(found.ids) == 5
    assert set(found.ids) < both


def test_that_many_hits_not_indexed_yet_are_capped_too(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "CAP", 5)
    bulk_customers(db, [f"王明{at}" for at in "一二三四五六七"])
    with db.read() as session:
        found = find(session, "王明")
    assert (len(found.ids), found.capped) == (5, True)


def test_that_rows_of_a_bulk_import_are_found_before_and_after_indexing(db: Database) -> None:
    add_customer(db, "王一")
    ids = bulk_customers(db, ["单雄信", "王二"])
    with db.read() as session:
        assert set(session.scalars(select(SearchPending.customer_id))) == set(ids)
    assert hits(db, "shanx") == [ids[0]]
    assert len(hits(db, "王")) == 2
    assert index_pending(db, silent) == 2
    assert hits(db, "shanx") == [ids[0]]
    with db.read() as session:
        assert not session.scalars(select(SearchPending.customer_id)).all()


def test_that_rows_of_a_large_import_are_found_before_indexing_too(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending, "FEW", 2)
    ids = bulk_customers(db, ["單雄信", "欧阳娜娜", "Jörg Müller", "王二"])
    with db.write("customer.edit", name="") as session:
        session.add(Phone(customer_id=ids[1], raw="138 0013 8000", e164="+8613800138000"))
        log_of(session).defer_search = True
    for asked, wanted in {
        "单雄": 0, "shanx": 0, "xiongx": 0, "sxx": 0, "xx": 0, "oynn": 1, "8000": 1, "nana 138": 1,
        "müller": 2, "wang": 3, "shan 8000": None, "8002": None, "anx": None,
    }.items():  # fmt: skip
        assert hits(db, asked) == ([] if wanted is None else [ids[wanted]]), asked


def test_that_an_undone_import_leaves_nothing_to_find(db: Database) -> None:
    bulk_customers(db, ["单雄信"])
    undo(db)
    assert hits(db, "单雄信") == []
    with db.read() as session:
        assert not session.scalars(select(SearchPending.customer_id)).all()
        assert not session.scalars(select(CustomerSearch.customer_id)).all()
        assert not session.scalars(select(CustomerSummary.customer_id)).all()


def test_that_what_changes_is_found_by_its_new_words_only(db: Database) -> None:
    customer = add_customer(db, "张三", tags=("VIP",))
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, customer).name = "李四"
        session.scalars(select(Tag)).one().name = "贵宾"
    assert (hits(db, "张三"), hits(db, "zs"), hits(db, "VIP")) == ([], [], [])
    assert hits(db, "李四 贵宾") == [customer]
    with db.write("customer.delete", name="") as session:
        delete_customer(session, customer)
    assert hits(db, "李四") == []
    undo(db)
    assert hits(db, "lisi") == [customer]


def test_that_names_met_in_bulk_are_not_remembered_when_it_is_done(db: Database) -> None:
    company_core("杭州西溪茶业有限公司")
    bulk_customers(db, ["安若溪", "祁巧巧"])
    index_pending(db, silent)
    assert company_core.cache_info().currsize == 0
