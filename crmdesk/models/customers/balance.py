"""Not every contact is a sale (product C5): how many were care, and how many sold in a row."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Interaction

SELLING = frozenset({"sales", "new_product"})
CARE = frozenset({"care", "thanks"})
TOO_MANY = 5
"""So many selling contacts in a row, and a kind word is due."""
_YEAR = timedelta(days=365)
_MOST = 500


@dataclass(frozen=True, slots=True)
class Balance:
    """Of what we did with a purpose in the last year: how much was care, and how many of the
    newest in a row were selling.
    """

    contacts: int = 0
    care: int = 0
    selling: int = 0

    @property
    def percent(self) -> int:
        """The share of care, 0 to 100."""
        return round(100 * self.care / self.contacts) if self.contacts else 0

    @property
    def needs_care(self) -> bool:
        return self.selling >= TOO_MANY


def load_balance(session: Session, customer_id: int, today: date) -> Balance:
    """The balance of the year before `today`; of very many contacts the newest 500."""
    since = datetime.combine(today - _YEAR, time(), UTC)
    told = {"customer": customer_id, "since": since}
    purposes = session.scalars(_purposes(), told).all()
    selling = next((n for n, told in enumerate(purposes) if told not in SELLING), len(purposes))
    care = sum(purpose in CARE for purpose in purposes)
    return Balance(len(purposes), care, selling)


@cache
def _purposes() -> Select[*tuple[Any, ...]]:
    """Built once: building costs more than asking."""
    return (
        select(Interaction.purpose)
        .where(
            Interaction.customer_id == bindparam("customer"),
            Interaction.at >= bindparam("since"),
            Interaction.direction != "in",
            Interaction.purpose != "",
        )
        .order_by(Interaction.at.desc(), Interaction.id.desc())
        .limit(_MOST)
    )
