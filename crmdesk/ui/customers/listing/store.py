"""What the list writes: each call is one action of the journal and says what it did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.customers import bulk, views
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.rules import stage_text
from crmdesk.models.customers.views import View
from crmdesk.models.office.queries import Named
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator


@dataclass(frozen=True, slots=True)
class Chosen:
    """The customers an action is about; `name` where it is one alone."""

    ids: Sequence[int]
    name: str = ""

    def who(self) -> str:
        """By name, or how many."""
        count = len(self.ids)
        if count == 1 and self.name:
            return self.name
        return ngettext("{n} customer", "{n} customers", count).format(n=f"{count:,}")


class ListStore:
    """Failures are shown over `window`, what was done is said through the navigator."""

    def __init__(
        self, db: Database, jobs: JobRunner, navigator: Navigator, window: QWidget
    ) -> None:
        self._db, self._jobs, self._navigator, self._window = db, jobs, navigator, window

    def delete(self, chosen: Chosen) -> Job:
        """Delete with all they own."""
        if len(chosen.ids) == 1:
            return self._act(
                partial(self._write, "customer.delete", {"name": chosen.name}, delete_customer,
                        chosen.ids[0]),
                _("{who} deleted").format(who=chosen.who()),
            )  # fmt: skip
        return self._many(
            "customers.delete", chosen, {}, bulk.delete_customers,
            _("{who} deleted").format(who=chosen.who()),
        )  # fmt: skip

    def tag(self, chosen: Chosen, tag: str) -> Job:
        """Give a tag, new or known."""
        said = _("{who} tagged “{tag}”").format(who=chosen.who(), tag=tag)
        return self._many("customers.tag", chosen, {"tag": tag}, bulk.tag_customers, said, tag)

    def untag(self, chosen: Chosen, tag: Named) -> Job:
        """Take a tag away."""
        said = _("Tag “{tag}” taken from {who}").format(who=chosen.who(), tag=tag.name)
        params = {"tag": tag.name}
        return self._many("customers.untag", chosen, params, bulk.untag_customers, said, tag.id)

    def assign(self, chosen: Chosen, owner: Named | None) -> Job:
        """Give to a member of staff, or to nobody."""
        if owner is None:
            said = _("{who} now without an owner").format(who=chosen.who())
            return self._many("customers.unassign", chosen, {}, bulk.assign_customers, said, None)
        said = _("{who} assigned to {owner}").format(who=chosen.who(), owner=owner.name)
        params = {"owner": owner.name}
        return self._many("customers.assign", chosen, params, bulk.assign_customers, said, owner.id)

    def set_stage(self, chosen: Chosen, stage: str) -> Job:
        """Move to a stage, as of today."""
        with self._db.read() as session:
            zone = office_zone(load_office(session).zone)
        today = local_day(self._db.now(), zone)
        said = _("{who} now “{stage}”").format(who=chosen.who(), stage=stage_text(stage))
        move = partial(bulk.set_stage, today=today)
        return self._many("customers.stage", chosen, {}, move, said, stage)

    def save_view(self, view: View) -> Job:
        """The job succeeds with the id of the view."""
        return self._jobs.write(lambda _job: self._write("view", {}, views.save_view, view))

    def rename_view(self, view_id: int, name: str) -> Job:
        return self._jobs.write(
            lambda _job: self._write("view", {}, views.rename_view, view_id, name)
        )

    def order_views(self, ids: Sequence[int]) -> Job:
        return self._failing(
            self._jobs.write(lambda _job: self._write("view", {}, views.order_views, ids))
        )

    def delete_view(self, view_id: int) -> Job:
        return self._failing(
            self._jobs.write(lambda _job: self._write("view", {}, views.delete_view, view_id))
        )

    def _many(
        self,
        action: str,
        chosen: Chosen,
        params: dict[str, Any],
        act: Callable[..., Any],
        said: str,
        *arguments: Any,
    ) -> Job:
        ids = list(chosen.ids)
        if len(ids) == 1 and chosen.name:
            action, params = "customer.edit", {"name": chosen.name}
        else:
            params = params | {"count": len(ids)}
        return self._act(partial(self._write, action, params, act, ids, *arguments), said)

    def _act(self, write: Callable[[], Any], said: str) -> Job:
        job = self._failing(self._jobs.write(lambda _job: write()))
        job.succeeded.connect(lambda _result: self._navigator.say(said, undoable=True))
        return job

    def _failing(self, job: Job) -> Job:
        job.failed.connect(partial(show_failure, self._window))
        return job

    def _write(
        self, action: str, params: dict[str, Any], act: Callable[..., Any], *arguments: Any
    ) -> Any:
        with self._db.write(action, **params) as session:
            return act(session, *arguments)
