"""What is done with customers in place, wherever they are listed: each act one write, one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.customers import bulk
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.rules import stage_text, stage_texts
from crmdesk.models.office.entries import Named
from crmdesk.models.office.queries import load_sources, load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.menus import add_entry
from crmdesk.ui.kit.navigation import Navigator

ASK_ABOVE = 10
"""So many customers are deleted without a question: undo is one key away."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The customers an act is about; `name` where it is one alone."""

    ids: Sequence[int]
    name: str = ""

    def who(self) -> str:
        """By name, or how many."""
        count = len(self.ids)
        if count == 1 and self.name:
            return self.name
        return ngettext("{n} customer", "{n} customers", count).format(n=f"{count:,}")


class CustomerActs:
    """Failures are shown over `window`, what was done is said through the navigator."""

    def __init__(
        self, db: Database, jobs: JobRunner, navigator: Navigator, window: QWidget
    ) -> None:
        self._db, self._jobs, self._navigator, self._window = db, jobs, navigator, window

    def delete(self, chosen: Chosen) -> None:
        """Delete with all they own; of many one is asked first."""
        count = len(chosen.ids)
        if 0 < count <= ASK_ABOVE:
            self._delete(chosen)
        elif count:
            confirm(
                self._window,
                ngettext("Delete {n} customer?", "Delete {n} customers?", count).format(
                    n=f"{count:,}"
                ),
                _("Their log, complaints and files go too. One undo brings everything back."),
                _("Delete"),
                lambda: self._delete(chosen),
                danger=True,
            )

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

    def set_source(self, chosen: Chosen, source: str) -> Job:
        """Note where they came from."""
        said = _("Source “{source}” set for {who}").format(source=source, who=chosen.who())
        return self._many("customers.source", chosen, {}, bulk.set_source, said, source)

    def fill_owners(self, menu: QMenu, chosen: Chosen) -> None:
        """An entry for each member of staff, and one for nobody."""
        with self._db.read() as session:
            staff = load_staff(session)
        for one in staff:
            add_entry(menu, one.name, "", partial(self.assign, chosen, one))
        menu.addSeparator()
        add_entry(menu, _("No owner"), "", partial(self.assign, chosen, None))

    def fill_stages(self, menu: QMenu, chosen: Chosen) -> None:
        """An entry for each stage."""
        for stage, text in stage_texts().items():
            add_entry(menu, text, "", partial(self.set_stage, chosen, stage))

    def fill_sources(self, menu: QMenu, chosen: Chosen) -> None:
        """An entry for each source of the office."""
        with self._db.read() as session:
            sources = load_sources(session)
        for one in sources:
            add_entry(menu, one.name, "", partial(self.set_source, chosen, one.name))

    def _delete(self, chosen: Chosen) -> None:
        said = _("{who} deleted").format(who=chosen.who())
        if len(chosen.ids) == 1 and chosen.name:
            params = {"name": chosen.name}
            self._act("customer.delete", params, said, delete_customer, chosen.ids[0])
        else:
            self._many("customers.delete", chosen, {}, bulk.delete_customers, said)

    def _many(
        self,
        action: str,
        chosen: Chosen,
        params: dict[str, Any],
        act: Callable[..., Any],
        said: str,
        *arguments: Any,
    ) -> Job:
        """One alone is an edit of hers in the history."""
        ids = list(chosen.ids)
        if len(ids) == 1 and chosen.name:
            return self._act("customer.edit", {"name": chosen.name}, said, act, ids, *arguments)
        return self._act(action, params | {"count": len(ids)}, said, act, ids, *arguments)

    def _act(
        self,
        action: str,
        params: dict[str, Any],
        said: str,
        act: Callable[..., Any],
        *arguments: Any,
    ) -> Job:
        def store(_job: Job) -> Any:
            with self._db.write(action, **params) as session:
                return act(session, *arguments)

        job = failing_to(self._window, self._jobs.write(store))
        job.succeeded.connect(lambda _result: self._navigator.say(said, undoable=True))
        return job
