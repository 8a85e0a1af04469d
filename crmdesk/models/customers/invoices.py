"""Invoice data of a customer, several where it needs several."""

from dataclasses import asdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError, Invalid, Stale
from crmdesk.models.customers.edit import get_customer
from crmdesk.models.customers.invoice_text import InvoiceDraft
from crmdesk.models.customers.tax_numbers import tidy_tax_number
from crmdesk.models.schema import Invoice


def add_invoice(session: Session, customer_id: int, draft: InvoiceDraft) -> int:
    """Keep invoice data with the customer; returns the id. Raises Invalid, "customer.gone"."""
    get_customer(session, customer_id)
    last = select(func.max(Invoice.position)).where(Invoice.customer_id == customer_id)
    row = Invoice(
        customer_id=customer_id, position=(session.scalar(last) or 0) + 1, **_checked(draft)
    )
    session.add(row)
    session.flush()
    return row.id


def edit_invoice(
    session: Session, invoice_id: int, draft: InvoiceDraft, *, expected: InvoiceDraft
) -> None:
    """Replace the data; fields the user left as they were keep what others changed meanwhile.

    Raises Invalid, CrmError "invoice.gone", Stale "invoice.stale" for a field both changed.
    """
    row = get_invoice(session, invoice_id)
    before = asdict(expected)
    for name, value in _checked(draft).items():
        current = getattr(row, name)
        if value in (before[name], current):
            continue
        if current != before[name]:
            raise Stale("invoice.stale", value=current)
        setattr(row, name, value)
    session.flush()


def remove_invoice(session: Session, invoice_id: int) -> None:
    """Raises CrmError "invoice.gone" when it was removed meanwhile."""
    session.delete(get_invoice(session, invoice_id))
    session.flush()


def get_invoice(session: Session, invoice_id: int) -> Invoice:
    """The row; raises CrmError "invoice.gone"."""
    row = session.get(Invoice, invoice_id)
    if row is None:
        raise CrmError("invoice.gone")
    return row


def _checked(draft: InvoiceDraft) -> dict[str, str]:
    if problems := draft.problems():
        raise Invalid(problems)
    values = {name: " ".join(value.split()) for name, value in asdict(draft).items()}
    return values | {"tax_number": tidy_tax_number(draft.tax_number)}
