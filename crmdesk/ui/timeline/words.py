"""What an entry of the timeline says, and the colour and picture of its kind."""

from __future__ import annotations

from crmdesk.models.complaints.rules import step_title
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.interactions.rules import (
    kind_text,
    outcome_text,
    outcome_tone,
    purpose_text,
)
from crmdesk.models.orders.rules import status_text, status_tone
from crmdesk.models.service import rules as service
from crmdesk.models.surveys.rules import say_scores, tone_of
from crmdesk.models.timeline.entries import TimelineEntry
from crmdesk.models.timeline.orders import ORDER
from crmdesk.models.timeline.promises import PROMISE
from crmdesk.models.timeline.service import SERVICE
from crmdesk.models.timeline.sources import COMPLAINT
from crmdesk.models.timeline.surveys import SURVEY
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.when import short_day

# Grounds white stands on with at least 4.5 : 1, as in tokens.AVATARS.
_COLOURS = {
    "call": "#0B7A55",
    "wechat": "#53711A",
    "visit": "#8B3FD9",
    "meeting": "#5B5BD6",
    "email": "#2563EB",
    "sms": "#0873A8",
    "gift": "#B8326F",
    "letter": "#0F766E",
    "fax": "#475569",
    "note": "#A85B08",
    COMPLAINT: "#C4432F",
    ORDER: "#1F5FA8",
    SERVICE: "#0E7490",
    PROMISE: "#7A5AA6",
    SURVEY: "#9A4D0B",
}
_ICONS = {"email": "mail", "in": "call-in", SURVEY: "survey"}


def kind_colour(kind: str) -> str:
    return _COLOURS.get(kind, "#475569")


def kind_icon(entry: TimelineEntry) -> str:
    """The picture of its kind; calls show which way they went."""
    if entry.kind == "call" and entry.direction:
        return f"call-{entry.direction}"
    if entry.kind not in _COLOURS:
        return "note"
    return _ICONS.get(entry.kind, entry.kind)


def filter_text(kind: str) -> str:
    """A kind as its filter is called."""
    if kind == ORDER:
        return _("Order")
    if kind == PROMISE:
        return _("Promise")
    if kind == SERVICE:
        return _("Service order")
    if kind == SURVEY:
        return _("Questionnaire")
    return _("Complaint") if kind == COMPLAINT else kind_text(kind)


def title_of(entry: TimelineEntry) -> str:
    """Incoming call · 6 min; Complaint: late delivery."""
    if entry.kind == COMPLAINT:
        return _("Complaint: {subject}").format(subject=entry.title)
    if entry.kind == SERVICE:
        return _("Service order: {subject}").format(subject=entry.title)
    if entry.kind == PROMISE:
        return _("Promised: {what}").format(what=entry.title)
    if entry.kind == ORDER:
        text = _("Return {number}: {amount}") if entry.amount < 0 else _("Order {number}: {amount}")
        return text.format(number=entry.title, amount=say_money(entry.amount, entry.currency))
    if entry.minutes:
        return _("{title} · {minutes} min").format(title=entry.title, minutes=entry.minutes)
    return entry.title


def pills_of(entry: TimelineEntry) -> list[tuple[str, str]]:
    """(text, tone) beside the title: how it ended, what it was for."""
    if entry.kind == COMPLAINT:
        if entry.status == "closed":
            return [(_("Closed"), "green")]
        return [(step_title(entry.step), "red")]
    if entry.kind == SERVICE:
        if entry.status == "closed":
            return [(_("Finished"), "green")]
        return [(service.step_title(entry.step), "blue")]
    if entry.kind == ORDER:
        return _of_order(entry)
    if entry.kind == PROMISE:
        return [_of_promise(entry)]
    if entry.kind == SURVEY:
        return _of_answers(entry)
    pills = []
    if entry.outcome:
        pills.append((outcome_text(entry.outcome), outcome_tone(entry.outcome)))
    if entry.purpose:
        pills.append((purpose_text(entry.purpose), "blue"))
    return pills


def _of_answers(entry: TimelineEntry) -> list[tuple[str, str]]:
    """NPS 9 · 满意, or that she would not answer."""
    if entry.status == "declined":
        return [(pgettext("survey", "Would not answer"), "neutral")]
    said = say_scores(entry.csat, entry.nps)
    return [(said, tone_of(entry.csat, entry.nps))] if said else []


def title_tone(entry: TimelineEntry) -> str:
    """Goods that came back are told in red."""
    return "red" if entry.amount < 0 else "text"


def _of_promise(entry: TimelineEntry) -> tuple[str, str]:
    """What became of it, or by when it is due."""
    due, done = entry.due_on, entry.done_on
    if entry.status == "kept":
        late = due is not None and done is not None and done > due
        return (_("Kept late"), "amber") if late else (_("Kept"), "green")
    if entry.status == "broken":
        return _("Not kept"), "red"
    if entry.status == "released":
        return _("needed no more"), "neutral"
    return _("By {day}").format(day=short_day(due) if due else ""), "blue"


def _of_order(entry: TimelineEntry) -> list[tuple[str, str]]:
    pills = []
    if entry.status:
        pills.append((status_text(entry.status), status_tone(entry.status)))
    if entry.owed > 0:
        owed = say_money(entry.owed, entry.currency)
        pills.append((_("Owed {amount}").format(amount=owed), "red"))
    return pills


def details_of(entry: TimelineEntry, *, staff: bool) -> str:
    """The quiet line below: with whom, by whom, at what cost."""
    cost = "" if entry.cost is None else say_money(entry.cost, entry.currency)
    parts = (entry.contact, cost, entry.staff if staff else "")
    return " · ".join(part for part in parts if part)
