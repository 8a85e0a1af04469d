"""Rows of two customers put together: what says the same stands once, and nothing is lost.

Rows of a table not named here all stay, but where a customer may have only one of a kind.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import UniqueConstraint

from crmdesk.models.customers.tax_numbers import tidy_tax_number
from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.derived.names import same_name_key
from crmdesk.models.schema import (
    Address,
    Anniversary,
    Attachment,
    Base,
    Channel,
    Consent,
    Contact,
    CustomerOwned,
    Email,
    FollowUp,
    Interaction,
    Invoice,
    Phone,
    RowFingerprint,
    StageChange,
)

_NEVER_COMPARED = frozenset({"id", "customer_id", "position", "created_at", "batch_id"})


@dataclass(frozen=True, slots=True)
class Fold:
    """`same` is equal for two rows about one thing; columns in `loose` may differ (the row that
    stays tells), the others must agree where both are told, and blanks are filled."""

    same: Callable[[Any], Hashable]
    loose: frozenset[str] = frozenset()


_REACHED = frozenset({"label", "raw", "suspect", "address"})

_FOLDS: Mapping[type[CustomerOwned], Fold] = {
    Contact: Fold(lambda row: same_name_key(row.name), frozenset({"name"})),
    Phone: Fold(lambda row: (row.contact_id, row.e164 or row.raw, row.extension), _REACHED),
    Email: Fold(lambda row: (row.contact_id, row.address.casefold()), _REACHED),
    Address: Fold(lambda row: (row.contact_id, same_name_key(row.raw)), _REACHED),
    Channel: Fold(
        lambda row: (row.contact_id, row.kind, row.value.casefold() or row.nickname),
        frozenset({"label", "value"}),
    ),
    Invoice: Fold(lambda row: (normalise(row.title), tidy_tax_number(row.tax_number))),
    Anniversary: Fold(lambda row: (row.label, row.calendar, row.month, row.day)),
    Attachment: Fold(lambda row: (row.sha256, row.name), frozenset({"added_at", "staff_id"})),
    StageChange: Fold(lambda row: (row.stage, row.on)),
    RowFingerprint: Fold(lambda row: row.digest),
    Interaction: Fold(lambda row: (row.at, row.kind, row.direction, row.text)),
    FollowUp: Fold(lambda row: (row.due_on, row.due_time, row.text, row.status)),
    Consent: Fold(lambda row: (row.channel, row.given, row.at, row.how, row.staff_id)),
}


@dataclass(frozen=True, slots=True)
class Folded:
    """`kept` are the rows that stay, `gone` goes with each the row that says the same."""

    kept: list[Any]
    gone: list[tuple[Any, Any]]


def fold(table: type[CustomerOwned], sides: Sequence[Sequence[Any]]) -> Folded:
    """The rows of several customers, those that stay changed so that they say all the others do.

    Of equal rows the first one stays.
    """
    rule = _FOLDS.get(table) or _of_one_kind(table)
    kept = list(sides[0])
    if rule is None:
        return Folded([row for side in sides for row in side], [])
    gone: list[tuple[Any, Any]] = []
    for side in sides[1:]:
        alike: dict[Hashable, list[Any]] = {}
        for row in kept:
            alike.setdefault(rule.same(row), []).append(row)
        for row in side:
            near = alike.get(rule.same(row), ())
            same = next((old for old in near if _agree(rule, old, row)), None)
            if same is None:
                kept.append(row)
            else:
                _fill(same, row)
                gone.append((row, same))
    return Folded(kept, gone)


def _of_one_kind(table: type[CustomerOwned]) -> Fold | None:
    """Of what a customer has once (a tag, the value of a field) the first stays."""
    for constraint in Base.metadata.tables[table.__tablename__].constraints:
        if isinstance(constraint, UniqueConstraint) and "customer_id" in constraint.columns:
            names = [column.name for column in constraint.columns if column.name != "customer_id"]
            loose = frozenset(_columns(table)) - set(names)
            return Fold(_by_columns(names), loose)
    return None


def _by_columns(names: Sequence[str]) -> Callable[[Any], Hashable]:
    return lambda row: tuple(getattr(row, name) for name in names)


def _agree(rule: Fold, one: Any, other: Any) -> bool:
    for name in _columns(type(one)):
        ours, theirs = getattr(one, name), getattr(other, name)
        told = ours not in ("", None) and theirs not in ("", None)
        if told and ours != theirs and name not in rule.loose:
            return False
    return True


def _fill(row: Any, other: Any) -> None:
    for name in _columns(type(row)):
        if getattr(row, name) in ("", None) and getattr(other, name) not in ("", None):
            setattr(row, name, getattr(other, name))


def _columns(table: type[Any]) -> Iterator[str]:
    columns = Base.metadata.tables[table.__tablename__].columns
    return (column.name for column in columns if column.name not in _NEVER_COMPARED)
