"""Customers who are to be asked a questionnaire: planned, or begun and not finished."""

from collections.abc import Iterator

from sqlalchemy import column, func, select, table

from crmdesk.models.today.rows import Ask, Part, TodayRow

_RESPONSES = table(
    "survey_response", column("id"), column("customer_id"), column("contact_id"),
    column("staff_id"), column("questionnaire_id"), column("status"),
)  # fmt: skip
_PAPERS = table("questionnaire", column("id"), column("name"))
"""Named, not mapped: every start reads this page, and few offices have any of it."""


def find(ask: Ask) -> Iterator[Part]:
    """In the order they were planned; one question."""
    response = _RESPONSES.c
    query = (
        select(
            response.id, response.customer_id, response.contact_id, response.staff_id,
            response.status, _PAPERS.c.name, func.count().over(),
        )
        .join(_PAPERS, _PAPERS.c.id == response.questionnaire_id)
        .where(response.status.in_(("planned", "open")))
        .order_by(response.id)
        .limit(ask.limit("surveys"))
    )  # fmt: skip
    if ask.staff:
        query = query.where(response.staff_id.in_(ask.staff))
    rows = ask.session.execute(query).all()
    if rows:
        total = rows[0][-1]
        yield Part("surveys", total, [_row(*row[:-1]) for row in rows])


def _row(
    key: int,
    customer_id: int,
    contact_id: int | None,
    staff_id: int | None,
    status: str,
    name: str,
) -> TodayRow:
    return TodayRow(
        section="surveys",
        source="survey",
        id=key,
        customer_id=customer_id,
        contact_id=contact_id,
        staff_id=staff_id,
        text=name,
        code=status,
        suggests="call",
    )
