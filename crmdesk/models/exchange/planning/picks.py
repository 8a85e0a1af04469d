"""What the user decided about single rows of a plan: data, so that a plan made anew keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

RowKey = tuple[str, int]
"""The name of the sheet, and the row in it (from 1)."""
EditKey = tuple[RowKey, str]
"""A row, and which of its edits."""
PickAction = Literal["create", "update", "skip"]


class RowPick(NamedTuple):
    """What is to become of a row; `customer` is whom it means, 0 where matching says so."""

    action: PickAction
    customer: int = 0


@dataclass(frozen=True, slots=True)
class Picks:
    """Rows, fields and missing customers decided by hand; all others go by the rules.

    `fields`: whether a value of the file is taken over. `missing`: customers who are to be deleted
    because an edited export has them no more. Never changed, only replaced.
    """

    rows: Mapping[RowKey, RowPick] = field(default_factory=dict)
    fields: Mapping[EditKey, bool] = field(default_factory=dict)
    missing: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether everything goes by the rules."""
        return not self.rows and not self.fields and not self.missing

    def with_rows(self, keys: Iterable[RowKey], pick: RowPick | None) -> Picks:
        """The same for these rows; None leaves them to the rules again."""
        if pick is not None:
            decided = dict.fromkeys(keys, pick)
            return replace(self, rows={**self.rows, **decided} if self.rows else decided)
        rows = dict(self.rows)
        for key in keys if rows else ():
            rows.pop(key, None)
        return replace(self, rows=rows)

    def with_fields(self, edits: Iterable[EditKey], *, taken: bool) -> Picks:
        """Take these values of the file over, or leave ours."""
        return replace(self, fields={**self.fields, **dict.fromkeys(edits, taken)})

    def with_missing(self, customers: Iterable[int], *, deleted: bool) -> Picks:
        """Delete these customers, or leave them."""
        chosen = frozenset(customers)
        return replace(self, missing=self.missing | chosen if deleted else self.missing - chosen)
