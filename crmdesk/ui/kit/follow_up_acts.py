"""What is done with follow-ups in place, wherever they are listed.

What an act needs is imported when it is done, on the writer's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.dated.acts import InPlace
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
        kind: str = "",
        direction: str = "",
    ) -> object:
        """`follow_up` (id, what) is offered to be done along with it."""


class FollowUpActs(InPlace):
    """One write and one undo for each act, on one follow-up or on many; `name` is the customer's,
    or says how many.
    """

    def done(self, ids: Sequence[int], name: str) -> None:
        def finish(session: Any, follow_up: int) -> None:
            from crmdesk.models.tasks.actions import finish_follow_up

            finish_follow_up(session, follow_up, now=self.db.now())

        self.each("follow_up.done", ids, name, finish, _("Done: {name}").format(name=name))

    def later(self, ids: Sequence[int], name: str, when: When) -> None:
        """On another day; at the same hour unless another is told."""

        def postpone(session: Any, follow_up: int) -> None:
            from crmdesk.models.tasks.actions import postpone_follow_up

            postpone_follow_up(session, follow_up, when.day, when.time or None)

        day = say_day(when.day, self.today())
        told = _("Postponed to {day}: {name}").format(day=day, name=name)
        self.each("follow_up.later", ids, name, postpone, told)

    def drop(self, ids: Sequence[int], name: str) -> None:
        def drop(session: Any, follow_up: int) -> None:
            from crmdesk.models.tasks.actions import drop_follow_up

            drop_follow_up(session, follow_up, now=self.db.now())

        self.each("follow_up.drop", ids, name, drop, _("Dropped: {name}").format(name=name))

    def delete(self, ids: Sequence[int], name: str) -> None:
        def delete(session: Any, follow_up: int) -> None:
            from crmdesk.models.tasks.actions import delete_follow_up

            delete_follow_up(session, follow_up)

        self.each("follow_up.delete", ids, name, delete, _("Deleted: {name}").format(name=name))
