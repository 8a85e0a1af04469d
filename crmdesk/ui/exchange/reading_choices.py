"""One more choice about how a file is read, beside those made before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from crmdesk.models.exchange.importing import ReadChoices
from crmdesk.models.exchange.vocabulary.fields import Target

V = TypeVar("V")
Rows = int | tuple[int, int]


def with_header(read: ReadChoices, key: str, rows: Rows | None) -> ReadChoices:
    """The heading stands there, 0 for nowhere; None leaves it to be recognised."""
    return replace(read, header_rows=_with(read.header_rows, key, rows))


def with_kind(read: ReadChoices, key: str, kind: str) -> ReadChoices:
    """A table holds this, "" for nothing to import."""
    return replace(read, kinds=_with(read.kinds, key, kind))


def with_table(read: ReadChoices, key: str, *, on: bool) -> ReadChoices:
    """Import a table or leave it; what was said about it before is taken back first."""
    said = read.kinds.get(key)
    back = said == "" if on else bool(said)
    return replace(read, kinds=_with(read.kinds, key, None if back else "customers" if on else ""))


def with_name(read: ReadChoices, key: str, means: str) -> ReadChoices:
    """The name of the sheet is an owner, a tag or, with "", nothing."""
    return replace(read, sheet_names=_with(read.sheet_names, key, means))


def with_column(read: ReadChoices, layout: str, column: int, target: str) -> ReadChoices:
    """A column becomes this, "" for nothing."""
    columns = {**read.columns.get(layout, {}), column: target}
    return replace(read, columns={**read.columns, layout: columns})


def with_field(read: ReadChoices, layout: str, column: int, name: str, kind: str) -> ReadChoices:
    """A column becomes a field of the user's own, of this kind; "" by what stands in it."""
    read = with_column(read, layout, column, str(Target("custom", label=name)))
    return replace(read, field_kinds=_with(read.field_kinds, name, kind or None))


def _with(before: Mapping[str, V], key: str, value: V | None) -> dict[str, V]:
    kept = {known: one for known, one in before.items() if known != key}
    return kept if value is None else {**kept, key: value}
