"""What can be done with the return visits selected in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.entries import Named
from crmdesk.models.rhythms.rows import VisitRow
from crmdesk.models.rhythms.visits import Visit
from crmdesk.ui.kit.dated.handing import hand_menu
from crmdesk.ui.kit.dated.rows import Act, RowCommands, names_of
from crmdesk.ui.kit.follow_up_acts import LogContact
from crmdesk.ui.kit.later_menu import later_menu
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.visit_acts import VisitActs

if TYPE_CHECKING:
    Rows = Sequence[VisitRow]


class VisitRowCommands(RowCommands):
    """`beside` is where a menu about the current row opens; `staff` are all of the office."""

    def __init__(
        self,
        acts: VisitActs,
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
            Act("check", _("Called…"), "D", self.done, "row_done", _("Called")),
            Act("clock", _("Later…"), "L", self.later, "row_later", _("Later")),
            *self.usual_acts(log_button="row_log"),
            *((Act("assign", _("Hand over…"), "A", self.hand),) if len(self._staff) > 1 else ()),
            Act(
                "close", _("Leave out…"), "N", self.skip, "row_skip", pgettext("visit", "Leave out")
            ),
        )

    def done(self, rows: Rows) -> None:
        """Ask what was said."""
        self._acts.say_done(_visits(rows), names_of(rows), "wechat" if rows[0].no_calls else "")

    def later(self, rows: Rows) -> None:
        """Offer other days beside the current row."""
        visits, names = _visits(rows), names_of(rows)
        menu = later_menu(
            self.parent,
            self._acts.today(),
            lambda when, why: self._acts.later(visits, names, when, why),
        )
        menu.popup(self._beside())

    def hand(self, rows: Rows) -> None:
        """Offer the others beside the current row."""
        visits, names = _visits(rows), names_of(rows)
        menu = hand_menu(self.parent, self._staff, lambda to: self._acts.hand(visits, names, to))
        menu.popup(self._beside())

    def skip(self, rows: Rows) -> None:
        self._acts.skip(_visits(rows), names_of(rows))


def _visits(rows: Rows) -> list[Visit]:
    return [row.visit for row in rows]
