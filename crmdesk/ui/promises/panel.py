"""The list of promises: what is due, what was kept; and how many were, by person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.promises import queries
from crmdesk.models.promises.queries import PromiseFilter
from crmdesk.models.promises.rates import Rate, rates_by_staff
from crmdesk.ui.kit.dated.page import Asked, DatedList, Kind, Listed
from crmdesk.ui.kit.follow_up_acts import LogContact
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.promise_acts import PromiseActs
from crmdesk.ui.promises.columns import columns
from crmdesk.ui.promises.row_commands import PromiseRowCommands
from crmdesk.ui.promises.scopes import scope_texts

COUNTED = timedelta(days=90)
"""The rate looks back so far."""


class PromisesPanel(DatedList):
    """Enter opens the customer, D is kept, L moves, N is not kept, F2 changes, Delete deletes."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        log_contact: LogContact,
    ) -> None:
        super().__init__(_kind(), db, jobs, hub)
        self.rates = label("", "secondary", wrap=True)
        self.rates.setObjectName("promise_rates")
        self.rates.hide()
        self.above.addWidget(self.rates)
        acts = PromiseActs(db, jobs, navigator, self.today, self)
        commands = PromiseRowCommands(acts, navigator, log_contact, self.country)
        self.begin(commands, navigator.open_promise)

    def on_listed(self, listed: Listed) -> None:
        self.rates.setText(_say_rates(listed.more))
        self.rates.setVisible(bool(listed.more))


def _kind() -> Kind:
    return Kind(
        name="promise",
        names="promises",
        title=_("Promises"),
        scopes=scope_texts(),
        closed=("kept", "broken"),
        columns=columns,
        find=_find,
        load=queries.load_rows,
        count=lambda n: ngettext("{n} promise", "{n} promises", n).format(n=f"{n:,}"),
        tables=("promise", "customer", "staff", "contact"),
        nothing=(
            "promise",
            _("Nothing promised"),
            _("Write “promised …” with a day when you log a contact, or note a promise here: "
              "it is shown before it is due."),
        ),
        new=_("New promise"),
    )  # fmt: skip


def _find(session: Any, asked: Asked) -> Listed:
    wanted = PromiseFilter(asked.scope, asked.staff)
    ids = queries.find_ids(
        session, wanted, asked.today, sort=asked.sort, descending=asked.descending
    )
    counts = queries.count_scopes(session, wanted, asked.today)
    return Listed(ids, counts, rates_by_staff(session, asked.today, asked.today - COUNTED))


def _say_rates(rates: dict[str, Rate]) -> str:
    """Kept in time in the last 90 days: 林晓雯 95 % (19 of 20) …"""
    told = [
        _("{name} {percent}% ({kept} of {counted})").format(
            name=name or _("Nobody"), percent=rate.percent, kept=rate.kept, counted=rate.counted
        )
        for name, rate in rates.items()
    ]
    people = pgettext("list", ", ").join(told)
    return _("Kept in time, last {n} days: {people}").format(n=COUNTED.days, people=people)
