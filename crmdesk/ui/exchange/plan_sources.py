"""What the tabs of the preview show, and what can be decided in each: about rows, missing
customers and problems. A decision makes new `Picks`; nothing is changed in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.exchange.planning.picks import Picks, RowPick
from crmdesk.models.exchange.planning.plan import Action, PlannedRow
from crmdesk.ui.exchange.plan_decisions import Option, Shown
from crmdesk.ui.exchange.plan_lines import (
    Line,
    missing_lines,
    problem_lines,
    row_lines,
)
from crmdesk.ui.exchange.plan_model import Head

_TONES: dict[Action, str] = {"create": "green", "update": "blue", "merge": "violet",
                             "skip": "neutral"}  # fmt: skip


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
