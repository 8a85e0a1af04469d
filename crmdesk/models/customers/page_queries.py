"""The questions a customer's page asks, each built once: building costs more than asking.

All take the parameter "customer".
"""

from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    Select,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import aliased

from crmdesk.models.schema import (
    Anniversary,
    Attachment,
    Consent,
    Contact,
    Customer,
    CustomerSummary,
    CustomerTag,
    CustomField,
    CustomValue,
    FollowUp,
    Interaction,
    Promise,
    ServiceContract,
    ServiceOrder,
    ServicePlan,
    Source,
    Staff,
    SurveyResponse,
    Tag,
)

LAST_TALKS = 3
TALK_TEXT = 240
OPEN_PROMISES = 20
MOST_RELATIVES = 200
_HER: BindParameter[int] = bindparam("customer")
Rows = Select[*tuple[Any, ...]]


@cache
def customer() -> Select[Customer, str, str, CustomerSummary]:
    """The row itself, owner and source by name, and the summary."""
    return (
        select(Customer, Staff.name, Source.name, CustomerSummary)
        .outerjoin(Staff, Staff.id == Customer.owner_id)
        .outerjoin(Source, Source.id == Customer.source_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .where(Customer.id == _HER)
    )


@cache
def owned(kind: type[Any], table: Any, order: Any) -> Rows:
    """Her rows of a table whose columns are named as the fields of `kind`."""
    columns = [getattr(table, field.name) for field in fields(kind)]
    return select(*columns).where(table.customer_id == _HER).order_by(order, table.id)


@cache
def contacts() -> Select[Contact]:
    """In the user's order."""
    query = select(Contact).where(Contact.customer_id == _HER)
    return query.order_by(Contact.position, Contact.id)


@cache
def anniversaries() -> Select[Anniversary]:
    return select(Anniversary).where(Anniversary.customer_id == _HER)


@cache
def consents() -> Rows:
    """All of them, newest first."""
    return (
        select(
            Consent.id, Consent.channel, Consent.given, Consent.at, Consent.how,
            func.coalesce(Staff.name, ""),
        )
        .outerjoin(Staff, Staff.id == Consent.staff_id)
        .where(Consent.customer_id == _HER)
        .order_by(Consent.at.desc(), Consent.id.desc())
    )  # fmt: skip


@cache
def tags() -> Rows:
    """In the order they were given."""
    return (
        select(Tag.id, Tag.name, Tag.color)
        .join(CustomerTag, CustomerTag.tag_id == Tag.id)
        .where(CustomerTag.customer_id == _HER)
        .order_by(CustomerTag.id)
    )


@cache
def customs() -> Rows:
    """Every field the office defined, with her value."""
    hers = (CustomValue.field_id == CustomField.id) & (CustomValue.customer_id == _HER)
    return (
        select(
            CustomField.id, CustomField.name, CustomField.kind, CustomField.choices,
            func.coalesce(CustomValue.value, "").label("value"),
        )
        .outerjoin(CustomValue, hers)
        .order_by(CustomField.position, CustomField.id)
    )  # fmt: skip


@cache
def files() -> Rows:
    """Newest first, without their bytes."""
    return (
        select(
            Attachment.id, Attachment.name, Attachment.kind, Attachment.size, Attachment.added_at,
            func.coalesce(Staff.name, ""),
        )
        .outerjoin(Staff, Staff.id == Attachment.staff_id)
        .where(Attachment.customer_id == _HER)
        .order_by(Attachment.added_at.desc(), Attachment.id.desc())
    )  # fmt: skip


@cache
def talks() -> Rows:
    """The last few contacts, with how their text begins."""
    return (
        select(
            Interaction.id, Interaction.kind, Interaction.direction, Interaction.at,
            func.coalesce(Staff.name, ""), func.substr(Interaction.text, 1, TALK_TEXT),
        )
        .outerjoin(Staff, Staff.id == Interaction.staff_id)
        .where(Interaction.customer_id == _HER)
        .order_by(Interaction.at.desc(), Interaction.id.desc())
        .limit(LAST_TALKS)
    )  # fmt: skip


@cache
def next_follow_up() -> Rows:
    """The open one due first."""
    return (
        select(FollowUp.id, FollowUp.due_on, FollowUp.due_time, FollowUp.text)
        .where(FollowUp.customer_id == _HER, FollowUp.status == "open")
        .order_by(FollowUp.due_on, FollowUp.due_time, FollowUp.id)
        .limit(1)
    )


@cache
def beside() -> Select[int, int, int]:
    """How many service plans she has, service orders and contracts, and orders still open."""

    def count(table: type[Any], *where: ColumnElement[bool]) -> ScalarSelect[int]:
        mine = table.customer_id == _HER
        return select(func.count()).select_from(table).where(mine, *where).scalar_subquery()

    return select(
        count(ServicePlan),
        count(ServiceOrder) + count(ServiceContract),
        count(ServiceOrder, ServiceOrder.status == "open"),
    )


@cache
def promises() -> Rows:
    """The open ones, the one due first before the rest."""
    return (
        select(Promise.id, Promise.due_on, Promise.due_time, Promise.text)
        .where(Promise.customer_id == _HER, Promise.status == "open")
        .order_by(Promise.due_on, Promise.due_time, Promise.id)
        .limit(OPEN_PROMISES)
    )


@cache
def score() -> Rows:
    """The newest answers in which she scored us."""
    scored = SurveyResponse.csat.is_not(None) | SurveyResponse.nps.is_not(None)
    return (
        select(SurveyResponse.id, SurveyResponse.csat, SurveyResponse.nps)
        .where(SurveyResponse.customer_id == _HER, SurveyResponse.status == "done", scored)
        .order_by(SurveyResponse.finished_at.desc(), SurveyResponse.id.desc())
        .limit(1)
    )


@cache
def name() -> Select[str]:
    return select(Customer.name).where(Customer.id == _HER)


@cache
def children() -> Rows:
    """The customers she is the parent of."""
    return _relatives(Customer.parent_id == _HER)


@cache
def referred() -> Rows:
    """The customers she brought."""
    return _relatives(Customer.referrer_id == _HER)


def _relatives(condition: Any) -> Rows:
    """With what happened there."""
    summary = aliased(CustomerSummary)
    return (
        select(
            Customer.id, Customer.name, func.coalesce(summary.interactions, 0),
            func.coalesce(summary.open_complaints, 0),
        )
        .outerjoin(summary, summary.customer_id == Customer.id)
        .where(condition)
        .order_by(summary.sort_name, Customer.id)
        .limit(MOST_RELATIVES)
    )  # fmt: skip
