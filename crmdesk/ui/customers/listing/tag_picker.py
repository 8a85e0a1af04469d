"""The list in which tags are given to, and taken from, all the customers selected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.listing import tag_counts
from crmdesk.models.office.entries import Named
from crmdesk.models.office.queries import load_tags
from crmdesk.ui.customers.listing.choice_popup import ChoicePopup, Option
from crmdesk.ui.kit.customer_acts import Chosen, CustomerActs
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest

Tagged = tuple[Sequence[Named], dict[int, int]]


class TagPicker(ChoicePopup):
    """A tag all have is ticked; a click gives it to all, or takes it from all who have it."""

    def __init__(self, db: Database, jobs: JobRunner, acts: CustomerActs, parent: QWidget) -> None:
        super().__init__(
            parent, many=True, new_text=_("New tag “{text}”"), hint=_("Find or add a tag")
        )
        self.setObjectName("tag_picker")
        self._db, self._acts = db, acts
        self._chosen = Chosen(())
        self._tags: Sequence[Named] = ()
        self._counts: dict[int, int] = {}
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._on_answer)
        self._answers.failed.connect(partial(show_failure, parent))
        self.picked.connect(self._toggle)
        self.created.connect(lambda text: self._follow(self._acts.tag(self._chosen, text)))

    def open_for(self, chosen: Chosen, place: QPoint) -> None:
        """Show at this place on the screen when the tags are known."""
        self._chosen = chosen
        self._answers.ask(lambda _job: (place, self._read()))

    def _read(self) -> Tagged:
        with self._db.read() as session:
            return load_tags(session), tag_counts(session, self._chosen.ids)

    def _on_answer(self, answer: tuple[QPoint | None, Tagged]) -> None:
        place, (self._tags, self._counts) = answer
        self.set_options([Option(tag.id, tag.name, self._state(tag.id)) for tag in self._tags])
        if place is not None:
            self.open_at(place)

    def _state(self, tag_id: int) -> str:
        count = self._counts.get(tag_id, 0)
        if not count:
            return "off"
        return "on" if count == len(self._chosen.ids) else "partly"

    def _toggle(self, tag_id: int) -> None:
        tag = next(known for known in self._tags if known.id == tag_id)
        if self._state(tag_id) == "on":
            self._follow(self._acts.untag(self._chosen, tag))
        else:
            self._follow(self._acts.tag(self._chosen, tag.name))

    def _follow(self, job: Job) -> None:
        job.succeeded.connect(lambda _n: self._answers.ask(lambda _job: (None, self._read())))
