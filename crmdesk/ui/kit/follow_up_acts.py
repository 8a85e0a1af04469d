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
    from crmdesk.models.office.entries import Named
    from crmdesk.ui.kit.form import FormDialog


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

    def say_done(self, ids: Sequence[int], name: str, kind: str = "") -> None:
        """Ask what was said: with words it is logged (as a `kind` of contact), and done."""
        from crmdesk.ui.kit.done_dialog import DoneDialog

        dialog = DoneDialog(_("Done: {name}").format(name=name), self.today, kind, self.parent)
        dialog.submitted.connect(lambda said: self._on_said(ids, name, said, dialog))
        dialog.open()

    def _on_said(self, ids: Sequence[int], name: str, said: Any, dialog: FormDialog) -> None:
        if said.missed():
            self._on_missed(ids, name, said, dialog)
            return

        def finish(session: Any, follow_up: int) -> None:
            from crmdesk.models.rhythms.actions import finish_said

            finish_said(session, follow_up, said.draft(), now=self.db.now())

        action = "follow_up.done_said" if said.told() else "follow_up.done"
        self.each(action, ids, name, finish, _("Done: {name}").format(name=name), dialog)

    def _on_missed(self, ids: Sequence[int], name: str, said: Any, dialog: FormDialog) -> None:
        """Nobody was reached: it is logged, and put off to the day that was said."""
        when = said.again()

        def miss(session: Any, follow_up: int) -> None:
            from crmdesk.models.rhythms.actions import miss_follow_up

            miss_follow_up(session, follow_up, said.draft(), when.day, now=self.db.now(),
                           due_time=when.time, why=said.why())  # fmt: skip

        self.each("follow_up.later", ids, name, miss, self.told_missed(name, when), dialog)

    def hand(self, ids: Sequence[int], name: str, to: Named) -> None:
        """Somebody else does it."""

        def hand(session: Any, follow_up: int) -> None:
            from crmdesk.models.tasks.actions import hand_follow_up

            hand_follow_up(session, follow_up, to.id)

        told = _("{name} handed to {to}").format(name=name, to=to.name)
        self.each("follow_up.hand", ids, name, hand, told, to=to.name)

    def later(self, ids: Sequence[int], name: str, when: When, why: str = "") -> None:
        """On another day; at the same hour unless another is told."""

        def postpone(session: Any, follow_up: int) -> None:
            from crmdesk.models.tasks.actions import postpone_follow_up

            postpone_follow_up(session, follow_up, when.day, when.time or None, why)

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
