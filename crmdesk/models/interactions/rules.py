"""The codes of an interaction, and what each is called."""

from crmdesk.models.core.i18n import pgettext

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


def kind_text(kind: str) -> str:
    """Call, visit …; a code from elsewhere is shown as it is."""
    return {
        "call": pgettext("interaction kind", "Call"),
        "wechat": pgettext("interaction kind", "WeChat"),
        "visit": pgettext("interaction kind", "Visit"),
        "meeting": pgettext("interaction kind", "Meeting"),
        "email": pgettext("interaction kind", "E-mail"),
        "sms": pgettext("interaction kind", "SMS"),
        "gift": pgettext("interaction kind", "Gift"),
        "letter": pgettext("interaction kind", "Letter"),
        "fax": pgettext("interaction kind", "Fax"),
        "note": pgettext("interaction kind", "Note"),
    }.get(kind, kind)


def title_text(kind: str, direction: str) -> str:
    """What the timeline says happened: 'Incoming call', 'Gift sent', 'Meeting'."""
    if direction == "in":
        return _incoming(kind)
    return _outgoing(kind) if direction == "out" else kind_text(kind)


def _incoming(kind: str) -> str:
    return {
        "call": pgettext("interaction", "Incoming call"),
        "wechat": pgettext("interaction", "WeChat received"),
        "visit": pgettext("interaction", "Customer came to us"),
        "email": pgettext("interaction", "E-mail received"),
        "sms": pgettext("interaction", "SMS received"),
        "gift": pgettext("interaction", "Gift received"),
        "letter": pgettext("interaction", "Letter received"),
        "fax": pgettext("interaction", "Fax received"),
    }.get(kind) or kind_text(kind)


def _outgoing(kind: str) -> str:
    return {
        "call": pgettext("interaction", "Outgoing call"),
        "wechat": pgettext("interaction", "WeChat sent"),
        "visit": pgettext("interaction", "Visit to the customer"),
        "email": pgettext("interaction", "E-mail sent"),
        "sms": pgettext("interaction", "SMS sent"),
        "gift": pgettext("interaction", "Gift given"),
        "letter": pgettext("interaction", "Letter sent"),
        "fax": pgettext("interaction", "Fax sent"),
    }.get(kind) or kind_text(kind)


def direction_text(direction: str) -> str:
    """'Outgoing', 'Incoming', or nothing."""
    return {
        "out": pgettext("direction", "Outgoing"),
        "in": pgettext("direction", "Incoming"),
    }.get(direction, direction)


def purpose_text(purpose: str) -> str:
    """What it was for."""
    return {
        "care": pgettext("purpose", "Care"),
        "thanks": pgettext("purpose", "Thanks"),
        "reminder": pgettext("purpose", "Reminder"),
        "service": pgettext("purpose", "Service"),
        "new_product": pgettext("purpose", "New product"),
        "sales": pgettext("purpose", "Sales"),
        "survey": pgettext("purpose", "Survey"),
        "favour": pgettext("purpose", "Favour"),
    }.get(purpose, purpose)


def outcome_text(outcome: str) -> str:
    """How it ended, in a word."""
    return {
        "reached": pgettext("outcome", "Reached"),
        "no_answer": pgettext("outcome", "No answer"),
        "inconvenient": pgettext("outcome", "Bad moment"),
        "rescheduled": pgettext("outcome", "Rescheduled"),
        "agreed": pgettext("outcome", "Agreed"),
        "declined": pgettext("outcome", "Declined"),
    }.get(outcome, outcome)


def outcome_tone(outcome: str) -> str:
    """The tone of its pill: good, waiting, or nothing reached."""
    if outcome in ("reached", "agreed"):
        return "green"
    return "amber" if outcome in ("inconvenient", "rescheduled") else "neutral"
