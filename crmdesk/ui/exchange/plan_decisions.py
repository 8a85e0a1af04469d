"""What a user may decide about the rows of a preview; nothing is changed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.planning.picks import PickAction, Picks, RowKey, RowPick
from crmdesk.models.exchange.planning.plan import Action, Plan, PlannedRow
from crmdesk.models.exchange.planning.plan_tabs import PlanTabs, stands_in
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.ui.exchange.plan_words import reason_text

_TAKEN_BACK: dict[str, PickAction] = {
    "known": "update",
    "mode": "update",
    "merged": "update",
    "deleted": "create",
}
"""What a row left out becomes when it is taken nevertheless."""


class Option(NamedTuple):
    """One thing to decide about rows: `make` gives all decisions afterwards."""

    text: str
    icon: str
    make: Callable[[], Picks]
    chosen: bool = False


class Shown:
    """The plan looked at, and what was decided about it since."""

    def __init__(self) -> None:
        self.plan = Plan("", "", None, 0)
        self.tabs = PlanTabs()
        self.picks = Picks()
        self._by_key: dict[RowKey, PlannedRow] = {}

    def set(self, plan: Plan, tabs: PlanTabs) -> None:
        """Another plan; what is decided goes on."""
        self.plan, self.tabs = plan, tabs
        self._by_key = {}

    def row_of(self, key: RowKey) -> PlannedRow | None:
        """The row of a problem."""
        if not self._by_key and self.plan.problems:
            wanted = {(problem.sheet, problem.row) for problem in self.plan.problems}
            self._by_key = {row.key: row for row in self.tabs.rows if row.key in wanted}
        return self._by_key.get(key)

    def natural(self, row: PlannedRow) -> Action:
        """What becomes of a row nobody decides about."""
        decided = row.usual if row.usual is not None else None
        return decided or stands_in(row)

    def is_taken(self, row: PlannedRow) -> bool | None:
        """Whether the row is imported; None: there is nothing to decide."""
        if row.record is None:
            return None
        if pick := self.picks.rows.get(row.key):
            return pick.action != "skip"
        if row.reason == "out":
            return row.usual != "skip"
        if row.reason == "kept" or row.reason in _TAKEN_BACK or row.reason == "ambiguous":
            return False
        return None if row.action == "skip" else True

    def row_options(self, row: PlannedRow) -> list[Option]:
        """What can become of one row."""
        if row.record is None:
            return []
        picks, keys, pick = self.picks, (row.key,), self.picks.rows.get(row.key)
        natural = self.natural(row)
        usual = partial(picks.with_rows, keys, None)
        found = [Option(_usual_text(natural, row), "", usual, pick is None)]
        if isinstance(row.record, CustomerRecord):
            if natural != "create":
                new = RowPick("create")
                found.append(self._option(row, new, _("A new customer"), "add"))
            for ref in row.like if natural != "update" else ():
                name, number = self.plan.called.get(ref, ("", ""))
                told = _("The same person: update {name} ({number})")
                text = told.format(name=name, number=number)
                found.append(self._option(row, RowPick("update", ref), text, "merge"))
        if natural != "skip":
            found.append(self._option(row, RowPick("skip"), _("Do not import"), "close"))
        return found

    def _option(self, row: PlannedRow, pick: RowPick, text: str, role: str) -> Option:
        chosen = self.picks.rows.get(row.key) == pick
        return Option(text, role, partial(self.picks.with_rows, (row.key,), pick), chosen)

    def take_rows(self, rows: Iterable[PlannedRow]) -> Picks:
        """Import these rows, whatever was against it."""
        several = list(rows)
        picks = self.picks.with_rows([row.key for row in several], None)
        found, fields = dict(picks.rows), dict(picks.fields)
        for row in several:
            if action := _TAKEN_BACK.get(row.reason):
                like = row.like[0] if row.reason == "merged" and row.like else 0
                found[row.key] = RowPick(action, like)
            elif row.reason == "kept":
                fields |= {(row.key, edit.key): True for edit in row.all_edits()}
        return replace(picks, rows=found, fields=fields)


def _usual_text(action: Action, row: PlannedRow) -> str:
    if action == "skip":
        return (
            _("Leave out ({why})").format(why=reason_text(row.reason))
            if (row.reason and row.reason != "out")
            else _("Leave out")
        )
    return (
        {
            "create": _("A new customer"),
            "update": _("Update the customer"),
            "merge": _("Put together with the other row"),
        }[action]
        if isinstance(row.record, CustomerRecord)
        else _("Import")
    )
