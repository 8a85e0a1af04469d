"""What stood in a column, in words: codes, money, days, and what ids are called."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from crmdesk.models.care import gift_rules
from crmdesk.models.complaints import rules as complaints
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.core.money import say_amount
from crmdesk.models.customers import rules as customers
from crmdesk.models.customers.phones import label_text
from crmdesk.models.exchange.vocabulary.choices import CHOICES
from crmdesk.models.orders.rules import say_quantity
from crmdesk.models.rhythms.closing import item_text
from crmdesk.models.schema import Base
from crmdesk.models.service import rules as service
from crmdesk.models.surveys import rules as surveys

Key = tuple[str, int]

REFERENCES = {
    "closed_by_id": "staff", "contact_id": "contact", "done_by_id": "staff",
    "field_id": "custom_field", "group_id": "service_group", "handler_id": "staff",
    "lead_id": "staff", "list_id": "gift_list", "other_id": "customer", "owner_id": "staff",
    "parent_id": "customer", "product_id": "product", "question_id": "question",
    "questionnaire_id": "questionnaire", "referrer_id": "customer", "source_id": "source",
    "staff_id": "staff", "tag_id": "tag", "to_id": "staff",
}  # fmt: skip
"""Columns that hold the id of something with a name."""

_MONEY = frozenset({"amount", "cost", "price", "fee", "budget", "per_person"})


def load_names(session: Session, wanted: Iterable[Key]) -> dict[Key, str]:
    """What the rows (table, id) are called now; one that is gone is absent."""
    by_table: dict[str, set[int]] = {}
    for name, row_id in wanted:
        by_table.setdefault(name, set()).add(row_id)
    found: dict[Key, str] = {}
    for name, ids in by_table.items():
        table = Base.metadata.tables[name]
        called = table.c.text if name == "question" else table.c.name
        for row_id, text in session.execute(select(table.c.id, called).where(table.c.id.in_(ids))):
            found[name, row_id] = text
    return found


def say(table: Table, column: str, value: Any, names: Mapping[Key, str], zone: tzinfo) -> str:
    """The value of a column as JSON holds it, in words; "" for nothing."""
    if value is None or value == "":
        return ""
    if column in REFERENCES:
        return names.get((REFERENCES[column], value), "…")
    coded = _coded(table.name, column)
    if coded is not None:
        try:
            return coded(value)
        except KeyError:  # a code of another version of the program
            return str(value)
    if isinstance(value, bool):
        return CHOICES["yes_no"]()["yes" if value else "no"]
    if isinstance(value, int):
        return _number(column, value)
    if isinstance(value, list | dict):
        return pgettext("list", ", ").join(str(part) for part in value if part)
    return _moment(table, column, str(value), zone)


def _number(column: str, value: int) -> str:
    if column in _MONEY:
        return say_amount(value)
    return say_quantity(value) if column == "quantity" else f"{value:,}"


def _moment(table: Table, column: str, text: str, zone: tzinfo) -> str:
    """A day or an instant as the office reads it; any other text as it is."""
    known = table.columns.get(column)
    kind = known.type.python_type if known is not None else str
    if kind is datetime:
        return f"{datetime.fromisoformat(text).astimezone(zone):%Y-%m-%d %H:%M}"
    return date.fromisoformat(text).isoformat() if kind is date else text


def _coded(table: str, column: str) -> Callable[[Any], str] | None:
    if column == "label":
        return lambda code: label_text(str(code))
    if (choice := _CHOICES.get((table, column))) is not None:
        texts = CHOICES[choice]()
        return lambda code: texts.get(code, str(code))
    return _TEXTS.get((table, column))


_CHOICES: dict[tuple[str, str], str] = {
    ("complaint", "status"): "complaints.status",
    ("complaint", "closing"): "complaints.closing",
    ("complaint", "channel"): "complaints.channel",
    ("complaint", "mood"): "complaints.mood",
    ("complaint", "severity"): "complaints.severity",
    ("improvement", "status"): "complaints.measure.state",
    ("improvement_call", "verdict"): "complaints.measure.verdict",
    ("interaction", "kind"): "interactions.kind",
    ("interaction", "direction"): "interactions.direction",
    ("interaction", "purpose"): "interactions.purpose",
    ("interaction", "outcome"): "interactions.outcome",
    ("follow_up", "status"): "follow_ups.status",
    ("follow_up", "channel"): "follow_ups.channel",
    ("promise", "status"): "promises.status",
    ("order", "status"): "orders.status",
    ("payment", "method"): "orders.paid.method",
    ("invoice", "kind"): "invoice.kind",
    ("service_order", "status"): "complaints.status",
    ("service_order", "channel"): "complaints.channel",
}


def _state(code: Any) -> str:
    """Of what a service contract owes, a plan, a sale."""
    texts = {
        "open": pgettext("journal", "Open"),
        "done": pgettext("journal", "Done"),
        "skipped": pgettext("journal", "Left out"),
        "left": pgettext("journal", "Left out"),
    }
    return texts.get(str(code), str(code))


def _step(title: Callable[[int], str], last: int) -> Callable[[Any], str]:
    return lambda step: title(step) if 1 <= step <= last else str(step)


def _waits_for(code: Any) -> str:
    texts = {"customer": _("Customer"), "parts": pgettext("journal", "Parts")}
    return texts.get(str(code), str(code))


_TEXTS: dict[tuple[str, str], Callable[[Any], str]] = {
    ("complaint", "step"): _step(complaints.step_title, len(complaints.STEPS)),
    ("service_order", "step"): _step(service.step_title, len(service.STEPS)),
    ("service_order", "charge"): service.charge_text,
    ("service_work", "place"): service.place_text,
    ("service_contract", "status"): service.contract_state_text,
    ("service_visit", "status"): _state,
    ("service_pause", "waits_for"): _waits_for,
    ("closing_item", "status"): _state,
    ("closing_item", "code"): item_text,
    ("gift", "status"): gift_rules.gift_status_text,
    ("gift", "way"): gift_rules.way_text,
    ("gift_list", "occasion"): gift_rules.occasion_text,
    ("consent", "channel"): customers.consent_channel_text,
    ("channel", "kind"): customers.channel_kind_text,
    ("survey_response", "status"): surveys.status_text,
    ("survey_response", "channel"): surveys.channel_text,
    ("question", "kind"): surveys.kind_text,
}
