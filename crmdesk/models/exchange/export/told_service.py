"""The sheets of service: its orders with what was done, its contracts with their visits."""

from __future__ import annotations

from datetime import date, tzinfo
from functools import partial

from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.exchange.export.log_cells import staff_name
from crmdesk.models.exchange.export.told import Told, ToldLines, ToldTable, at_home, money
from crmdesk.models.exchange.vocabulary.choices import CHOICES
from crmdesk.models.schema import (
    ServiceContract,
    ServiceGroup,
    ServiceOrder,
    ServiceVisit,
    ServiceWork,
)
from crmdesk.models.service.rules import charge_text, contract_state_text, step_title


def service_orders(zone: tzinfo) -> ToldTable:
    """One row each service order."""
    of = ServiceOrder
    return ToldTable(
        P_("sheet", "Service orders"),
        of,
        (*_asked_for(zone), *_given(zone)),
        (of.opened_at, of.id),
        (
            ToldLines(
                P_("column", "Work done"),
                ServiceWork,
                ServiceWork.service_order_id,
                (ServiceWork.on_day, staff_name(ServiceWork.staff_id), ServiceWork.text),
                _line,
                (ServiceWork.at, ServiceWork.id),
            ),
        ),
        lambda query: query.outerjoin(ServiceGroup, ServiceGroup.id == of.group_id),
    )


def _asked_for(zone: tzinfo) -> tuple[Told, ...]:
    """What the customer wants."""
    of = ServiceOrder
    statuses, channels = CHOICES["complaints.status"](), CHOICES["interactions.kind"]()
    return (
        Told(P_("column", "Service order number"), of.number),
        Told(P_("column", "Opened"), of.opened_at, "instant", at_home(zone)),
        Told(P_("column", "Status"), of.status, say=lambda code: statuses.get(code, code)),
        Told(P_("column", "Step"), of.step, say=lambda step: step_title(min(step, 4))),
        Told(P_("column", "Subject"), of.subject, "wrapped"),
        Told(P_("column", "Product"), of.product),
        Told(P_("column", "Serial number"), of.serial),
        Told(P_("column", "Channel"), of.channel, say=lambda code: channels.get(code, code)),
        Told(P_("column", "Customer's words"), of.words, "wrapped"),
    )


def _given(zone: tzinfo) -> tuple[Told, ...]:
    """Who does it, when, and for how much."""
    of = ServiceOrder
    return (
        Told(P_("column", "Question group"), ServiceGroup.name),
        Told(P_("column", "Handled by"), staff_name(of.handler_id)),
        Told(P_("column", "Wanted on"), of.wanted_on, "day"),
        Told(P_("column", "Appointment"), of.appointment_on, "day"),
        Told(P_("column", "Appointment time"), of.appointment_time),
        Told(P_("column", "Address"), of.address, "wrapped"),
        Told(P_("column", "Warranty until"), of.warranty_until, "day"),
        Told(P_("column", "Charge"), of.charge, say=charge_text),
        Told(P_("column", "Fee"), of.fee, "money", money),
        Told(P_("column", "Currency"), of.currency),
        Told(P_("column", "Paid on"), of.paid_on, "day"),
        Told(P_("column", "What she was told"), of.told, "wrapped"),
        Told(P_("column", "Score"), of.score, "number"),
        Told(P_("column", "Closed"), of.closed_at, "instant", at_home(zone)),
    )


def service_contracts() -> ToldTable:
    """One row each contract."""
    of = ServiceContract
    visit = ServiceVisit
    return ToldTable(
        P_("sheet", "Service contracts"),
        of,
        (
            Told(P_("column", "Contract number"), of.number),
            Told(P_("column", "Renews"), of.renews),
            Told(P_("column", "Status"), of.status, say=contract_state_text),
            Told(P_("column", "Level"), of.level),
            Told(P_("column", "From"), of.starts_on, "day"),
            Told(P_("column", "Until"), of.ends_on, "day"),
            Told(P_("column", "Handled by"), staff_name(of.staff_id)),
            Told(P_("column", "Fee"), of.fee, "money", money),
            Told(P_("column", "Currency"), of.currency),
            Told(P_("column", "Included"), of.included, "wrapped"),
            Told(P_("column", "Note"), of.note, "wrapped"),
        ),
        (of.starts_on, of.id),
        (
            ToldLines(
                P_("column", "Visits"),
                visit,
                visit.contract_id,
                (visit.due_on, visit.status, visit.done_on),
                partial(_visit, CHOICES["follow_ups.status"]()),
                (visit.due_on, visit.id),
            ),
        ),
    )


def _line(day: date | None, staff: str | None, text: str) -> str:
    """2026-11-21 王芳: …"""
    return " ".join(filter(None, (day.isoformat() if day else "", staff, text)))


def _visit(states: dict[str, str], due: date, status: str, done: date | None) -> str:
    state = pgettext("service visit", "skipped") if status == "skipped" else states.get(status, "")
    return " ".join(filter(None, (due.isoformat(), state, done.isoformat() if done else "")))
