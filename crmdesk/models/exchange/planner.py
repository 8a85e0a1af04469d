"""From what a file says to what an import of it would do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from operator import attrgetter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.assemble import add_note
from crmdesk.models.exchange.buyers import Buyers
from crmdesk.models.exchange.columns import ColumnGuess
from crmdesk.models.exchange.dossier import Dossier, load_dossiers
from crmdesk.models.exchange.fields import Target, header_of
from crmdesk.models.exchange.fold import Folding, fold
from crmdesk.models.exchange.log_plan import plan_logs
from crmdesk.models.exchange.match import NEW, Match, Matcher, Ref, load_keys
from crmdesk.models.exchange.orders_plan import plan_orders
from crmdesk.models.exchange.plan import Action, ImportChoices, Plan, PlannedRow, Update
from crmdesk.models.exchange.problems import Whereabouts
from crmdesk.models.exchange.records import CustomerRecord
from crmdesk.models.exchange.relations import plan_relations
from crmdesk.models.exchange.say import note_line, say
from crmdesk.models.exchange.stored import Part
from crmdesk.models.exchange.understood import Understanding
from crmdesk.models.schema import ChangeSet

_STEP = 5000
_CULPRIT = {"number.taken": "number", "match.same_mobile": "phone"}
"""In which column the reason for a match's code stands."""
_WITHOUT_COLUMN = ("department", "role")
"""What a record may say of a customer though customers have no such column."""


def plan_import(
    session: Session,
    understanding: Understanding,
    choices: ImportChoices | None = None,
    progress: Progress = silent,
) -> Plan:
    """The plan for a file; nothing is written. Raises what `progress` raises."""
    planner = Planner(session, understanding, choices or ImportChoices())
    total = len(planner.expected)
    for done in planner.steps():
        progress(done, total)
    planner.finish()
    return planner.plan


def newest_change_set(session: Session) -> int:
    """The id of the newest change set; a plan made before it may be out of date."""
    return session.scalar(select(func.max(ChangeSet.id))) or 0


@dataclass(slots=True)
class _Matched:
    record: CustomerRecord
    match: Match
    ref: Ref


