"""One customer, one page: what it says, and what it costs."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import event, insert

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.customers.anniversaries import add_anniversary
from crmdesk.models.customers.consents import record_consent
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.customers.page import load_page, prepare
from crmdesk.models.customers.page_rows import CustomerPage, Occasion, Relative, Warn
from crmdesk.models.schema import Interaction
from tests.support.builders import (
    add_complaint,
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_order,
    add_staff,
)
from tests.support.databases import NOW

TODAY = date(2026, 11, 21)


def page(db: Database, customer: int, viewer: int | None = None) -> CustomerPage:
    with db.read() as session:
        found = load_page(session, customer, today=TODAY, viewer=viewer)
    assert found is not None
    return found


def put(db: Database, customer: int, field: str, value: object) -> None:
    with db.write("customer.edit", name="") as session:
        set_fact(session, customer, field, value, expected=_now(db, customer, field), today=TODAY)  # type: ignore[arg-type]


def _now(db: Database, customer: int, field: str) -> object:
    return page(db, customer).facts[field]


def test_that_a_customer_who_is_gone_has_no_page(db: Database) -> None:
    with db.read() as session:
        assert load_page(session, 4711, today=TODAY) is None


def test_that_the_page_holds_what_was_typed_when_she_was_created(db: Database) -> None:
    customer = add_customer(
        db,
        "欧阳娜娜",
        company="杭州西湖文化传媒",
        salutation="欧阳总",
        phone="139 1111 2222",
        email="ouyang@example.cn",
        wechat="ouyang88",
        source="展会",
        tags=("VIP", "华东"),
        owner_id=db.staff_id,
    )
    shown = page(db, customer)
    assert (shown.name, shown.text("company"), shown.text("salutation")) == (
        "欧阳娜娜",
        "杭州西湖文化传媒",
        "欧阳总",
    )
    assert [row.e164 for row in shown.phones] == ["+8613911112222"]
    assert [row.address for row in shown.emails] == ["ouyang@example.cn"]
    assert [(row.kind, row.value) for row in shown.channels] == [("wechat", "ouyang88")]
    assert [tag.name for tag in shown.tags] == ["VIP", "华东"]
    assert (shown.source, shown.owner, shown.stage) == ("展会", "Me", "potential")
    assert shown.last_contact is None


def test_that_the_last_three_contacts_stand_on_it_newest_first(db: Database) -> None:
    customer = add_customer(db)
    for hours in (1, 2, 3, 4):
        add_interaction(db, customer, f"{hours} 小时前", at=NOW - timedelta(hours=hours))
    shown = page(db, customer)
    assert [talk.text for talk in shown.talks] == ["1 小时前", "2 小时前", "3 小时前"]
    assert (shown.last_contact, shown.interactions) == (NOW - timedelta(hours=1), 4)


def test_that_a_lunar_birthday_says_when_it_is_kept_next(db: Database) -> None:
    customer = add_customer(db, birthday=Birthday("lunar", 1968, 8, 15))
    assert page(db, customer).occasion == Occasion(date(2027, 9, 15), 59, round=False)


def test_that_contacts_carry_their_own_phones_and_leave_the_company_its_own(db: Database) -> None:
    customer = add_customer(db, "云帆科技", kind="company", phone="010-88886666")
    contact = add_contact(db, customer, "李工", role="decision")
    with db.write("customer.reach", name="") as session:
        from crmdesk.models.customers.reach import add_reach
        from crmdesk.models.office.settings import load_office

        office = load_office(session)
        add_reach(session, customer, "phone", "13900001111", office=office, contact_id=contact)
    shown = page(db, customer)
    assert [row.raw for row in shown.phones] == ["010-88886666"]
    assert [row.e164 for row in shown.contacts[0].phones] == ["+8613900001111"]


def test_that_warnings_come_gravest_first(db: Database) -> None:
    customer = add_customer(db)
    put(db, customer, "warning", "只在下午打电话")
    put(db, customer, "bereaved_on", TODAY - timedelta(days=200))
    add_complaint(db, customer)
    add_follow_up(db, customer, TODAY - timedelta(days=2))
    with db.write("customer.consent", name="") as session:
        record_consent(session, customer, "sms", given=False, how="电话", now=db.now())
    assert page(db, customer).warnings == (
        Warn("text", words=("只在下午打电话",)),
        Warn("complaints", count=1),
        Warn("mourning", day=TODAY - timedelta(days=200)),
        Warn("refused", words=("sms",)),
        Warn("overdue", day=TODAY - timedelta(days=2)),
    )


def test_that_nothing_is_warned_of_once_it_is_over(db: Database) -> None:
    customer = add_customer(db)
    put(db, customer, "bereaved_on", TODAY - timedelta(days=365))
    add_complaint(db, customer, status="closed")
    add_follow_up(db, customer, TODAY - timedelta(days=2), status="done")
    for given in (False, True):
        with db.write("customer.consent", name="") as session:
            record_consent(session, customer, "sms", given=given, how="", now=db.now())
    assert page(db, customer).warnings == ()


def test_that_a_group_names_its_parent_and_its_children_with_what_happened_there(
    db: Database,
) -> None:
    parent = add_customer(db, "云帆集团", kind="company")
    child = add_customer(db, "云帆杭州", kind="company", parent_id=parent)
    add_interaction(db, child)
    add_complaint(db, child)
    assert page(db, parent).children == (Relative(child, "云帆杭州", 1, 1),)
    assert page(db, child).parent == Relative(parent, "云帆集团")


def test_that_the_open_follow_up_due_first_is_the_next(db: Database) -> None:
    customer = add_customer(db)
    add_follow_up(db, customer, TODAY + timedelta(days=9), "寄样品")
    add_follow_up(db, customer, TODAY + timedelta(days=3), "送报价", due_time="10:00")
    add_follow_up(db, customer, TODAY, "早已做完", status="done")
    follow_up = page(db, customer).next_follow_up
    assert follow_up is not None
    assert (follow_up.text, follow_up.due_time) == ("送报价", "10:00")


def test_that_anniversaries_come_in_the_order_they_are_kept(db: Database) -> None:
    customer = add_customer(db)
    with db.write("customer.edit", name="") as session:
        add_anniversary(session, customer, "开业", Birthday("solar", 2010, 11, 1))
        add_anniversary(session, customer, "结婚", Birthday("solar", None, 12, 24))
    assert [(row.label, row.next_on) for row in page(db, customer).anniversaries] == [
        ("结婚", date(2026, 12, 24)),
        ("开业", date(2027, 11, 1)),
    ]


def test_that_private_facts_are_for_the_owner_only(db: Database) -> None:
    colleague = add_staff(db, "李娜")
    customer = add_customer(db, owner_id=colleague)
    put(db, customer, "private_note", "正在办离婚")
    assert page(db, customer, viewer=colleague).text("private_note") == "正在办离婚"
    others = page(db, customer, viewer=db.staff_id)
    assert "private_note" not in others.facts
    assert others.hidden == {"private_note", "income"}


def test_that_a_long_history_asks_no_more_of_the_database(db: Database) -> None:
    customer = add_customer(db)
    add_interaction(db, customer)
    asked: list[str] = []
    event.listen(
        db.storage.engine, "before_cursor_execute", lambda *told: asked.append(str(told[2]))
    )
    page(db, customer)
    once = len(asked)
    rows = [
        {
            "customer_id": customer, "at": NOW - timedelta(hours=n), "kind": "call",
            "text": "谈了报价", "created_at": NOW,
        }
        for n in range(2000)
    ]  # fmt: skip
    with db.write("import", file="x", bulk=True) as session:
        session.execute(insert(Interaction), rows)
    asked.clear()
    found = page(db, customer)
    assert len(asked) == once
    assert len(found.talks) == 3


def test_that_the_first_page_asks_nothing_that_was_not_made_ready(db: Database) -> None:
    customer = add_customer(db, phone="13900139000")
    add_order(db, customer)
    add_interaction(db, customer)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(db.storage.engine, "before_cursor_execute", note)
    try:
        with db.read() as session:
            prepare(session)
        made_ready = set(asked)
        with db.read() as session:
            load_page(session, customer, today=TODAY)
    finally:
        event.remove(db.storage.engine, "before_cursor_execute", note)
    assert set(asked) == made_ready


def test_that_who_waits_for_an_answer_is_told_before_one_speaks(db: Database) -> None:
    customer = add_customer(db)
    at = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)  # the 21st in Shanghai
    add_interaction(db, customer, "在吗", kind="wechat", direction="in", at=at)
    assert page(db, customer).warnings == (Warn("reply", day=TODAY),)
    add_interaction(db, customer, "在的", kind="wechat", at=at + timedelta(minutes=5))
    assert page(db, customer).warnings == ()
