"""What the groups of follow-ups are called."""

from __future__ import annotations

from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.tasks.queries import SCOPES

_TEXTS = {
    "open": P_("follow-ups", "All open"),
    "overdue": P_("follow-ups", "Overdue"),
    "today": P_("follow-ups", "Today"),
    "week": P_("follow-ups", "This week"),
    "later": P_("follow-ups", "Later"),
    "closed": P_("follow-ups", "Done"),
}


def scope_texts() -> dict[str, str]:
    """Code → text, in their order."""
    return {scope: pgettext("follow-ups", _TEXTS[scope]) for scope in SCOPES}
