"""Right after a restore: who was erased since is here again, and may be erased once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.customers.choices import load_choices, load_contact_owners
from crmdesk.models.privacy.returned import ReturnedPeople, find_returned, settle_returned
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.message_box import message_box

_NAMED = 8


@dataclass(frozen=True, slots=True)
class Named:
    """Who is here again, and how each is called."""

    people: ReturnedPeople
    names: list[str]


class Returned(QObject):
    """Looks beside the window; `erase_each` is given whom she wants erased again."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        erase_each: Callable[[ReturnedPeople], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._db, self._jobs, self._erase_each, self._window = db, jobs, erase_each, window

    def look(self) -> None:
        """Through all customers, once after a restore that brought refusals along."""
        self._jobs.write(lambda _job: self._find()).succeeded.connect(self._ask)

    def _find(self) -> Named:
        people = find_returned(self._db)
        said = pgettext("contact of a company", "{name} ({company})")
        with self._db.read() as session:
            names = [choice.name for choice in load_choices(session, people.customers)]
            contacts = load_contact_owners(session, people.contacts)
        names += [said.format(name=name, company=company) for name, company in contacts]
        return Named(people, names)

    def _ask(self, found: Named) -> None:
        """Closed without an answer, it is asked again at the next start."""
        if not found.people:
            return
        names = pgettext("list", ", ").join(found.names[:_NAMED])
        if (more := len(found.names) - _NAMED) > 0:
            names = _("{names} and {n} more").format(names=names, n=more)
        question = _("Erase them again? What was refused since stays refused in any case.")
        if found.people.contacts:
            shared = _("A contact who has the number of one erased is named, too.")
            question = f"{shared}\n{question}"
        told, detail = say_returned(len(found.names)), f"{names}\n\n{question}"
        box = message_box(self._window, "returned", QMessageBox.Icon.Warning, told, detail)
        again = box.addButton(_("Erase again…"), QMessageBox.ButtonRole.AcceptRole)
        again.setObjectName("erase_again")
        keep = box.addButton(_("Keep them"), QMessageBox.ButtonRole.DestructiveRole)
        keep.setObjectName("keep_returned")
        later = box.addButton(_("Later"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(again)
        box.setEscapeButton(later)
        again.clicked.connect(lambda: self._erase_each(found.people))
        keep.clicked.connect(self._settle)
        box.open()

    def _settle(self) -> None:
        self._jobs.write(lambda _job: settle_returned(self._db))


def say_returned(count: int) -> str:
    """How many."""
    return ngettext(
        "{n} person who was erased since is in this backup.",
        "{n} people who were erased since are in this backup.",
        count,
    ).format(n=f"{count:,}")
