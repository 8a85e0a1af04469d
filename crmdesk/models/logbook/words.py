"""Short words of the journal: what was done to a row, what became of a change."""

from crmdesk.models.core.i18n import pgettext


def kind_text(kind: str) -> str:
    """What was done to a row: c, u or d."""
    texts = {
        "c": pgettext("journal", "New"),
        "u": pgettext("journal", "Changed"),
        "d": pgettext("journal", "Deleted"),
    }
    return texts[kind]


def state_text(state: str) -> str:
    """What became of a change; nothing where it simply stands."""
    return {
        "undone": pgettext("journal", "undone"),
        "undo": pgettext("journal", "undo"),
        "record": pgettext("journal", "record"),
    }.get(state, "")
