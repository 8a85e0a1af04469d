"""What the tabs of the preview show, and what can be decided in each: about rows, missing
customers and problems. A decision makes new `Picks`; nothing is changed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple, Protocol

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.exchange.picks import PickAction, Picks, RowKey, RowPick
from crmdesk.models.exchange.plan import Action, Plan, PlannedRow
from crmdesk.models.exchange.plan_tabs import PlanTabs, stands_in
from crmdesk.models.exchange.records import CustomerRecord
from crmdesk.ui.exchange.plan_lines import (
    Line,
    missing_lines,
    problem_lines,
    row_lines,
)
from crmdesk.ui.exchange.plan_model import Head
from crmdesk.ui.exchange.plan_words import reason_text

_TONES: dict[Action, str] = {"create": "green", "update": "blue", "merge": "violet",
                             "skip": "neutral"}  # fmt: skip
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


class Source(Protocol):
    """What one tab shows."""

    for_all: bool
    """Whether something can be decided about all rows at once."""

    def places(self) -> Sequence[int]: ...
    def head(self, place: int, opened: bool) -> Head: ...  # noqa: FBT001 - a callback's argument
    def lines(self, place: int) -> Sequence[Line]: ...
    def words(self, place: int) -> str: ...
    def digits(self, place: int) -> Iterable[str]: ...
    def options(self, places: Sequence[int]) -> list[Option]: ...
    def take(self, places: Iterable[int], *, taken: bool) -> Picks: ...


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


def _field_texts() -> tuple[tuple[str, bool, str], ...]:
    return (
        ("conflict", True, _("Changed on both sides: take the file’s")),
        ("conflict", False, _("Changed on both sides: keep ours")),
        ("emptied", True, _("Emptied in the file: empty here too")),
        ("emptied", False, _("Emptied in the file: keep ours")),
    )


class RowSource:
    """The rows of which one thing becomes."""

    for_all = True

    def __init__(self, shown: Shown, action: Action) -> None:
        self._shown, self._action = shown, action

    def places(self) -> Sequence[int]:
        return self._shown.tabs.of[self._action]

    def row(self, place: int) -> PlannedRow:
        return self._shown.tabs.rows[place]

    def head(self, place: int, opened: bool) -> Head:  # noqa: FBT001 - a callback's argument
        row = self.row(place)
        taken = self._shown.is_taken(row)
        text, tone = self._choice(row)
        return Head(place, row, taken, opened, text, tone, has_menu=row.record is not None)

    def _choice(self, row: PlannedRow) -> tuple[str, str]:
        pick = self._shown.picks.rows.get(row.key)
        action: Action = pick.action if pick is not None else row.action
        if pick is None and row.reason == "out":
            action = row.usual or "skip"
        if action == "skip":
            if row.reason == "kept" and pick is None:
                return _("Ours stays"), "amber"
            return (pgettext("plan", "Not imported"), "neutral")
        texts = {
            "create": pgettext("plan", "New"),
            "update": pgettext("plan", "Update"),
            "merge": pgettext("plan", "Merge"),
        }
        return texts[action], _TONES[action]

    def lines(self, place: int) -> Sequence[Line]:
        shown = self._shown
        return row_lines(self.row(place), shown.plan, shown.tabs, shown.picks)

    def words(self, place: int) -> str:
        row = self.row(place)
        company = getattr(row.record, "company", "")
        return normalise(f"{row.name} {company}" if company else row.name)

    def digits(self, place: int) -> Iterator[str]:
        record = self.row(place).record
        for phone in getattr(record, "phones", None) or getattr(record, "phone", ()) or ():
            yield phone.raw
            yield phone.e164 or ""
        for contact in getattr(record, "contacts", ()):
            yield from (phone.raw for phone in contact.phones)

    def options(self, places: Sequence[int]) -> list[Option]:
        if len(places) == 1:
            return self._shown.row_options(self.row(places[0]))
        return list(self._for_many(places))

    def _for_many(self, places: Sequence[int]) -> Iterator[Option]:
        offers = self._shown.tabs.offers[self._action]
        yield Option(_("As usual"), "refresh", lambda: self._decide(places, None))
        if self._action != "skip":
            yield Option(_("Import all"), "check", lambda: self.take(places, taken=True))
        if "customer" in offers and self._action != "create":
            new = RowPick("create")
            yield Option(_("All as new customers"), "add", lambda: self._decide(places, new))
        if "like" in offers and self._action != "update":
            text = _("Update the customers they resemble")
            yield Option(text, "merge", lambda: self._update_likes(places))
        out = RowPick("skip")
        yield Option(_("Import none"), "close", lambda: self._decide(places, out))
        for kind, taken, text in _field_texts():
            if kind in offers:
                make = partial(self._decide_fields, places, kind, taken=taken)
                yield Option(text, "check" if taken else "undo", make)

    def _decide(self, places: Iterable[int], pick: RowPick | None) -> Picks:
        rows = map(self.row, places)
        keys = [(row.sheet, row.row) for row in rows if row.record is not None]
        return self._shown.picks.with_rows(keys, pick)

    def _update_likes(self, places: Iterable[int]) -> Picks:
        """Rows that may mean exactly one customer we know."""
        rows = map(self.row, places)
        sure = {row.key: RowPick("update", row.like[0]) for row in rows if len(row.like) == 1}
        return replace(self._shown.picks, rows={**self._shown.picks.rows, **sure})

    def _decide_fields(self, places: Iterable[int], kind: str, *, taken: bool) -> Picks:
        """Values that wait for a word: changed on both sides, emptied in the file."""
        rows = map(self.row, places)
        keys = [
            (row.key, edit.key) for row in rows for edit in row.edits or () if edit.kind == kind
        ]
        return self._shown.picks.with_fields(keys, taken=taken)

    def take(self, places: Iterable[int], *, taken: bool) -> Picks:
        """A hundred thousand at once must not be felt: the quick way where it is the same."""
        rows, shown = self._shown.tabs.rows, self._shown
        if not taken:
            chosen = (rows[place] for place in places)
            keys = [(row.sheet, row.row) for row in chosen if row.action != "skip"]
            return shown.picks.with_rows(keys, RowPick("skip"))
        free = (rows[place] for place in places)
        return shown.take_rows(row for row in free if shown.is_taken(row) is not None)


class ProblemSource:
    """The cells something is wrong with."""

    for_all = False

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def places(self) -> Sequence[int]:
        return range(len(self._shown.tabs.problems))

    def head(self, place: int, opened: bool) -> Head:  # noqa: FBT001 - a callback's argument
        problem = self._shown.tabs.problems[place]
        row = self._row(place)
        choice = _("Decide…") if row is not None and row.like else ""
        if row is not None and row.like and (pick := self._shown.picks.rows.get(row.key)):
            choice = {"create": pgettext("plan", "New"), "update": pgettext("plan", "Update"),
                      "skip": pgettext("plan", "Not imported")}[pick.action]  # fmt: skip
        return Head(place, problem, None, opened, choice, "amber" if choice else "neutral")

    def lines(self, place: int) -> Sequence[Line]:
        problem = self._shown.tabs.problems[place]
        return problem_lines(problem, self._row(place), self._shown.plan)

    def words(self, place: int) -> str:
        problem, row = self._shown.tabs.problems[place], self._row(place)
        return normalise(f"{row.name if row else ''} {problem.value} {problem.header}")

    def digits(self, place: int) -> Iterable[str]:
        return (self._shown.tabs.problems[place].value,)

    def options(self, places: Sequence[int]) -> list[Option]:
        rows = [row for place in places if (row := self._row(place)) is not None]
        return self._shown.row_options(rows[0]) if len(places) == 1 and rows else []

    def take(self, places: Iterable[int], *, taken: bool) -> Picks:
        return self._shown.picks

    def _row(self, place: int) -> PlannedRow | None:
        problem = self._shown.tabs.problems[place]
        return self._shown.row_of((problem.sheet, problem.row))


class MissingSource:
    """Customers an edited export has no more; those taken are deleted."""

    for_all = True

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def places(self) -> Sequence[int]:
        return range(len(self._shown.tabs.missing))

    def head(self, place: int, opened: bool) -> Head:  # noqa: FBT001 - a callback's argument
        missing = self._shown.tabs.missing[place]
        gone = missing.customer in self._shown.picks.missing
        text = pgettext("plan", "Delete") if gone else pgettext("plan", "Stays")
        return Head(place, missing, gone, opened, text, "red" if gone else "neutral")

    def lines(self, place: int) -> Sequence[Line]:
        return missing_lines(self._shown.tabs.missing[place])

    def words(self, place: int) -> str:
        missing = self._shown.tabs.missing[place]
        return normalise(f"{missing.name} {missing.company}")

    def digits(self, place: int) -> Iterable[str]:
        return (self._shown.tabs.missing[place].phone,)

    def options(self, places: Sequence[int]) -> list[Option]:
        return [
            Option(_("Keep them"), "undo", partial(self.take, places, taken=False)),
            Option(_("Delete them here too"), "delete", partial(self.take, places, taken=True)),
        ]

    def take(self, places: Iterable[int], *, taken: bool) -> Picks:
        missing = self._shown.tabs.missing
        chosen = (missing[place].customer for place in places)
        return self._shown.picks.with_missing(chosen, deleted=taken)
