"""What came in and waits for an answer (product C4): messages, and calls nobody took.

An answer is whatever reached the customer afterwards: something sent, or a talk. A greeting for a
feast answers nothing, nor does a call she did not take.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from crmdesk.models.schema import Interaction

MESSAGES = ("wechat", "email", "sms", "fax")
TALKS = ("call", "visit", "meeting")
NOBODY = "no_answer"
DAYS = timedelta(days=14)
"""What came in earlier waits no more: an imported history asks nobody for answers."""


def came_in(table: Any = Interaction) -> ColumnElement[bool]:
    """SQL for: this wants an answer, unless somebody said it needs none."""
    return and_(
        table.direction == "in",
        table.kind.in_((*MESSAGES, "call")),  # as the index has it
        or_(table.kind != "call", table.outcome == NOBODY),
        table.needs_reply.is_not(False),
    )


def answers(table: Any = Interaction) -> ColumnElement[bool]:
    """SQL for: this reached the customer."""
    sent = and_(table.direction == "out", table.kind != "gift")
    return and_(or_(sent, table.kind.in_(TALKS)), table.outcome != NOBODY, table.occasion.is_(None))


def waits() -> ColumnElement[bool]:
    """SQL for: came in, and nothing reached the customer since."""
    later = aliased(Interaction)
    answered = exists().where(
        later.customer_id == Interaction.customer_id, later.at >= Interaction.at, answers(later)
    )
    return and_(came_in(), ~answered)


def waiting_since(session: Session, customer_id: int, now: datetime) -> datetime | None:
    """When the first message came in that this customer waits to be answered."""
    return session.scalar(_first(), {"customer": customer_id, "since": now - DAYS})


@cache
def _first() -> Select[datetime]:
    """Built once: building costs more than asking."""
    return select(func.min(Interaction.at)).where(
        Interaction.customer_id == bindparam("customer"),
        Interaction.at >= bindparam("since"),
        waits(),
    )
