"""What cleaning up writes: each call is one action of the journal and says what it did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.customers.reach import add_reach, edit_reach
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.distinct import mark_distinct
from crmdesk.models.duplicates.gaps import DoubtfulPhone
from crmdesk.models.duplicates.merge import merge_customers, merge_many
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator


class CleaningStore:
    """Failures are shown over `window`, what was done is said through the navigator."""

    def __init__(
        self, db: Database, jobs: JobRunner, navigator: Navigator, window: QWidget
    ) -> None:
        self._db, self._jobs, self._navigator, self._window = db, jobs, navigator, window

    def merge(self, draft: MergeDraft, name: str) -> Job:
        """Make one customer of several; the job succeeds with her id."""
        count = len(draft.ids)

        def store(_job: Job) -> int:
            with self._db.write("customers.merge", name=name, count=count) as session:
                return merge_customers(session, draft, now=self._db.now())

        said = ngettext("{n} record merged into {name}", "{n} records merged into {name}", count)
        return self._said(self._jobs.write(store), said.format(n=count, name=name))

    def merge_many(self, groups: Sequence[Sequence[int]]) -> Job:
        """Merge each group as proposed: all of them, or none when it is stopped."""
        count = len(groups)

        def store(job: Job) -> int:
            with self._db.write("customers.merge_many", bulk=True, count=count) as session:
                return merge_many(session, groups, now=self._db.now(), progress=job)

        said = ngettext("{n} group merged", "{n} groups merged", count).format(n=f"{count:,}")
        return self._said(self._jobs.write(store, stoppable=True), said)

    def tell_apart(self, ids: Sequence[int], names: str) -> Job:
        """Remember that these are not the same."""
        said = _("Noted: {names} are not the same").format(names=names)
        return self._act("customers.distinct", {"names": names}, said, mark_distinct, list(ids),
                         now=self._db.now())  # fmt: skip

    def set_phone(self, customer: int, name: str, typed: str, known: DoubtfulPhone | None) -> Job:
        """Put a number in the place of the wrong one, or add the first."""
        said = _("Phone of {name} saved").format(name=name)

        def store(session: Any) -> None:
            office = load_office(session)
            if known is None:
                add_reach(session, customer, "phone", typed, office=office)
            else:
                edit_reach(session, "phone", known.id, typed, expected=known.raw, office=office)

        return self._act("customer.reach", {"name": name}, said, store)

    def _act(
        self,
        action: str,
        params: dict[str, Any],
        said: str,
        act: Callable[..., Any],
        *arguments: Any,
        **named: Any,
    ) -> Job:
        def store(_job: Job) -> Any:
            with self._db.write(action, **params) as session:
                return act(session, *arguments, **named)

        return self._said(self._jobs.write(store), said)

    def _said(self, job: Job, text: str) -> Job:
        failing_to(self._window, job)
        job.succeeded.connect(lambda _result: self._navigator.say(text, undoable=True))
        return job
