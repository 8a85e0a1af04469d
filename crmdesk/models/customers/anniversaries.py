"""Days worth a greeting besides the birthday: 结婚纪念日, 开业, 孩子生日."""

from sqlalchemy.orm import Session

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import parse_birthday
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.edit import get_customer
from crmdesk.models.schema import Anniversary

_MOST_WORDS = 12
"""A day is told in, at the end of the line: 农历 一九六八 年 八 月 十五."""


def read_anniversary(typed: str, *, country: str = "CN") -> tuple[str, Birthday]:
    """A day from one line: "结婚纪念日 10-1", "开业 农历八月十五".

    Raises CrmError "fact.birthday" where no day is told, "anniversary.label.empty" without a name.
    """
    words = typed.split()
    for start in range(max(0, len(words) - _MOST_WORDS), len(words)):
        day = parse_birthday(" ".join(words[start:]), country=country)
        if day is not None:
            return _label(" ".join(words[:start])), day
    raise CrmError("fact.birthday")


def add_anniversary(session: Session, customer_id: int, label: str, day: Birthday) -> int:
    """Keep a day; returns the id. Raises CrmError "anniversary.label.empty", "customer.gone"."""
    get_customer(session, customer_id)
    row = Anniversary(customer_id=customer_id, label=_label(label))
    _put(row, day)
    session.add(row)
    session.flush()
    return row.id


def edit_anniversary(session: Session, anniversary_id: int, label: str, day: Birthday) -> None:
    """Raises CrmError "anniversary.gone" and "anniversary.label.empty"."""
    row = _get(session, anniversary_id)
    row.label = _label(label)
    _put(row, day)
    session.flush()


def remove_anniversary(session: Session, anniversary_id: int) -> None:
    """Raises CrmError "anniversary.gone" when it was removed meanwhile."""
    session.delete(_get(session, anniversary_id))
    session.flush()


def _get(session: Session, anniversary_id: int) -> Anniversary:
    row = session.get(Anniversary, anniversary_id)
    if row is None:
        raise CrmError("anniversary.gone")
    return row


def _label(typed: str) -> str:
    label = " ".join(typed.split())
    if not label:
        raise CrmError("anniversary.label.empty")
    return label


def _put(row: Anniversary, day: Birthday) -> None:
    row.calendar, row.year, row.month, row.day, row.leap = (
        day.calendar, day.year, day.month, day.day, day.leap,
    )  # fmt: skip
