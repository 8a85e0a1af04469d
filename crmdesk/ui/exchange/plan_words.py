"""What a plan says about its rows, in sentences."""

from __future__ import annotations

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.core.messages import message
from crmdesk.models.exchange.planning.plan import Plan, PlannedRow
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.orders import OrderRecord
from crmdesk.models.exchange.records.understood import Problem
from crmdesk.ui.exchange.plan_reasons import REASONS


def reason_text(reason: str) -> str:
    """Why a row is skipped, in a word or two."""
    return _(REASONS[reason][0]) if reason in REASONS else reason


def reason_sentence(reason: str) -> str:
    """The same in a sentence."""
    return _(REASONS[reason][1]) if reason in REASONS else reason


def problem_text(problem: Problem) -> str:
    """The sentence for a problem."""
    return message(problem.code, **problem.params)


def where_text(problem: Problem) -> str:
    """The column: its letter and its header."""
    return " ".join(part for part in (problem.column, problem.header.strip()) if part)


def record_of(row: PlannedRow, plan: Plan) -> CustomerRecord | None:
    """The customer as she will stand, None for orders and talks."""
    if row.record is not None and not isinstance(row.record, CustomerRecord):
        return None
    if row.ref < 0 and row.action in ("create", "merge") and -row.ref <= len(plan.created):
        return plan.created[-row.ref - 1]
    record = row.after or row.record
    return record if isinstance(record, CustomerRecord) else None


def summary_text(row: PlannedRow) -> str:
    """What there is to know of a row in one line, the name apart."""
    record = row.record
    if isinstance(record, OrderRecord):
        return record.text
    if not isinstance(record, CustomerRecord):
        return str(getattr(record, "text", "") or getattr(record, "subject", ""))
    phones = [phone.raw for phone in record.phones]
    phones += [phone.raw for contact in record.contacts for phone in contact.phones][:2]
    contacts = pgettext("list", ", ").join(contact.name for contact in record.contacts[:3])
    mail = next((part.address for part in record.emails), "")
    address = next((part.raw for part in record.addresses), "")
    numbers = pgettext("list", ", ").join(phones)
    parts = [numbers, record.company, record.title, contacts, mail, address,
             *record.tags, record.owner, record.note]  # fmt: skip
    return " · ".join(part for part in parts if part)
