"""Return visits and open checklists on the page Today."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from crmdesk.models.core.db import Database
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.rhythms.actions import make_visit
from crmdesk.models.rhythms.due import load_visits
from crmdesk.models.rhythms.settings import Rhythms, save_rhythms
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import Section
from tests.support.builders import add_customer, add_interaction, add_order

TODAY = date(2026, 11, 21)
ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 21, 2, tzinfo=UTC)


def section(db: Database, code: str, **more: int) -> Section:
    with db.read() as session:
        page = load_today(session, TODAY, ZONE, now=db.now(), limits=more)
    return next(one for one in page.sections if one.code == code)


def silent(db: Database, days: int, name: str = "张伟") -> int:
    customer = add_customer(db, name, stage="interested", phone="13800138000", salutation="张总")
    add_interaction(db, customer, at=AT - timedelta(days=days))
    return customer


def test_that_a_visit_says_why_by_which_way_and_with_which_words(db: Database) -> None:
    silent(db, 16)
    [row] = section(db, "visits").rows
    assert row.text == "An interested customer, no contact for 16 days; called every 14 days"
    assert (row.name, row.channel, row.code) == ("张伟", "call", "rhythm")
    assert row.greeting is not None
    assert row.greeting.words("call").startswith("张总")


def test_that_so_many_are_shown_a_day_and_the_rest_on_demand(db: Database) -> None:
    customers = [silent(db, 20 + number, f"客户{number}") for number in range(5)]
    with db.write("setup") as session:
        save_rhythms(session, Rhythms(per_day=2))
    shown = section(db, "visits")
    assert (shown.total, len(shown.rows)) == (5, 2)
    first = shown.rows[0].customer_id
    with db.write("visit.done", name="") as session:
        visit = load_visits(session, TODAY, ZONE, [first])[first]
        make_visit(session, visit, InteractionDraft(first, text="好"), now=db.now())
    shown = section(db, "visits")
    assert (shown.total, len(shown.rows)) == (4, 1)
    assert len(section(db, "visits", visits=100).rows) == 4
    assert first in customers


def test_that_a_sale_brings_its_checklist(db: Database) -> None:
    customer = add_customer(db, "王芳")
    add_order(db, customer, day=TODAY)
    [row] = section(db, "closings").rows
    assert (row.customer_id, row.due_on) == (customer, TODAY)
    assert row.text.startswith("Thank the customer, A small gift")
