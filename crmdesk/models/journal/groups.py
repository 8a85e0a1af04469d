"""Actions by what they are about: what the journal is filtered by."""

from collections.abc import Sequence

from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.journal.labels import ACTIONS

GROUPS: dict[str, str] = {
    "customers": P_("journal", "Customers"),
    "contacts": P_("journal", "Contacts"),
    "follow_ups": P_("journal", "Follow-ups and promises"),
    "complaints": P_("journal", "Complaints"),
    "service": P_("journal", "Service"),
    "care": P_("journal", "Care and questionnaires"),
    "orders": P_("journal", "Orders and payments"),
    "imports": P_("journal", "Imports"),
    "deletions": P_("journal", "Deletions"),
    "records": P_("journal", "Exports, prints and reveals"),
    "office": P_("journal", "Office"),
}
"""In the order offered; an action may stand in two: a deleted complaint is a deletion too."""

_BY_BEGINNING = {
    "customer": "customers",
    "customers": "customers",
    "private_note": "customers",
    "interaction": "contacts",
    "follow_up": "follow_ups",
    "promise": "follow_ups",
    "visit": "follow_ups",
    "closing": "follow_ups",
    "today": "follow_ups",
    "complaint": "complaints",
    "improvement": "complaints",
    "service": "service",
    "contract": "service",
    "care": "care",
    "gift": "care",
    "gift_list": "care",
    "plan": "care",
    "survey": "care",
    "order": "orders",
    "import": "imports",
    "paste": "imports",
    "record": "records",
}


def group_texts() -> dict[str, str]:
    """Code → text, in their order."""
    return {code: pgettext("journal", text) for code, text in GROUPS.items()}


def groups_of(action: str) -> frozenset[str]:
    """What an action is about."""
    beginning, *rest = action.split(".")
    found = {_BY_BEGINNING.get(beginning, "office")}
    if "delete" in rest:
        found.add("deletions")
    if action == "survey.import":
        found.add("imports")
    return frozenset(found)


def actions_of(groups: Sequence[str]) -> list[str]:
    """The codes of all actions in any of these groups."""
    return [action for action in ACTIONS if groups_of(action) & set(groups)]
