"""From what a file says to what an import of it would do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.planning.buyers import Buyers
from crmdesk.models.exchange.planning.left_out import called, leave_out, without_rows
from crmdesk.models.exchange.planning.logs import plan_logs
from crmdesk.models.exchange.planning.match import load_keys
from crmdesk.models.exchange.planning.orders import plan_orders
from crmdesk.models.exchange.planning.origin import Origin, find_missing, find_origin, is_forgotten
from crmdesk.models.exchange.planning.plan import ImportChoices, Plan, PlannedRow
from crmdesk.models.exchange.planning.relations import plan_relations
from crmdesk.models.exchange.planning.row_planner import RowPlanner
from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.models.journal.records import changes_something
from crmdesk.models.schema import ChangeSet

_STEP = 5000


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
    """The id of the newest change set but records; a plan made before it may be out of date."""
    return session.scalar(select(func.max(ChangeSet.id)).where(changes_something())) or 0


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
        self.plan.picks = choices.picks
        self._keys = load_keys(session)
        self._origin = find_origin(session, understanding.stamp)
        self.plan.forgotten = is_forgotten(session, understanding.stamp)
        self._rows = RowPlanner(
            session, self.plan, understanding, choices, self._keys, self._origin
        )
        self._others, self._left = without_rows(understanding, choices.picks)
        self._buyers = Buyers(self._others)
        self.expected = [*understanding.customers, *self._buyers.records]

    def steps(self, wait: Callable[[], None] = lambda: None) -> Iterator[int]:
        """Match rows and work out what each changes; yields how many are done.

        `wait` returns when the session may be used: between the steps it need not be free.
        """
        done, rows = 0, self._rows
        for sheet in self._understanding.sheets:
            for start in range(0, len(sheet.customers), _STEP):
                part = sheet.customers[start : start + _STEP]
                matched = list(map(rows.matched, part))
                stored = rows.stored(matched, wait)
                for one in matched:
                    rows.plan(one, stored)
                done += len(part)
                yield done
            self.plan.rows += [
                PlannedRow(sheet.name, row, "skip", reason=reason)
                for row, reason in sheet.skipped
                if reason in ("empty", "totals", "nobody", "anybody", "group")
            ]
            self.plan.around += [
                PlannedRow(sheet.name, row, "skip", reason=reason)
                for row, reason in sheet.skipped
                if reason in ("title", "page", "remark")
            ]

        if buyers := self._buyers.records:
            self._buyers.settle(self.plan, self._keys, rows)
            yield done + len(buyers)

    def finish(self, wait: Callable[[], None] = lambda: None) -> None:
        """When every row is planned: who belongs to whom, and the other sheets.

        `wait` as for `steps`.
        """
        plan, where = self.plan, self._rows.where
        plan_relations(plan, self._keys, where)
        wait()
        plan_logs(self._session, plan, self._keys, self._others, where)
        plan_orders(self._session, plan, self._keys, self._buyers, self._others, where)
        leave_out(plan, self._left)
        if self._origin is not None and self._rows.is_comeback:
            self._miss(self._origin)
        plan.called = called(plan.all_rows(), self._keys)
        plan.problems.sort(key=attrgetter("sheet", "row"))

    def _miss(self, origin: Origin) -> None:
        """Who stood in the workbook when it was written, and does no more."""
        plan = self.plan
        plan.exported_at = origin.exported_at
        plan.missing = find_missing(self._session, origin, frozenset(self._rows.present))
        wanted = self._choices.picks.missing
        plan.deleted = tuple(one.customer for one in plan.missing if one.customer in wanted)
