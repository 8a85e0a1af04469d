"""Who seems to be in the archive already."""

from datetime import timedelta

from crmdesk.models.core.db import Database
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.duplicates import LikelyDuplicate, find_duplicates
from crmdesk.models.office.profile import OfficeSettings
from tests.support.builders import add_customer, add_interaction


def likely(db: Database, but: int | None = None, **fields: object) -> list[LikelyDuplicate]:
    draft = CustomerDraft(**fields)  # type: ignore[arg-type]
    with db.read() as session:
        return find_duplicates(session, draft, OfficeSettings(area_code="0571"), but=but)


def reasons(db: Database, **fields: object) -> list[tuple[str, str]]:
    return [(found.name, found.reason) for found in likely(db, **fields)]


def test_that_a_known_number_in_any_writing_names_its_owner_and_last_contact(db: Database) -> None:
    key = add_customer(db, "张伟", phone="13800138000", owner_id=db.staff_id, company="云帆科技")
    add_interaction(db, key)
    [found] = likely(db, name="老张", phones=("+86 138-0013-8000",))
    assert (found.number, found.name, found.company) == ("K000001", "张伟", "云帆科技")
    assert (found.owner, found.reason, found.certain) == ("Me", "phone", True)
    assert found.last_contact == db.now() - timedelta(hours=1)


def test_that_the_name_in_other_characters_at_the_same_company_is_one(db: Database) -> None:
    add_customer(db, "張偉", company="上海云帆科技有限公司")
    found = reasons(db, name="张 伟", company="云帆科技")
    assert found == [("張偉", "name_company")]


def test_that_a_name_alone_is_a_hint_and_never_certain(db: Database) -> None:
    add_customer(db, "张伟", company="云帆科技")
    add_customer(db, "张伟强")
    [found] = likely(db, name="张伟", company="鹏城电子")
    assert (found.name, found.reason, found.certain) == ("张伟", "name", False)


def test_that_a_company_written_otherwise_is_found(db: Database) -> None:
    add_customer(db, "杭州云帆科技有限公司", kind="company")
    add_customer(db, "云帆远大", kind="company")
    add_customer(db, "李娜", company="云帆科技")
    found = reasons(db, name="云帆科技(集团)股份有限公司", kind="company")
    assert found == [("杭州云帆科技有限公司", "company"), ("李娜", "company")]


def test_that_a_person_of_a_company_we_have_is_pointed_to_it(db: Database) -> None:
    add_customer(db, "云帆科技", kind="company")
    add_customer(db, "李娜", company="云帆科技")
    assert reasons(db, name="王芳", company="上海云帆科技") == [("云帆科技", "company")]


def test_that_an_e_mail_is_a_reason(db: Database) -> None:
    add_customer(db, "张伟", email="zw@example.cn")
    assert reasons(db, name="阿伟", email="zw@example.cn") == [("张伟", "email")]


def test_that_nothing_is_asked_of_half_a_word(db: Database) -> None:
    add_customer(db, "张伟", phone="13800138000")
    assert reasons(db, name="张", phones=("138",), email="zw") == []
    assert reasons(db) == []


def test_that_the_surest_come_first_and_the_customer_itself_never(db: Database) -> None:
    first = add_customer(db, "张伟")
    second = add_customer(db, "别人", phone="13800138000")
    found = likely(db, name="张伟", phones=("13800138000",))
    assert [row.id for row in found] == [second, first]
    found = likely(db, but=second, name="张伟", phones=("13800138000",))
    assert [row.id for row in found] == [first]


def test_that_only_a_few_are_named(db: Database) -> None:
    for _ in range(7):
        add_customer(db, "张伟")
    assert len(likely(db, name="张伟")) == 5


def test_that_an_account_or_an_e_mail_tells_whatever_its_case(db: Database) -> None:
    add_customer(db, "王芳", wechat="Fang_888")
    add_customer(db, "李娜", email="li@example.com")
    assert reasons(db, name="小芳", wechat="fang_888") == [("王芳", "wechat")]
    assert reasons(db, name="小李", email="Li@Example.com") == [("李娜", "email")]
    assert reasons(db, name="小芳", wechat="fang") == []


def test_that_a_company_named_with_signs_only_is_like_no_other(db: Database) -> None:
    add_customer(db, "张伟", company="云帆科技")
    assert reasons(db, name="李四", company="@#有限公司") == []
