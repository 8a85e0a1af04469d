"""The top and the bottom of the service order dialog."""

from __future__ import annotations

from crmdesk.models.core.i18n import _
from crmdesk.models.service.queries import ServicePage
from crmdesk.models.service.rules import FEEDBACK
from crmdesk.ui.kit.cases.buttons import CaseButtons
from crmdesk.ui.kit.cases.head import CaseHead
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.service.printing import ServicePrinting
from crmdesk.ui.service.saving import Saving
from crmdesk.ui.service.standing import charge_of, state_of


class ServiceHead(CaseHead):
    """Name and subject of the service order shown; of a new one, what this is."""

    def show_page(self, page: ServicePage | None) -> None:
        """Show a service order, or the invitation to begin a new one."""
        if page is None:
            self.show_new(_("New service order"), _("Received, assigned, done, fed back."))
            return
        self.show_known(
            _("Service order {number}").format(number=page.row.number),
            page.row,
            pill=charge_of(page.row),
            state=state_of(page.row),
        )


class ServiceButtons(CaseButtons):
    """Delete and print at the left; what goes on with it at the right."""

    def __init__(self, saving: Saving, printing: ServicePrinting) -> None:
        self.reopen = PlainButton(_("Reopen"), "refresh")
        self.pay = PlainButton(_("Fee paid"), "money")
        self.complain = PlainButton(_("Make a complaint"), "complaint", "ghost")
        delete = PlainButton(_("Delete service order"), "delete", "danger")
        more = (
            ("complain", self.complain, saving.complain),
            ("pay", self.pay, saving.pay),
            ("reopen", self.reopen, saving.reopen),
        )
        super().__init__(saving, printing, (delete, saving.delete), more)

    def show_for(self, page: ServicePage | None, step: int) -> None:
        """Show what can be done at this step of this service order."""
        closed = page is not None and page.row.status == "closed"
        done = page is not None and (step < page.row.step or closed)
        self.reopen.setVisible(closed)
        self.pay.setVisible(page is not None and page.row.unpaid and page.row.fee is not None)
        self.complain.setVisible(page is not None)
        linked = page is not None and page.complaint_id is not None
        self.complain.setText(_("Go to the complaint") if linked else _("Make a complaint"))
        self.complain.setToolTip(f"{self.complain.text()} (Ctrl+J)")
        self.show_case(page, step, _finish_text(page, step, done=done), done=done)


def _finish_text(page: ServicePage | None, step: int, *, done: bool) -> str:
    if page is None:
        return _("Record service order")
    if done:
        return _("Save changes")
    if step == FEEDBACK:
        return _("Finish service order")
    return _("Step {n} done").format(n=step)