class Planner:
    """Plans some thousand rows at a time; `plan` grows with each step.

    `expected` are all records that may become new customers.
    """

    def __init__(
        self, session: Session, understanding: Understanding, choices: ImportChoices
    ) -> None:
        self._session, self._choices = session, choices
        self._understanding = understanding
        self.plan = Plan.of(understanding, newest_change_set(session))
        self._keys = load_keys(session)
        self._where = Whereabouts(understanding, self.plan.problems)
        self._matcher = Matcher(self._keys)
        self._buyers = Buyers(understanding)
        self.expected = [*understanding.customers, *self._buyers.records]
        self._foldings = {
            sheet.name: _folding(sheet.columns, fill_only=choices.fill_only)
            for sheet in understanding.sheets
        }

    def steps(self, wait: Callable[[], None] = lambda: None) -> Iterator[int]:
        """Match rows and work out what each changes; yields how many are done.

        `wait` returns when the session may be used: between the steps it need not be free.
        """
        done = 0
        for sheet in self._understanding.sheets:
            for start in range(0, len(sheet.customers), _STEP):
                part = sheet.customers[start : start + _STEP]
                matched = [self._matched(record) for record in part]
                stored = self._stored(matched, wait)
                for one in matched:
                    self._plan_row(one, stored)
                done += len(part)
                yield done
            self.plan.rows += [
                PlannedRow(sheet.name, row, "skip", reason=reason)
                for row, reason in sheet.skipped
                if reason in ("empty", "totals")
            ]

        if buyers := self._buyers.records:
            self._buyers.settle(self.plan, self._keys, self._matcher, self._where)
            yield done + len(buyers)

    def finish(self) -> None:
        """When every row is planned: who belongs to whom, and the other sheets."""
        plan_relations(self.plan, self._keys, self._where)
        plan_logs(self._session, self.plan, self._keys, self._understanding, self._where)
        plan_orders(
            self._session,
            self.plan,
            self._keys,
            self._buyers,
            self._understanding,
            self._where,
        )
        self.plan.problems.sort(key=attrgetter("sheet", "row"))

    def _matched(self, record: CustomerRecord) -> _Matched:
        _place_all(record)
        match = self._match(record)
        if match.code:
            self._tell(record, match)
        if match.ref is not None:
            self._matcher.know(match.ref, record)
            return _Matched(record, match, match.ref)
        if match.code == "match.ambiguous":
            return _Matched(record, match, 0)
        if match.code == "number.taken":
            record = _without_number(record)
        self.plan.created.append(record)
        return _Matched(record, match, self._matcher.add(record))

    def _match(self, record: CustomerRecord) -> Match:
        if self._choices.mode == "create":
            taken = record.number in self._keys.numbers
            return Match(code="number.taken") if record.number and taken else NEW
        return self._matcher.match(record)

    def _tell(self, record: CustomerRecord, match: Match) -> None:
        field, value = _CULPRIT.get(match.code, "name"), record.name
        params = {}
        if match.code == "number.taken":
            value = record.number
        elif match.like is not None:
            params = {"name": self._keys.shown[match.like]}
        self._where.tell(record.sheet, record.row, field, value, match.code, **params)

    def _stored(self, matched: Sequence[_Matched], wait: Callable[[], None]) -> dict[int, Dossier]:
        """The customers these rows may change, as they stand now."""
        wanted = {
            one.ref: None
            for one in matched
            if one.ref > 0 and not one.match.known and one.ref not in self.plan.updated
        }
        if not wanted or self._choices.mode == "skip":
            return {}
        wait()
        return load_dossiers(self._session, Part(list(wanted)))

    def _plan_row(self, one: _Matched, stored: dict[int, Dossier]) -> None:
        record, ref = one.record, one.ref
        row = PlannedRow(record.sheet, record.row, "create", record.name, ref, record=record)
        if not ref:
            row.action, row.reason = "skip", "ambiguous"
        elif ref < 0:
            self._plan_new(one, row)
        elif one.match.known:
            row.action, row.reason = "skip", "known"
        elif self._choices.mode == "skip":
            row.action, row.reason = "skip", "mode"
        else:
            self._plan_update(one, row, stored)
        self.plan.rows.append(row)
        folded: Action = "skip" if row.action == "skip" else "merge"
        for number, _ in record.folded:
            self.plan.rows.append(
                PlannedRow(record.sheet, number, folded, record.name, ref, row.reason)
            )
        if row.action != "skip":
            if record.digest:
                self.plan.digests.append((record.digest, ref))
            self.plan.digests += [(digest, ref) for _, digest in record.folded if digest]

    def _plan_new(self, one: _Matched, row: PlannedRow) -> None:
        if one.match.ref is None:
            return
        place = -one.ref - 1
        before = self.plan.created[place]
        row.action = "merge"
        if not one.match.known:
            how = self._foldings[one.record.sheet]
            folding = Folding(guessed=how.guessed, keep_old=True)
            after = fold(before, one.record, folding)
            self.plan.created[place] = row.after = after
            row.before = before

    def _plan_update(self, one: _Matched, row: PlannedRow, stored: dict[int, Dossier]) -> None:
        earlier = self.plan.updated.get(one.ref)
        dossier = earlier.dossier if earlier else stored[one.ref]
        row.before = earlier.after if earlier else dossier.record
        row.after = fold(row.before, one.record, self._foldings[one.record.sheet])
        if row.after == row.before:
            row.action, row.reason = "skip", "identical"
            return
        row.action = "merge" if earlier else "update"
        self.plan.updated[one.ref] = Update(dossier, row.after)


def _folding(columns: Sequence[ColumnGuess], *, fill_only: bool) -> Folding:
    """What the file does not say in a column of its own was guessed from others."""
    told = {guess.target.field for guess in columns if guess.target}
    return Folding(fill_only, frozenset({"kind", "region"} - told))


def _place_all(record: CustomerRecord) -> None:
    """What customers have no column for becomes a custom field."""
    told = record.__dict__
    for name in _WITHOUT_COLUMN:
        if name in told and (value := told.pop(name)):
            record.custom = (*record.custom, (header_of(Target(name)), say(name, value)))


def _without_number(record: CustomerRecord) -> CustomerRecord:
    """The number belongs to another customer: it is kept in the note."""
    found = copy(record)
    add_note(found, note_line("number", record.number))
    found.number = ""
    return found
