"""What an import would do with one row: whom it means, what it changes, what the user decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.exchange.planning import refused
from crmdesk.models.exchange.planning.comeback import Comeback
from crmdesk.models.exchange.planning.edits import Edit, Removed, applied, edits_between
from crmdesk.models.exchange.planning.match import Keys, Match, Matcher, Ref
from crmdesk.models.exchange.planning.origin import Origin
from crmdesk.models.exchange.planning.photos import keep_known_photos
from crmdesk.models.exchange.planning.picks import RowPick
from crmdesk.models.exchange.planning.plan import Action, ImportChoices, Plan, PlannedRow, Update
from crmdesk.models.exchange.planning.problems import Whereabouts
from crmdesk.models.exchange.planning.row_sheets import (
    comeback_of,
    folding_of,
    place_all,
    without_number,
)
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.models.exchange.sheets.fold import Folding, fold
from crmdesk.models.exchange.stored.as_of import records_as_of
from crmdesk.models.exchange.stored.customers import Part
from crmdesk.models.exchange.stored.dossier import Dossier, load_dossiers
from crmdesk.models.schema import FormerNumber

_CULPRIT = {"number.taken": "number", "match.same_mobile": "phone"}
"""In which column the reason for a match's code stands."""


@dataclass(slots=True)
class Matched:
    """A row and whom it means: a reference, 0 for nobody. `pick` is what the user decided,
    `usual` what would have become of it else."""

    record: CustomerRecord
    match: Match
    ref: Ref
    pick: RowPick | None = None
    usual: Action | None = None


@dataclass(slots=True)
class Stored:
    """Customers as they stand, and those changed since an export as they stood then."""

    dossiers: dict[int, Dossier] = field(default_factory=dict)
    bases: dict[int, CustomerRecord] = field(default_factory=dict)


