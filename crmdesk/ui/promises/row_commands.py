"""What can be done with the promises selected in the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmdesk.models.core.i18n import _
from crmdesk.models.promises.queries import PromiseRow
from crmdesk.ui.kit.dated.rows import Act, RowCommands, ids_of, names_of
from crmdesk.ui.kit.follow_up_acts import LogContact
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.promise_acts import PromiseActs

if TYPE_CHECKING:
    Rows = Sequence[PromiseRow]


class PromiseRowCommands(RowCommands):
    """Kept, moved, given up."""

    def __init__(
        self, acts: PromiseActs, navigator: Navigator, log_contact: LogContact, country: str
    ) -> None:
        super().__init__(acts.parent, navigator, log_contact, country)
        self._acts = acts

    def acts(self) -> tuple[Act, ...]:
        return (
            Act("check", _("Kept"), "D", self.keep, "row_keep"),
            Act("clock", _("Move…"), "L", self.move, "row_move", _("Move")),
            Act("close", _("Not kept…"), "N", self.give_up, "row_give_up", _("Not kept")),
            *self.usual_acts(),
            Act("edit", _("Edit…"), "F2", self.edit, "row_edit", _("Edit")),
            Act("delete", _("Delete"), "Del", self.delete),
        )

    def keep(self, rows: Rows) -> None:
        self._acts.keep(ids_of(rows), names_of(rows))

    def move(self, rows: Rows) -> None:
        self._acts.move(ids_of(rows), names_of(rows))

    def give_up(self, rows: Rows) -> None:
        self._acts.give_up(ids_of(rows), names_of(rows))

    def edit(self, rows: Rows) -> None:
        for row in rows[:1]:
            self.navigator.open_promise(row.id)

    def delete(self, rows: Rows) -> None:
        self._acts.delete(ids_of(rows), names_of(rows))
