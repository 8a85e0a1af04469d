"""What the groups of promises are called."""

from __future__ import annotations

from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.promises.queries import SCOPES

_TEXTS = {
    "open": P_("promises", "All open"),
    "overdue": P_("promises", "Overdue"),
    "soon": P_("promises", "Within a week"),
    "kept": P_("promises", "Kept"),
    "broken": P_("promises", "Not kept"),
}


def scope_texts() -> dict[str, str]:
    """Code → text, in their order."""
    return {scope: pgettext("promises", _TEXTS[scope]) for scope in SCOPES}
