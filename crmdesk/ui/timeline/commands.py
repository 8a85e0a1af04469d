"""What can be done with an entry of the timeline."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.models.complaints.actions import delete_complaint
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.actions import delete_interaction
from crmdesk.models.interactions.queries import load_partner
from crmdesk.models.interactions.replies import needs_no_answer
from crmdesk.models.orders.actions import delete_order
from crmdesk.models.promises.actions import delete_promise
from crmdesk.models.service.actions import delete_order as delete_service
from crmdesk.models.surveys.responses import delete_response
from crmdesk.models.timeline.entries import TimelineEntry
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator

EditInteraction = Callable[[int, QWidget], None]
"""Opens the form of a log entry over a widget."""


_DELETE: dict[str, Callable[..., None]] = {
    "complaint": delete_complaint,
    "order": delete_order,
    "promise": delete_promise,
    "interaction": delete_interaction,
    "survey_response": delete_response,
    "service": delete_service,
}
_OPENED = ("complaint", "service", "survey_response")
_ACTIONS = {"survey_response": "survey.response.delete"}


class EntryCommands:
    """Edit, copy, delete; a deletion can be undone from the word that tells of it."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        edit_interaction: EditInteraction,
        parent: QWidget,
    ) -> None:
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._edit_interaction, self._parent = edit_interaction, parent

    def edit(self, entry: TimelineEntry) -> None:
        """The form of a log entry, the dialog of a complaint."""
        if entry.source == "complaint":
            self._navigator.open_complaint(entry.id)
        elif entry.source == "service":
            self._navigator.open_service(entry.id)
        elif entry.source == "order":
            self._navigator.open_order(entry.id)
        elif entry.source == "promise":
            self._navigator.open_promise(entry.id)
        elif entry.source == "survey_response":
            self._navigator.open_survey(entry.id)
        else:
            self._edit_interaction(entry.id, self._parent)

    def copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._navigator.say(_("Copied"))

    def delete(self, entry: TimelineEntry, customer_id: int) -> None:
        def store(_job: Job) -> None:
            with self._db.read() as session:
                name = load_partner(session, customer_id).name
            action = _ACTIONS.get(entry.source, f"{entry.source}.delete")
            with self._db.write(action, name=name) as session:
                _DELETE[entry.source](session, entry.id)

        told = {
            "complaint": _("Complaint deleted"),
            "order": _("Order deleted"),
            "promise": _("Promise deleted"),
            "interaction": _("Log entry deleted"),
            "survey_response": _("Answers deleted"),
            "service": _("Service order deleted"),
        }[entry.source]
        job = failing_to(self._parent, self._jobs.write(store))
        job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))

    def needs_no_answer(self, customer_id: int) -> None:
        """What this customer wrote last is as good as answered."""

        def store(_job: Job) -> str:
            with self._db.read() as session:
                name = load_partner(session, customer_id).name
            with self._db.write("interaction.no_reply", name=name) as session:
                needs_no_answer(session, customer_id, now=self._db.now())
            return name

        def tell(name: str) -> None:
            told = _("{name} needs no answer").format(name=name)
            self._navigator.say(told, undoable=True)

        failing_to(self._parent, self._jobs.write(store)).succeeded.connect(tell)

    def show_menu(
        self,
        entry: TimelineEntry,
        text: str,
        customer_id: int,
        at: QPoint,
        *,
        waits: bool = False,
    ) -> QMenu:
        """The menu of a right click."""
        menu = QMenu(self._parent)
        menu.setObjectName("entry_menu")
        opens = _("Open") if entry.source in _OPENED else _("Edit")
        edit = menu.addAction(icon("edit"), opens, "F2")
        edit.triggered.connect(lambda: self.edit(entry))
        if waits:
            away = menu.addAction(icon("close"), _("Needs no answer"), "N")
            away.triggered.connect(lambda: self.needs_no_answer(customer_id))
        copy = menu.addAction(icon("copy"), _("Copy"), "Ctrl+C")
        copy.triggered.connect(lambda: self.copy(text))
        follow_up = menu.addAction(icon("follow-up"), _("New follow-up"))
        follow_up.triggered.connect(lambda: self._navigator.open_follow_up(None, customer_id))
        promise = menu.addAction(icon("promise"), _("New promise"))
        promise.triggered.connect(lambda: self._navigator.open_promise(None, customer_id))
        if entry.source == "order":
            pay = menu.addAction(icon("money"), _("Take a payment"))
            pay.triggered.connect(lambda: self._navigator.take_payment(customer_id, entry.id))
        menu.addSeparator()
        delete = menu.addAction(icon("delete", "red"), _("Delete"), "Del")
        delete.triggered.connect(lambda: self.delete(entry, customer_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
        return menu
