"""Columns of values go into records, one attribute at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crmdesk.models.exchange.vocabulary.fields import Target

Values = Mapping[Target, Sequence[Any]]
People = Sequence[Any]


def put(people: People, attribute: str, values: Iterable[Any]) -> None:
    """Give each person her value, where there is one."""
    for person, value in zip(people, values, strict=True):
        if value:
            setattr(person, attribute, value)


def append(people: People, attribute: str, items: Iterable[Any]) -> None:
    """Add one item to a list of each, where there is one."""
    for person, item in zip(people, items, strict=True):
        if item is not None:
            setattr(person, attribute, (*getattr(person, attribute), item))


def extend(people: People, attribute: str, items: Iterable[tuple[Any, ...]]) -> None:
    """Add several items to a list of each."""
    for person, found in zip(people, items, strict=True):
        if found:
            setattr(person, attribute, getattr(person, attribute) + found)


def column_of(
    by_field: Mapping[str, Mapping[int, Target]], values: Values, field: str, n: int = 1
) -> Sequence[Any] | None:
    """The values of the n-th column of a field, None where there is no such column."""
    target = by_field.get(field, {}).get(n)
    return None if target is None else values[target]
