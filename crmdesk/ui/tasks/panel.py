"""The list of follow-ups: overdue, today, this week, later; done and put off in place."""

from __future__ import annotations

from typing import Any

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.tasks import queries
from crmdesk.models.tasks.queries import FollowUpFilter
from crmdesk.ui.kit.dated.page import Asked, DatedList, Kind, Listed
from crmdesk.ui.kit.follow_up_acts import FollowUpActs, LogContact
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.tasks.columns import columns
from crmdesk.ui.tasks.row_commands import FollowUpRowCommands
from crmdesk.ui.tasks.scopes import scope_texts


class FollowUpsPanel(DatedList):
    """Enter opens the customer, D is done, L is later, A hands over, F2 changes, Delete
    deletes.
    """

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        log_contact: LogContact,
    ) -> None:
        super().__init__(_kind(), db, jobs, hub)
        acts = FollowUpActs(db, jobs, navigator, self.today, self)
        commands = FollowUpRowCommands(
            acts, navigator, log_contact, self.country, self.people, self.beside
        )
        self.begin(commands, navigator.open_follow_up)


def _kind() -> Kind:
    return Kind(
        name="follow_up",
        names="follow_ups",
        title=_("Follow-ups"),
        scopes=scope_texts(),
        closed=("closed",),
        columns=columns,
        find=_find,
        load=queries.load_rows,
        count=lambda n: ngettext("{n} follow-up", "{n} follow-ups", n).format(n=f"{n:,}"),
        tables=("follow_up", "customer", "staff", "contact"),
        nothing=(
            "follow-up",
            _("Nothing to follow up"),
            _("Note when to come back to a customer, and Today reminds you of it."),
        ),
        new=_("New follow-up"),
        new_key="Ctrl+T",
    )


def _find(session: Any, asked: Asked) -> Listed:
    wanted = FollowUpFilter(asked.scope, asked.staff)
    ids = queries.find_ids(
        session, wanted, asked.today, sort=asked.sort, descending=asked.descending
    )
    return Listed(ids, queries.count_scopes(session, wanted, asked.today))