class RowPlanner:
    """Takes up one row of customers after the other; the plan grows."""

    def __init__(
        self,
        session: Session,
        plan: Plan,
        understanding: Understanding,
        choices: ImportChoices,
        keys: Keys,
        origin: Origin | None,
    ) -> None:
        self._session, self._plan, self._keys = session, plan, keys
        self._mode, self._picks, self._origin = choices.mode, choices.picks, origin
        self.matcher, self.refused = Matcher(keys), refused.Refused(session)
        self.where = Whereabouts(understanding, plan.problems)
        self._foldings: dict[str, Folding] = {}
        self._comebacks: dict[str, Comeback] = {}
        for sheet in understanding.sheets:
            folding = folding_of(sheet.columns, fill_only=choices.fill_only)
            if beside := self._foldings.get(sheet.name):  # another table of the same sheet
                folding = replace(folding, guessed=folding.guessed & beside.guessed)
            self._foldings[sheet.name] = folding
            if (comeback := comeback_of(sheet, folding, origin)) is not None:
                self._comebacks[sheet.name] = comeback
        self.present: set[int] = set()
        """The stored customers the rows mean."""
        self._times: Counter[str] = Counter()
        self._former: frozenset[str] = frozenset()
        if origin is not None:
            self._times.update(record.number for record in understanding.customers)
            self._former = frozenset(session.scalars(select(FormerNumber.number)))

    @property
    def is_comeback(self) -> bool:
        """Whether an export of ours is looked at as such: then rows can be missing in it."""
        return any(one.dated for one in self._comebacks.values())

    def matched(self, record: CustomerRecord) -> Matched:
        """Whom a row means; a new customer is taken up at once."""
        place_all(record)
        for name in self.refused.leave_out(record):
            code = refused.CONTACT_CODE
            self.where.tell(record.sheet, record.row, "contact1.name", name, code)
        if self._picks.rows:
            pick = self._picks.rows.get((record.sheet, record.row))
            if pick is not None and (decided := self._decided(record, pick)) is not None:
                return decided
        match = self._match(record)
        if match.code:
            self._tell(record, match)
        if match.ref is not None:
            self.matcher.know(match.ref, record)
            return Matched(record, match, match.ref)
        if match.reason or match.code == "match.ambiguous":
            return Matched(record, match, 0)
        if match.code == "number.taken":
            record = without_number(record)
        return self._new(record, match)

    def stored(self, matched: Sequence[Matched], wait: Callable[[], None]) -> Stored:
        """The customers these rows may change, as they stand now."""
        wanted = {
            one.ref: None
            for one in matched
            if one.ref > 0 and self._may_change(one) and one.ref not in self._plan.updated
        }
        if self._origin is not None:
            self.present.update(_meant(matched))
        if not wanted:
            return Stored()
        wait()
        found = Stored(load_dossiers(self._session, Part(list(wanted))))
        for other in keep_known_photos(self._session, _with_photos(matched, found.dossiers)):
            self.where.tell(other.sheet, other.row, "photo", "", "photo.kept")
        if self._origin is not None:
            changed = {
                key: one for key, one in found.dossiers.items() if key in self._origin.changed
            }
            found.bases = records_as_of(self._session, changed, self._origin.change_set)
        return found

    def plan(self, one: Matched, stored: Stored) -> None:
        """Take up a row, and those folded into it."""
        record, match = one.record, one.match
        row = PlannedRow(record.sheet, record.row, "create", record.name, one.ref, record=record)
        row.usual = one.usual
        if one.pick is not None and one.pick.action == "skip":
            self._leave(one, row, stored)
        elif not one.ref:
            row.action, row.reason = "skip", match.reason or "ambiguous"
        elif one.ref < 0:
            self._plan_new(one, row)
        elif match.known or not self._may_change(one):
            row.action, row.reason = "skip", "known" if match.known else "mode"
            row.like = (one.ref,)
        else:
            self._plan_update(one, row, stored)
        if match.among:
            row.like = match.among
        elif match.like is not None and match.like > 0:
            row.like = (match.like,)
        self._plan.rows.append(row)
        self._plan_folded(one, row)

    def _match(self, record: CustomerRecord) -> Match:
        if self._mode == "create":
            taken = self._keys.numbers.get(record.number) if record.number else None
            return Match() if taken is None else Match(code="number.taken", like=taken)
        own = None
        if self._origin is not None and record.number:
            own = self._own(record, self._origin)
        return own or self.matcher.match(record)

    def _own(self, record: CustomerRecord, origin: Origin) -> Match | None:
        """In a workbook of ours the number alone says whom a row means."""
        if record.digest in self._keys.digests:
            return None
        ref = self._keys.numbers.get(record.number)
        if ref is None:
            return Match(reason="deleted") if record.number in origin.deleted else None
        if record.number in self._former:
            return Match(reason="merged", like=ref)
        return Match(ref) if self._times[record.number] == 1 else None

    def _decided(self, record: CustomerRecord, pick: RowPick) -> Matched | None:
        """What the user said; None where that is not possible any more."""
        match = self._match(record)
        usual = self._usual(match)
        if pick.action == "skip":
            return Matched(record, match, match.ref or 0, pick, usual)
        if pick.action == "create":
            like = match.ref if match.ref is not None and match.ref > 0 else match.like
            if record.number in self._keys.numbers:
                record = without_number(record)
            made = self._new(record, Match(like=like, among=match.among))
            made.pick, made.usual = pick, usual
            return made
        ref = pick.customer if pick.customer in self._keys.shown else match.ref or 0
        if ref <= 0:
            return None
        if record.number and self._keys.numbers.get(record.number) != ref:
            record = without_number(record)
        self.matcher.know(ref, record)
        like = ref if usual != "update" else None
        return Matched(record, Match(ref, like=like, among=match.among), ref, pick, usual)

    def _usual(self, match: Match) -> Action:
        """What becomes of a row nobody decides about."""
        if match.reason or match.known or match.code == "match.ambiguous":
            return "skip"
        if match.ref is None:
            return "create"
        if match.ref < 0:
            return "merge"
        return "skip" if self._mode == "skip" else "update"

    def _new(self, record: CustomerRecord, match: Match) -> Matched:
        if self.refused.turns_away(record):
            self.where.tell(record.sheet, record.row, "name", record.name, refused.CODE)
            return Matched(record, Match(reason=refused.REASON), 0)
        self._plan.created.append(record)
        return Matched(record, match, self.matcher.add(record))

    def _tell(self, record: CustomerRecord, match: Match) -> None:
        name, value = _CULPRIT.get(match.code, "name"), record.name
        params = {}
        if match.code == "number.taken":
            value = record.number
        elif match.like is not None:
            params = {"name": self._keys.shown[match.like]}
        self.where.tell(record.sheet, record.row, name, value, match.code, **params)

    def _may_change(self, one: Matched) -> bool:
        return not one.match.known and (self._mode != "skip" or one.pick is not None)

    def _leave(self, one: Matched, row: PlannedRow, stored: Stored) -> None:
        """A row taken out shows what it would have done."""
        if one.usual == "update":
            self._work_out(one, row, stored)
            row.usual = "update" if row.all_edits() else "skip"
        row.like = one.match.among or ((one.ref,) if one.ref > 0 else ())
        row.action, row.reason = "skip", "out"

    def _plan_new(self, one: Matched, row: PlannedRow) -> None:
        if one.match.ref is None:
            return
        place = -one.ref - 1
        before = self._plan.created[place]
        row.action = "merge"
        if not one.match.known:
            how = self._foldings[one.record.sheet]
            folding = Folding(guessed=how.guessed, keep_old=True)
            row.before = before
            self._take(row, fold(before, one.record, folding))
            assert row.after is not None
            self._plan.created[place] = row.after

    def _plan_update(self, one: Matched, row: PlannedRow, stored: Stored) -> None:
        earlier = self._plan.updated.get(one.ref)
        removed = self._work_out(one, row, stored)
        if row.after is None or row.after == row.before:
            row.action, row.reason = "skip", "kept" if row.all_edits() else "identical"
            return
        row.action = "merge" if earlier else "update"
        dossier = earlier.dossier if earlier else stored.dossiers[one.ref]
        self._plan.updated[one.ref] = Update(
            dossier, row.after, earlier.removed if earlier else removed
        )

    def _work_out(self, one: Matched, row: PlannedRow, stored: Stored) -> Removed:
        """Before and after; what of the lists goes."""
        earlier = self._plan.updated.get(one.ref)
        if earlier is None and one.ref not in stored.dossiers:
            return {}
        row.before = earlier.after if earlier else stored.dossiers[one.ref].record
        comeback = self._comebacks.get(one.record.sheet)
        if comeback is None or earlier is not None or not self._is_hers(one, row.before):
            folding = self._foldings[one.record.sheet]
            if earlier is not None:  # another row of the same file speaks of her too
                folding = replace(folding, keep_old=True)
            self._take(row, fold(row.before, one.record, folding))
            return {}
        base = stored.bases.get(one.ref, row.before)
        row.edits = comeback.edits(base, row.before, one.record)
        if not row.edits:
            row.after = row.before
            return {}
        row.after, removed = applied(row.before, filter(self._takes(row), row.edits))
        return removed

    def _is_hers(self, one: Matched, known: CustomerRecord) -> bool:
        """Whether the row of a workbook of ours is the very one of this customer."""
        return one.record.number == known.number

    def _take(self, row: PlannedRow, after: CustomerRecord) -> None:
        """All that is new, but for what the user refused."""
        row.after = after
        if not self._picks.fields or row.before is None:
            return
        edits = tuple(edits_between(row.before, after))
        takes = self._takes(row)
        if not all(map(takes, edits)):
            row.edits = edits
            row.after, _ = applied(row.before, filter(takes, edits))

    def _takes(self, row: PlannedRow) -> Callable[[Edit], bool]:
        fields, key = self._picks.fields, row.key
        return lambda edit: fields.get((key, edit.key), edit.usual)

    def _plan_folded(self, one: Matched, row: PlannedRow) -> None:
        """The rows of its further contacts go the way of the first."""
        record = one.record
        folded: Action = "skip" if row.action == "skip" else "merge"
        for number, _ in record.folded:
            self._plan.rows.append(
                PlannedRow(record.sheet, number, folded, record.name, one.ref, row.reason)
            )
        if row.action != "skip":
            if record.digest:
                self._plan.digests.append((record.digest, one.ref))
            self._plan.digests += [(digest, one.ref) for _, digest in record.folded if digest]


def _with_photos(
    matched: Iterable[Matched], dossiers: Mapping[int, Dossier]
) -> list[tuple[CustomerRecord, Dossier]]:
    return [
        (one.record, dossiers[one.ref])
        for one in matched
        if one.record.__dict__.get("photo") and one.ref in dossiers
    ]


def _meant(matched: Iterable[Matched]) -> Iterable[int]:
    for one in matched:
        for ref in (one.ref, one.match.like or 0, *one.match.among):
            if ref > 0:
                yield ref
