"""The frame of what is done with dated things in place, wherever they are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.when import say_day

if TYPE_CHECKING:
    from crmdesk.models.calendar.when import When
    from crmdesk.ui.kit.form import FormDialog

ActOn = Callable[[Any, int], None]
"""Does it with one, given session and id; imports what it needs, on the writer's thread."""


class InPlace:
    """One write and one undo for each act, on one or on many; what was done is said."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        self.db, self.jobs, self.navigator = db, jobs, navigator
        self.today, self.parent = today, parent

    def told_missed(self, name: str, when: When) -> str:
        """What is said when nobody was reached."""
        day = say_day(when.day, self.today())
        return _("Not reached, again on {day}: {name}").format(day=day, name=name)

    def each(
        self,
        action: str,
        ids: Sequence[int],
        name: str,
        act: ActOn,
        told: str,
        form: FormDialog | None = None,
        **more: Any,
    ) -> None:
        """`name` is the customer's, or says how many; with `more` it fills the journal's label.

        The `form` it was asked in goes once it is done, and says itself why it cannot be.
        """

        def store(_job: Job) -> None:
            with self.db.write(action, name=name, **more) as session:
                for row_id in ids:
                    act(session, row_id)

        job = self.jobs.write(store)
        if form is not None:
            form.wait_for(job)
        else:
            failing_to(self.parent, job)
        job.succeeded.connect(lambda _done: self.navigator.say(told, undoable=True))
