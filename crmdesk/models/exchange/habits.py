"""How somebody reads files of one layout, as data to be remembered: all but the columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crmdesk.models.exchange.importing import ReadChoices
    from crmdesk.models.exchange.planning.plan import ImportChoices

_MAPPINGS = ("sheet_names", "kinds", "field_kinds")
_MODES = ("update", "skip", "create")


def habits_of(read: ReadChoices, choices: ImportChoices) -> dict[str, Any]:
    """What was chosen, without what goes by itself."""
    found: dict[str, Any] = {name: dict(getattr(read, name)) for name in _MAPPINGS}
    found["header_rows"] = {
        key: list(rows) if isinstance(rows, tuple) else rows
        for key, rows in read.header_rows.items()
    }
    found |= {"group_by_company": read.group_by_company, "fill_only": choices.fill_only}
    found["mode"] = "" if choices.mode == "update" else choices.mode
    return {name: value for name, value in found.items() if value}


def with_habits(
    read: ReadChoices, choices: ImportChoices, habits: Mapping[str, Any]
) -> tuple[ReadChoices, ImportChoices]:
    """The same choices as last time; what is not as we write it is left alone."""
    rows = habits.get("header_rows", {})
    read = replace(
        read,
        header_rows={k: tuple(v) if isinstance(v, list) else v for k, v in rows.items()},
        group_by_company=bool(habits.get("group_by_company")),
        sheet_names=dict(habits.get("sheet_names", {})),
        kinds=dict(habits.get("kinds", {})),
        field_kinds=dict(habits.get("field_kinds", {})),
    )
    mode = habits.get("mode")
    choices = replace(
        choices,
        mode=mode if mode in _MODES else "update",
        fill_only=bool(habits.get("fill_only")),
    )
    return read, choices
