"""A list of cases: what is open, at which step, which clock runs out first."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.models.calendar.due import Reading
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.kit.cells import PersonCell, PillCell, TextCell
from crmdesk.ui.kit.clocks import explain_clock, icon_of, say_clock, tone_of
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.table_tab import Find, TableTab, Wanted
from crmdesk.ui.kit.when import full_when, say_when
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.states import EmptyState


@dataclass(frozen=True, slots=True)
class CaseList:
    """What a list of cases is of: its words, and what is done with one.

    `name` is the table's, whose columns are remembered under it; `statuses` are codes and words,
    "open" among them; `cleared` is the status left when no filter is wanted any more; `empty` is
    the icon, title, sentence and button of an empty list; `open` takes an id, None for a new case.
    """

    name: str
    statuses: Sequence[tuple[str, str]]
    cleared: Sequence[str]
    empty: tuple[str, str, str, str]
    clock_title: Callable[[str], str]
    state_of: Callable[[Any], tuple[str, str]]
    open: Callable[[int | None], None]
    delete: Callable[[int, str], Job]
    deleted: str


@dataclass(frozen=True, slots=True)
class Looked:
    """Which cases are looked for, in which order."""

    status: str | None
    order: str
    text: str
    handler_id: int | None


class CaseTab(TableTab):
    """Enter opens one, Delete deletes it. A row has `row` and `clocks`, None when closed."""

    def __init__(
        self, kind: CaseList, db: Database, jobs: JobRunner, navigator: Navigator, wanted: Wanted
    ) -> None:
        self.kind, self.navigator = kind, navigator  # first: the columns are made of them
        super().__init__(kind.name, db, jobs, wanted)
        self.status = FilterChip(_("Status"), kind.statuses, many=False)
        self.status.set_values(["open"])
        self.order = FilterChip(
            pgettext("sorting", "Order"),
            [
                ("clock", pgettext("order of complaints", "By clock")),
                ("step", pgettext("order of complaints", "By step")),
                ("newest", pgettext("order of complaints", "Newest first")),
            ],
            many=False,
        )
        self.order.set_values(["clock"])
        self.lay_out((self.status, self.order), EmptyState(*kind.empty, lambda: kind.open(None)))
        self.add_key("Del", self.delete)

    @abstractmethod
    def find_cases(self, session: Any, looked: Looked) -> list[int]:
        """The ids of these cases; runs in a job."""

    def asked(self) -> Find:
        status = next((str(value) for value in self.status.values()), None)
        order = next((str(value) for value in self.order.values()), "newest")
        looked = Looked(status, order, *self.wanted())
        return lambda session: self.find_cases(session, looked)

    def clear_chips(self) -> None:
        self.status.set_values(self.kind.cleared)

    def filtered(self) -> bool:
        return super().filtered() or self.status.values() not in ([], ["open"])

    def open(self, row_id: int) -> None:
        self.kind.open(row_id)

    def customer_of(self, row: Any) -> int:
        customer: int = row.row.customer_id
        return customer

    def delete(self) -> None:
        """Delete the current one."""
        if (card := self.current()) is not None:
            job = failing_to(self, self.kind.delete(card.row.id, card.row.customer))
            job.succeeded.connect(
                lambda _done: self.navigator.say(self.kind.deleted, undoable=True)
            )

    def first_columns(self, state_width: int, least_clock: int = 0) -> list[Column]:
        """Whose and what, at which step, which clock."""
        state_of = self.kind.state_of
        return [
            Column("customer", _("Customer"), lambda card: card.row.customer, width=240,
                   fixed=True,
                   cell=PersonCell(lambda card: card.row.customer, lambda card: card.row.subject,
                                   lambda card: card.row.kind)),
            Column("state", _("Step"), lambda card: state_of(card.row)[0], width=state_width,
                   cell=PillCell(lambda card: state_of(card.row)[0],
                                 lambda card: state_of(card.row)[1])),
            Column("clock", _("Clock"), self._clock, width=230, least=least_clock,
                   tip=self._explain, cell=TextCell(self._clock, tone=_tone, icon=_icon)),
        ]  # fmt: skip

    def last_columns(self, received_width: int) -> list[Column]:
        """Since when, and its number."""
        return [
            Column("opened", _("Received"),
                   lambda card: say_when(card.row.opened_at, self.db.now(), self.zone),
                   width=received_width, tip=lambda card: full_when(card.row.opened_at, self.zone)),
            Column("number", _("Number"), lambda card: card.row.number, width=90,
                   cell=TextCell(lambda card: card.row.number, muted=True)),
        ]  # fmt: skip

    def _clock(self, card: Any) -> str:
        if (current := _current(card)) is None:
            return ""
        return say_clock(self.kind.clock_title(current[0]), current[1], self.db.now(), self.zone)

    def _explain(self, card: Any) -> str:
        if (current := _current(card)) is None:
            return ""
        return explain_clock(self.kind.clock_title(current[0]), current[1], self.zone)


def _current(card: Any) -> tuple[str, Reading] | None:
    current: tuple[str, Reading] | None = card.clocks.current if card.clocks is not None else None
    return current


def _tone(card: Any) -> str:
    return tone_of(current[1]) if (current := _current(card)) is not None else ""


def _icon(card: Any) -> str:
    return icon_of(current[1]) if (current := _current(card)) is not None else ""
