"""Looking at a masked number: noted who, when, whose and which, before it is seen."""

from crmdesk.models.core.db import Database
from crmdesk.models.journal.records import note_record
from crmdesk.models.masking import veil
from crmdesk.models.schema import Customer


def reveal(db: Database, customer_id: int, number: str, masked: str) -> None:
    """Note that `number` of a customer is looked at, then let it be seen.

    The journal keeps only what was `masked`: it is read by more people than the number was for.
    Raises what a write raises; the number stays hidden then.
    """
    with db.read() as session:
        customer = session.get(Customer, customer_id)
        name = customer.name if customer is not None else ""
    with db.write("record.reveal", name=name, what=masked) as session:
        note_record(session, [customer_id])
    veil.uncover(customer_id, number)
