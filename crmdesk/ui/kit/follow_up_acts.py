"""What is done with follow-ups in place, wherever they are listed.

What an act needs is imported when it is done, on the writer's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.when import say_day

if TYPE_CHECKING:
    from crmdesk.models.calendar.when import When


class LogContact(Protocol):
    """Opens the small dialog that logs a contact; see ui/interactions/commands.py."""

    def __call__(
        self,
        customer_id: int | None,
        parent: QWidget,
        *,
        contact_id: int | None = None,
        purpose: str = "",
        text: str = "",
        follow_up: tuple[int, str] | None = None,
    ) -> object:
        """`follow_up` (id, what) is offered to be done along with it."""


class FollowUpActs:
    """One write and one undo for each act, on one follow-up or on many; `name` is the customer's,
    or says how many.
    """

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        self._db, self._jobs, self._today = db, jobs, today
        self._navigator, self._parent = navigator, parent

    def done(self, ids: Sequence[int], name: str) -> None:
        def store(_job: Job) -> None:
            from crmdesk.models.tasks.actions import finish_follow_up

            with self._db.write("follow_up.done", name=name) as session:
                for follow_up in ids:
                    finish_follow_up(session, follow_up, now=self._db.now())

        self._run(store, _("Done: {name}").format(name=name))

    def later(self, ids: Sequence[int], name: str, when: When) -> None:
        """On another day; at the same hour unless another is told."""

        def store(_job: Job) -> None:
            from crmdesk.models.tasks.actions import postpone_follow_up

            with self._db.write("follow_up.later", name=name) as session:
                for follow_up in ids:
                    postpone_follow_up(session, follow_up, when.day, when.time or None)

        day = say_day(when.day, self._today())
        self._run(store, _("Postponed to {day}: {name}").format(day=day, name=name))

    def drop(self, ids: Sequence[int], name: str) -> None:
        def store(_job: Job) -> None:
            from crmdesk.models.tasks.actions import drop_follow_up

            with self._db.write("follow_up.drop", name=name) as session:
                for follow_up in ids:
                    drop_follow_up(session, follow_up, now=self._db.now())

        self._run(store, _("Dropped: {name}").format(name=name))

    def delete(self, ids: Sequence[int], name: str) -> None:
        def store(_job: Job) -> None:
            from crmdesk.models.tasks.actions import delete_follow_up

            with self._db.write("follow_up.delete", name=name) as session:
                for follow_up in ids:
                    delete_follow_up(session, follow_up)

        self._run(store, _("Deleted: {name}").format(name=name))

    def _run(self, store: Callable[[Job], None], told: str) -> None:
        job = failing_to(self._parent, self._jobs.write(store))
        job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))
