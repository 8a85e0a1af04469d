"""What is done with promises in place, wherever they are listed.

What an act needs is imported when it is done, on the writer's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.dated.acts import InPlace
from crmdesk.ui.kit.when import say_day

if TYPE_CHECKING:
    from crmdesk.models.promises.drafts import MoveDraft
    from crmdesk.ui.kit.form import FormDialog


class PromiseActs(InPlace):
    """One write and one undo for each act, on one promise or on many; `name` is the customer's,
    or says how many.
    """

    def keep(self, ids: Sequence[int], name: str) -> None:
        """Done as promised, today."""
        self._close(ids, name, "keep", _("Promise kept: {name}"), "")

    def give_up(self, ids: Sequence[int], name: str) -> None:
        """Ask what became of it: broken, with the reason, or needed no more."""
        from crmdesk.ui.kit.promise_dialogs import GiveUpDialog

        dialog = GiveUpDialog(self.parent)
        dialog.submitted.connect(lambda told: self._on_given_up(ids, name, told, dialog))
        dialog.open()

    def move(self, ids: Sequence[int], name: str) -> None:
        """Ask for another day and the reason."""
        from crmdesk.ui.kit.promise_dialogs import MoveDialog

        dialog = MoveDialog(self.today(), self.parent)
        dialog.submitted.connect(lambda draft: self._on_moved(ids, name, draft, dialog))
        dialog.open()

    def delete(self, ids: Sequence[int], name: str) -> None:
        def delete(session: Any, promise: int) -> None:
            from crmdesk.models.promises.actions import delete_promise

            delete_promise(session, promise)

        self.each("promise.delete", ids, name, delete, _("Deleted: {name}").format(name=name))

    def _on_given_up(self, ids: Sequence[int], name: str, told: Any, dialog: FormDialog) -> None:
        told_of, how = _("Promise given up: {name}"), "release" if told.released else "break"
        self._close(ids, name, how, told_of, told.why, dialog)

    def _on_moved(
        self, ids: Sequence[int], name: str, draft: MoveDraft, dialog: FormDialog
    ) -> None:
        def move(session: Any, promise: int) -> None:
            from crmdesk.models.promises.actions import move_promise

            move_promise(session, promise, draft, now=self.db.now())

        assert draft.due_on is not None
        day = say_day(draft.due_on, self.today())
        told = _("Promise moved to {day}: {name}").format(day=day, name=name)
        self.each("promise.move", ids, name, move, told, dialog)

    def _close(
        self,
        ids: Sequence[int],
        name: str,
        how: str,
        told: str,
        why: str,
        form: FormDialog | None = None,
    ) -> None:
        def close(session: Any, promise: int) -> None:
            from crmdesk.models.promises import actions

            act = {
                "keep": actions.keep_promise,
                "break": actions.break_promise,
                "release": actions.release_promise,
            }[how]
            act(session, promise, on=self.today(), now=self.db.now(), result=why)

        self.each(f"promise.{how}", ids, name, close, told.format(name=name), form)
