"""What is done about return visits in place, wherever they are listed.

What an act needs is imported when it is done, on the writer's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.dated.acts import InPlace
from crmdesk.ui.kit.when import say_day

if TYPE_CHECKING:
    from crmdesk.models.calendar.when import When
    from crmdesk.models.office.entries import Named
    from crmdesk.models.rhythms.visits import Visit
    from crmdesk.ui.kit.form import FormDialog

_PURPOSES = {"rhythm": "care", "silent": "care"}


class VisitActs(InPlace):
    """One write and one undo for each act, on one visit or on many."""

    def say_done(self, visits: Sequence[Visit], name: str, kind: str = "") -> None:
        """Ask what was said, and log it; the next visit follows by the rhythm."""
        from crmdesk.ui.kit.done_dialog import DoneDialog

        title = _("Return visit: {name}").format(name=name)
        dialog = DoneDialog(title, self.today, kind, self.parent, always=True)
        dialog.submitted.connect(lambda said: self._on_said(visits, name, said, dialog))
        dialog.open()

    def later(self, visits: Sequence[Visit], name: str, when: When, why: str = "") -> None:
        """On another day: a follow-up from then on."""
        by_id = _by_id(visits)

        def put_off(session: Any, customer_id: int) -> None:
            from crmdesk.models.rhythms.actions import put_off_visit
            from crmdesk.models.rhythms.words import title

            visit = by_id[customer_id]
            put_off_visit(session, visit, when.day, now=self.db.now(), text=title(visit),
                          due_time=when.time, why=why)  # fmt: skip

        told = _("Postponed to {day}: {name}").format(
            day=say_day(when.day, self.today()), name=name
        )
        self.each("visit.later", list(by_id), name, put_off, told)

    def hand(self, visits: Sequence[Visit], name: str, to: Named) -> None:
        """Somebody else makes it, today: a follow-up of hers."""
        by_id = _by_id(visits)

        def hand(session: Any, customer_id: int) -> None:
            from crmdesk.models.rhythms.actions import put_off_visit
            from crmdesk.models.rhythms.words import title

            visit = by_id[customer_id]
            put_off_visit(session, visit, self.today(), now=self.db.now(), text=title(visit),
                          staff_id=to.id)  # fmt: skip

        told = _("{name} handed to {to}").format(name=name, to=to.name)
        self.each("visit.hand", list(by_id), name, hand, told, to=to.name)

    def skip(self, visits: Sequence[Visit], name: str) -> None:
        """Ask why not; the next one is due after another rhythm."""
        from crmdesk.ui.kit.skip_dialog import SkipDialog

        dialog = SkipDialog(_("Leave out: {name}").format(name=name), self.parent)
        dialog.submitted.connect(lambda told: self._on_skipped(visits, name, told.why, dialog))
        dialog.open()

    def _on_said(self, visits: Sequence[Visit], name: str, said: Any, dialog: FormDialog) -> None:
        if said.missed():
            self._on_missed(visits, name, said, dialog)
            return
        by_id = _by_id(visits)

        def make(session: Any, customer_id: int) -> None:
            from crmdesk.models.rhythms.actions import make_visit
            from crmdesk.models.rhythms.words import title

            visit = by_id[customer_id]
            draft = said.draft(customer_id, _PURPOSES.get(visit.why, "service"))
            if not said.told():
                draft = replace(draft, text=title(visit))
            make_visit(session, visit, draft, now=self.db.now())

        told = _("Return visit logged: {name}").format(name=name)
        self.each("visit.done", list(by_id), name, make, told, dialog)

    def _on_missed(self, visits: Sequence[Visit], name: str, said: Any, dialog: FormDialog) -> None:
        """Nobody was reached: it is logged, and called again on the day that was said."""
        by_id, when = _by_id(visits), said.again()

        def miss(session: Any, customer_id: int) -> None:
            from crmdesk.models.rhythms.actions import miss_visit
            from crmdesk.models.rhythms.words import title

            visit = by_id[customer_id]
            draft = said.draft(customer_id, _PURPOSES.get(visit.why, "service"))
            miss_visit(session, visit, draft, when.day, now=self.db.now(), text=title(visit),
                       due_time=when.time, why=said.why())  # fmt: skip

        told = self.told_missed(name, when)
        self.each("visit.later", list(by_id), name, miss, told, dialog)

    def _on_skipped(self, visits: Sequence[Visit], name: str, why: str, dialog: FormDialog) -> None:
        by_id = _by_id(visits)

        def skip(session: Any, customer_id: int) -> None:
            from crmdesk.models.rhythms.actions import leave_out_visit

            leave_out_visit(session, by_id[customer_id], now=self.db.now(), why=why)

        told = _("Left out: {name}").format(name=name)
        self.each("visit.skip", list(by_id), name, skip, told, dialog)


def _by_id(visits: Sequence[Visit]) -> dict[int, Visit]:
    return {visit.customer_id: visit for visit in visits}
