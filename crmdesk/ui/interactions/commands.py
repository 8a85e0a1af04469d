"""Logging a contact from anywhere, and changing what was logged.

What it shows is imported when first asked for: the first screen has none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator

if TYPE_CHECKING:
    from crmdesk.models.interactions.queries import Partner
    from crmdesk.ui.interactions.catch_up_dialog import CatchUpDialog
    from crmdesk.ui.interactions.composer import Composer
    from crmdesk.ui.interactions.dialog import Entered, InteractionDialog
    from crmdesk.ui.interactions.quick_log import QuickLogDialog


AskAnswer = Callable[[int | None, QWidget, Callable[[str], None]], object]
"""Lets the user choose a standard answer for a customer, over a widget, and hands on its words."""


class InteractionCommands:
    """Given to whoever shows a composer or an entry."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self.answers: AskAnswer | None = None

    def composer(self) -> Composer:
        """A place to write, for a page that shows one customer."""
        from crmdesk.ui.interactions.composer import Composer

        composer = Composer(self._db, self._jobs)
        self._offer_answers(composer)
        composer.saved.connect(lambda _id: self._navigator.say(_("Logged"), undoable=True))
        return composer

    def log(
        self,
        customer_id: int | None,
        parent: QWidget,
        *,
        contact_id: int | None = None,
        purpose: str = "",
        text: str = "",
        follow_up: tuple[int, str] | None = None,
        kind: str = "",
        direction: str = "",
    ) -> QuickLogDialog:
        """The small dialog; asks for the customer when none is given (LogContact of the kit)."""
        from crmdesk.ui.interactions.quick_log import QuickLogDialog

        dialog = QuickLogDialog(self._db, self._jobs, customer_id, parent)
        self._offer_answers(dialog.composer)
        if customer_id is not None:
            dialog.composer.preset(
                contact_id=contact_id, purpose=purpose, text=text, follow_up=follow_up,
                kind=kind, direction=direction,
            )  # fmt: skip
        dialog.logged.connect(self._on_logged)
        dialog.create_asked.connect(self._navigator.new_customer)
        dialog.open()
        return dialog

    def catch_up(self, parent: QWidget) -> CatchUpDialog:
        """The grid for several talks at once."""
        from crmdesk.ui.interactions.catch_up_dialog import CatchUpDialog

        dialog = CatchUpDialog(self._db, self._jobs, parent)
        dialog.logged.connect(self._on_many)
        dialog.create_asked.connect(self._navigator.new_customer)
        dialog.open()
        return dialog

    def _on_many(self, count: int) -> None:
        told = ngettext("{n} talk logged", "{n} talks logged", count)
        self._navigator.say(told.format(n=count), undoable=True)

    def edit(self, interaction_id: int, parent: QWidget) -> None:
        """The form of an entry, or the word that it is gone."""
        from crmdesk.models.interactions.queries import load_interaction, load_partner
        from crmdesk.models.office.settings import load_office
        from crmdesk.ui.interactions.at_field import Office
        from crmdesk.ui.interactions.dialog import InteractionDialog

        try:
            with self._db.read() as session:
                entry = load_interaction(session, interaction_id)
                partner = load_partner(session, entry.draft.customer_id)
                zone = office_zone(load_office(session).zone)
        except CrmError as error:
            show_failure(parent, error)
            return
        office = Office(lambda: local_day(self._db.now(), zone), zone)
        dialog = InteractionDialog(entry, partner, office, parent)
        dialog.submitted.connect(lambda entered: self._store(entry.id, entered, partner, dialog))
        dialog.open()

    def _store(
        self, interaction_id: int, entered: Entered, partner: Partner, dialog: InteractionDialog
    ) -> None:
        from crmdesk.models.interactions.actions import edit_interaction

        def store(_job: Job) -> None:
            with self._db.write("interaction.edit", name=partner.name) as session:
                edit_interaction(session, interaction_id, entered.draft, now=self._db.now())

        job = self._jobs.write(store)
        dialog.wait_for(job)

    def _offer_answers(self, composer: Composer) -> None:
        """A slash and 答 where one writes: a standard answer is found and put in."""
        from crmdesk.models.interactions.words import asks_for_answer

        if (ask := self.answers) is None:
            return
        understand = composer.words.understand

        def insert(text: str) -> None:
            composer.words.insertPlainText(text)
            composer.focus_text()

        def understand_more(word: str) -> bool:
            if not asks_for_answer(word):
                return understand(word)
            ask(composer.draft().customer_id or None, composer.window(), insert)
            return True

        composer.words.understand = understand_more

    def _on_logged(self, _customer_id: int, name: str) -> None:
        self._navigator.say(_("Logged with {name}").format(name=name), undoable=True)
