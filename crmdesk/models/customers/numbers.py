"""Customer numbers of the office's own making: K000001 and on, none given twice."""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.office.settings import counter, raise_counter, reserve_counter
from crmdesk.models.schema import Customer, FormerNumber

COUNTER = "customer_number"
_OWN = re.compile(r"K(\d{6,18})")


def next_number(session: Session) -> str:
    """The next free number; one that was imported verbatim is passed over."""
    return reserve_numbers(session, 1)[0]


def reserve_numbers(session: Session, many: int) -> list[str]:
    """So many free numbers at once, ascending."""
    found: list[str] = []
    while len(found) < many:
        numbers = [_number(at) for at in reserve_counter(session, COUNTER, many - len(found))]
        taken = set(_taken(session, numbers))
        found += [number for number in numbers if number not in taken]
    return found


def free_numbers(session: Session, taken: Iterable[str]) -> Iterator[str]:
    """Numbers nobody bears, ascending, without end; none of `taken`.

    Asks the database now and not again. The counter stands still: `retire_numbers` those used.
    """
    own = select(Customer.number).where(Customer.number.startswith("K"))
    borne = {*session.scalars(own), *taken}
    numbers = map(_number, count(counter(session, COUNTER) + 1))
    return (number for number in numbers if number not in borne)


def retire_numbers(session: Session, numbers: Iterable[str]) -> None:
    """These numbers are used up, or their customers deleted: the counter never comes to them."""
    own = [int(found[1]) for number in numbers if (found := _OWN.fullmatch(number))]
    if own:
        raise_counter(session, COUNTER, max(own))


def is_taken(session: Session, number: str) -> bool:
    """Whether a customer bears this number, or bore it before she was merged into another."""
    bearing = select(Customer.id).where(Customer.number == number)
    former = select(FormerNumber.id).where(FormerNumber.number == number)
    return session.scalar(bearing) is not None or session.scalar(former) is not None


def _number(at: int) -> str:
    return f"K{at:06d}"


def _taken(session: Session, numbers: list[str]) -> Iterator[str]:
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        yield from session.scalars(select(Customer.number).where(Customer.number.in_(part)))
