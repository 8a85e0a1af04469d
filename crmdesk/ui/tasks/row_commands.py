"""What can be done with the follow-ups selected in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from crmdesk.models.core.i18n import _
from crmdesk.models.office.entries import Named
from crmdesk.models.tasks.queries import FollowUpRow
from crmdesk.ui.kit.dated.handing import hand_menu
from crmdesk.ui.kit.dated.rows import Act, RowCommands, ids_of, names_of
from crmdesk.ui.kit.follow_up_acts import FollowUpActs, LogContact
from crmdesk.ui.kit.later_menu import later_menu
from crmdesk.ui.kit.navigation import Navigator

if TYPE_CHECKING:
    Rows = Sequence[FollowUpRow]


class FollowUpRowCommands(RowCommands):
    """`beside` is where a menu about the current row opens; `staff` are all of the office."""

    def __init__(
        self,
        acts: FollowUpActs,
        navigator: Navigator,
        log_contact: LogContact,
        country: str,
        staff: Sequence[Named],
        beside: Callable[[], QPoint],
    ) -> None:
        super().__init__(acts.parent, navigator, log_contact, country)
        self._acts, self._staff, self._beside = acts, staff, beside

    def acts(self) -> tuple[Act, ...]:
        return (
            Act("check", _("Done…"), "D", self.done, "row_done", _("Done")),
            Act("clock", _("Later…"), "L", self.later, "row_later", _("Later")),
            *self.usual_acts(log_button="row_log"),
            *((Act("assign", _("Hand over…"), "A", self.hand),) if len(self._staff) > 1 else ()),
            Act("edit", _("Edit…"), "F2", self.edit, "row_edit", _("Edit")),
            Act("close", _("Drop"), "", self.drop),
            Act("delete", _("Delete"), "Del", self.delete),
        )

    def done(self, rows: Rows) -> None:
        """Ask what was said."""
        self._acts.say_done(ids_of(rows), names_of(rows), rows[0].channel)

    def hand(self, rows: Rows) -> None:
        """Offer the others beside the current row."""
        ids, names = ids_of(rows), names_of(rows)
        menu = hand_menu(self.parent, self._staff, lambda to: self._acts.hand(ids, names, to))
        menu.popup(self._beside())

    def later(self, rows: Rows) -> None:
        """Offer other days beside the current row."""
        ids, names = ids_of(rows), names_of(rows)
        menu = later_menu(
            self.parent,
            self._acts.today(),
            lambda when, why: self._acts.later(ids, names, when, why),
        )
        menu.popup(self._beside())

    def log(self, rows: Rows) -> None:
        """Log a contact with the first of them; the follow-up may be done along with it."""
        for row in rows[:1]:
            self.log_contact(
                row.customer_id,
                self.parent,
                contact_id=row.contact_id,
                follow_up=(row.id, row.text or _("Follow-up")),
            )

    def edit(self, rows: Rows) -> None:
        for row in rows[:1]:
            self.navigator.open_follow_up(row.id)

    def drop(self, rows: Rows) -> None:
        self._acts.drop(ids_of(rows), names_of(rows))

    def delete(self, rows: Rows) -> None:
        self._acts.delete(ids_of(rows), names_of(rows))
