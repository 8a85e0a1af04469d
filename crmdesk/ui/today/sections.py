"""The headings of Today: title, icon and tone of each section of models/today/sources.py."""

from __future__ import annotations

from dataclasses import dataclass

from crmdesk.models.core.i18n import P_, pgettext


@dataclass(frozen=True, slots=True)
class SectionLook:
    """The title is translated when it is shown."""

    title: str
    icon: str
    tone: str


LOOKS = {
    "overdue": SectionLook(P_("today", "Overdue"), "warning", "red"),
    "today": SectionLook(P_("today", "Due today"), "today", "blue"),
    "tomorrow": SectionLook(P_("today", "Tomorrow"), "calendar", "neutral"),
    "day": SectionLook(P_("today", "Due on this day"), "calendar", "blue"),
    "replies": SectionLook(P_("today", "Waiting for an answer"), "inbox", "amber"),
    "closings": SectionLook(P_("today", "After the sale"), "check-circle", "green"),
    "visits": SectionLook(P_("today", "Return visits"), "refresh", "blue"),
    "birthdays": SectionLook(P_("today", "Birthdays"), "birthday", "violet"),
    "festivals": SectionLook(P_("today", "Festival greetings"), "gift", "green"),
    "festive_orders": SectionLook(
        P_("today", "Bought for the festival two years running"), "order", "blue"
    ),
    "gifts": SectionLook(P_("today", "Gifts to buy and give"), "gift", "violet"),
    "plans": SectionLook(P_("today", "Service plans"), "flag", "blue"),
    "complaints": SectionLook(P_("today", "Open complaints"), "complaint", "amber"),
    "service": SectionLook(P_("today", "Open service orders"), "service", "blue"),
    "contracts": SectionLook(P_("today", "Service contracts"), "contract", "blue"),
    "surveys": SectionLook(P_("today", "Questionnaires to put"), "survey", "neutral"),
}


def section_title(code: str) -> str:
    return pgettext("today", LOOKS[code].title)
