"""The buttons below the complaint dialog; which of them stand there depends on how it is."""

from __future__ import annotations

from collections.abc import Callable

from crmdesk.models.complaints.queries import ComplaintPage
from crmdesk.models.complaints.rules import CONFIRM, UNREACHED_DAYS
from crmdesk.models.core.i18n import _
from crmdesk.ui.complaints.printing import ComplaintPrinting
from crmdesk.ui.complaints.saving import Saving
from crmdesk.ui.kit.cases.buttons import CaseButtons
from crmdesk.ui.kit.widgets.buttons import PlainButton


class DialogButtons(CaseButtons):
    """`serve`: make a service order of the complaint, or open the one it has."""

    def __init__(
        self, saving: Saving, printing: ComplaintPrinting, serve: Callable[[], None]
    ) -> None:
        self.reopen = PlainButton(_("Reopen"), "refresh")
        self.unreachable = PlainButton(_("Close as not reachable"))
        self.serve = PlainButton(_("Service order"), "service", "ghost")
        delete = PlainButton(_("Delete complaint"), "delete", "danger")
        more = (
            ("serve", self.serve, serve),
            ("reopen", self.reopen, saving.reopen),
            ("unreachable", self.unreachable, saving.close_unreachable),
        )
        super().__init__(saving, printing, (delete, saving.delete), more)
        self.serve.setToolTip(_("Somebody has to repair or exchange something (Ctrl+Shift+S)"))

    def show_for(self, page: ComplaintPage | None, step: int) -> None:
        """Show what can be done at this step of this complaint."""
        closed = page is not None and page.row.status == "closed"
        done = page is not None and (step < page.row.step or closed)
        unreached = page is not None and page.days_unreached >= UNREACHED_DAYS
        self.reopen.setVisible(closed)
        self.serve.setVisible(page is not None)
        if page is not None:
            told = _("Service order {number}").format(number=page.service)
            self.serve.setText(told if page.service else _("Service order"))
        self.unreachable.setVisible(step == CONFIRM and unreached and not closed)
        self.show_case(page, step, _finish_text(page, step, done=done), done=done)


def _finish_text(page: ComplaintPage | None, step: int, *, done: bool) -> str:
    if page is None:
        return _("Record complaint")
    if done:
        return _("Save changes")
    if step == CONFIRM:
        return _("Record call-back")
    return _("Step {n} done").format(n=step)
