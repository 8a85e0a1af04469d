"""The top of the complaint dialog: whose complaint, its number, how it stands."""

from __future__ import annotations

from crmdesk.models.complaints.queries import ComplaintPage, ComplaintRow
from crmdesk.models.complaints.rules import severity_text, step_title
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.cases.head import CaseHead

SEVERITY_TONES = {"high": "red", "middle": "amber", "low": "neutral", "": "neutral"}


class DialogHead(CaseHead):
    """Name and subject of the complaint shown; of a new one, what this is."""

    def show_page(self, page: ComplaintPage | None) -> None:
        """Show a complaint, or the invitation to begin a new one."""
        if page is None:
            self.show_new(_("New complaint"), _("Every complaint is a chance to keep a customer."))
            return
        severity = page.row.severity
        self.show_known(
            _("Complaint {number}").format(number=page.row.number),
            page.row,
            pill=(severity_text(severity), SEVERITY_TONES[severity]),
            state=state_of(page.row),
        )


def state_of(row: ComplaintRow) -> tuple[str, str]:
    """How a complaint stands: word and tone."""
    if row.status == "open":
        return step_title(row.step), "blue"
    if row.closing == "unreachable":
        return _("Closed, not reached"), "amber"
    return _("Closed, satisfied"), "green"
