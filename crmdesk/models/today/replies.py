"""Who waits for an answer: messages that came in and calls nobody took, by their clock."""

from collections.abc import Iterator

from sqlalchemy import func, select

from crmdesk.models.customers.unanswered import DAYS, waits
from crmdesk.models.schema import Customer, Interaction
from crmdesk.models.today.rows import Ask, Part, TodayRow


def find(ask: Ask) -> Iterator[Part]:
    """One row for each of their customers that waits."""
    some = (
        select(Interaction.id)
        .join(Customer, Customer.id == Interaction.customer_id)
        .where(Interaction.at >= ask.now - DAYS, waits(), Customer.kind != "internal")
        .limit(1)
    )
    if ask.staff:
        some = some.where(func.coalesce(Customer.owner_id, Interaction.staff_id).in_(ask.staff))
    if ask.session.scalar(some) is None:
        return
    from crmdesk.models.interactions.replies import load_unanswered  # not where nobody waits

    found = load_unanswered(ask.session, ask.now, ask.staff, ask.limit("replies"))
    rows = [
        TodayRow(
            section="replies",
            source="reply",
            id=one.ids[0],
            customer_id=one.customer_id,
            contact_id=one.contact_id,
            text=one.text,
            code=one.kind,
            since=one.at,
            clock=("reply", one.clock),
            channel=one.kind if one.kind != "fax" else "",
            words="reply_call" if one.kind == "call" else "reply",
        )
        for one in found.rows
    ]
    yield Part("replies", found.total, rows)
