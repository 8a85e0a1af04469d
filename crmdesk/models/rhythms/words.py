"""Return visits in words: why one is due, and what a follow-up made of it is called."""

from crmdesk.models.core.i18n import P_, _, ngettext, pgettext
from crmdesk.models.rhythms.closing import Checklist, item_text
from crmdesk.models.rhythms.visits import Visit

_WHO = {
    "potential": P_("visit", "A potential customer"),
    "interested": P_("visit", "An interested customer"),
    "customer": P_("visit", "A customer who bought"),
    "returning": P_("visit", "A returning customer"),
    "dormant": P_("visit", "A dormant customer"),
    "lost": P_("visit", "A lost customer"),
}


def say_why(visit: Visit) -> str:
    """An interested customer, 16 days without a contact; to be called every 14 days."""
    if visit.why == "complaint":
        text = ngettext(
            "Complaint “{what}” closed {n} day ago: is all well since?",
            "Complaint “{what}” closed {n} days ago: is all well since?",
            visit.days,
        )
        return text.format(what=visit.subject, n=visit.days)
    if visit.why == "delivery":
        text = ngettext(
            "Order {what} delivered {n} day ago: is all well?",
            "Order {what} delivered {n} days ago: is all well?",
            visit.days,
        )
        return text.format(what=visit.subject, n=visit.days)
    silent = say_silent(visit)
    if visit.why == "silent":
        return silent
    every = ngettext("called every {n} day", "called every {n} days", visit.every)
    return _("{who}, {silent}; {every}").format(
        who=pgettext("visit", _WHO[visit.stage]), silent=silent, every=every.format(n=visit.every)
    )


def say_silent(visit: Visit) -> str:
    """How long nobody spoke to her."""
    if visit.never:
        text = ngettext(
            "noted {n} day ago, never contacted", "noted {n} days ago, never contacted", visit.days
        )
    else:
        text = ngettext("no contact for {n} day", "no contact for {n} days", visit.days)
    return text.format(n=visit.days)


def title(visit: Visit) -> str:
    """What a follow-up is called that comes of it."""
    if visit.why == "complaint":
        return _("Return visit after the complaint “{what}”").format(what=visit.subject)
    if visit.why == "delivery":
        return _("Return visit after the delivery of order {what}").format(what=visit.subject)
    return _("Return visit")


def say_open(checklist: Checklist) -> str:
    """What waits of it: Thank the customer, A small gift …"""
    waiting = [item_text(item.code) for item in checklist.items if item.status == "open"]
    return pgettext("list", ", ").join(waiting)
