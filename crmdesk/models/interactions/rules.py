"""The codes of an interaction, and what each is called."""

from crmdesk.models.core.i18n import P_, pgettext

KINDS = (
    "call", "wechat", "visit", "meeting", "email", "sms", "gift", "letter", "fax", "note",
)  # fmt: skip
DIRECTED = frozenset(KINDS) - {"meeting", "note"}
"""Kinds that came in or went out."""
DIRECTIONS = ("out", "in")
PURPOSES = (
    "care", "thanks", "reminder", "service", "new_product", "sales", "survey", "favour",
)  # fmt: skip
OUTCOMES = ("reached", "no_answer", "inconvenient", "rescheduled", "agreed", "declined")
_KINDS = {
    "call": P_("interaction kind", "Call"),
    "wechat": P_("interaction kind", "WeChat"),
    "visit": P_("interaction kind", "Visit"),
    "meeting": P_("interaction kind", "Meeting"),
    "email": P_("interaction kind", "E-mail"),
    "sms": P_("interaction kind", "SMS"),
    "gift": P_("interaction kind", "Gift"),
    "letter": P_("interaction kind", "Letter"),
    "fax": P_("interaction kind", "Fax"),
    "note": P_("interaction kind", "Note"),
}
_INCOMING = {
    "call": P_("interaction", "Incoming call"),
    "wechat": P_("interaction", "WeChat received"),
    "visit": P_("interaction", "Customer came to us"),
    "email": P_("interaction", "E-mail received"),
    "sms": P_("interaction", "SMS received"),
    "gift": P_("interaction", "Gift received"),
    "letter": P_("interaction", "Letter received"),
    "fax": P_("interaction", "Fax received"),
}
_OUTGOING = {
    "call": P_("interaction", "Outgoing call"),
    "wechat": P_("interaction", "WeChat sent"),
    "visit": P_("interaction", "Visit to the customer"),
    "email": P_("interaction", "E-mail sent"),
    "sms": P_("interaction", "SMS sent"),
    "gift": P_("interaction", "Gift given"),
    "letter": P_("interaction", "Letter sent"),
    "fax": P_("interaction", "Fax sent"),
}
_DIRECTIONS = {
    "out": P_("direction", "Outgoing"),
    "in": P_("direction", "Incoming"),
}
_PURPOSES = {
    "care": P_("purpose", "Care"),
    "thanks": P_("purpose", "Thanks"),
    "reminder": P_("purpose", "Reminder"),
    "service": P_("purpose", "Service"),
    "new_product": P_("purpose", "New product"),
    "sales": P_("purpose", "Sales"),
    "survey": P_("purpose", "Survey"),
    "favour": P_("purpose", "Favour"),
}
_OUTCOMES = {
    "reached": P_("outcome", "Reached"),
    "no_answer": P_("outcome", "No answer"),
    "inconvenient": P_("outcome", "Bad moment"),
    "rescheduled": P_("outcome", "Rescheduled"),
    "agreed": P_("outcome", "Agreed"),
    "declined": P_("outcome", "Declined"),
}


def kind_text(kind: str) -> str:
    """Call, visit …; a code from elsewhere is shown as it is."""
    return pgettext("interaction kind", _KINDS[kind]) if kind in _KINDS else kind


def title_text(kind: str, direction: str) -> str:
    """What the timeline says happened: 'Incoming call', 'Gift given', 'Meeting'."""
    titles = {"in": _INCOMING, "out": _OUTGOING}.get(direction, {})
    return pgettext("interaction", titles[kind]) if kind in titles else kind_text(kind)


def direction_text(direction: str) -> str:
    """'Outgoing', 'Incoming', or nothing."""
    return pgettext("direction", _DIRECTIONS[direction]) if direction in _DIRECTIONS else direction


def purpose_text(purpose: str) -> str:
    """What it was for."""
    return pgettext("purpose", _PURPOSES[purpose]) if purpose in _PURPOSES else purpose


def outcome_text(outcome: str) -> str:
    """How it ended, in a word."""
    return pgettext("outcome", _OUTCOMES[outcome]) if outcome in _OUTCOMES else outcome


def outcome_tone(outcome: str) -> str:
    """The tone of its pill: good, waiting, or nothing reached."""
    if outcome in ("reached", "agreed"):
        return "green"
    return "amber" if outcome in ("inconvenient", "rescheduled") else "neutral"
