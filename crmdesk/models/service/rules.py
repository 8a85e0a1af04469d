"""The four steps of a service order (product E1), its codes, and the words they use."""

from datetime import date

from crmdesk.models.core.i18n import N_, P_, _, ngettext, pgettext

RECEIVE, ASSIGN, WORK, FEEDBACK = range(1, 5)
STEPS = (RECEIVE, ASSIGN, WORK, FEEDBACK)
CLOSED = 5
"""Stands after the steps where service orders are put in their order."""

_TITLES = {
    RECEIVE: P_("service step", "Receive"),
    ASSIGN: P_("service step", "Assign"),
    WORK: P_("service step", "Work"),
    FEEDBACK: P_("service step", "Feedback"),
}
_GUIDANCE = {
    RECEIVE: N_("Say it back in one sentence: what is wrong, with which device, since when."),
    ASSIGN: N_("Tell the customer who comes and when; a day that is agreed is a day that is kept."),
    WORK: N_("Write down what was done while you are still there: next time it saves the way."),
    FEEDBACK: N_("Tell the customer what was done and ask how it was. Only then it is finished."),
}
_ASK = (
    N_("Which device is it, and what does its label say?"),
    N_("Since when, and what does it show?"),
    N_("What has been tried already?"),
    N_("When may somebody come, and whom to ask for there?"),
)
_CLOCKS = {
    "reaction": P_("clock", "First reaction"),
    "completion": P_("clock", "Completion"),
    "feedback": P_("clock", "Feedback"),
}
_CHARGES = {
    "warranty": P_("service charge", "Free: warranty"),
    "contract": P_("service charge", "Free: contract"),
    "goodwill": P_("service charge", "Free: goodwill"),
    "paid": P_("service charge", "To be paid"),
}
_PLACES = {
    "site": P_("service place", "On site"),
    "phone": P_("service place", "By phone"),
    "remote": P_("service place", "Remotely"),
    "shop": P_("service place", "In our shop"),
}
_CONTRACT_STATES = {
    "running": P_("service contract", "Running"),
    "renewed": P_("service contract", "Renewed"),
    "ended": P_("service contract", "Ended"),
}
CHARGES, PLACES, FREE = tuple(_CHARGES), tuple(_PLACES), ("warranty", "contract", "goodwill")
CHANNELS = ("call", "visit", "wechat", "sms", "email", "letter")
SCORES = (1, 2, 3, 4, 5)
UNHAPPY = 2
"""A score up to this is worth a complaint."""
EVERY = (1, 2, 3, 6, 12)
"""The rhythms of visits that are offered, in months."""
WARN_DAYS, LAST_DAYS = 60, 30
"""A contract that ends is told of so long before, and pressingly so long before."""
AHEAD_DAYS = 10
"""A visit stands on the page Today so many days before it is due."""


def questions() -> tuple[str, ...]:
    """What to ask while she still is on the phone."""
    return tuple(_(line) for line in _ASK)


def step_title(step: int) -> str:
    return pgettext("service step", _TITLES[step])


def step_guidance(step: int) -> str:
    """The line that helps at this step."""
    return _(_GUIDANCE[step])


def clock_title(code: str) -> str:
    """What a clock of `service.clocks` is called."""
    return pgettext("clock", _CLOCKS[code])


def charge_text(code: str) -> str:
    """Whether it is paid, and why not; "" while nobody said."""
    return pgettext("service charge", _CHARGES[code]) if code in _CHARGES else ""


def place_text(code: str) -> str:
    """Where it was done."""
    return pgettext("service place", _PLACES[code]) if code in _PLACES else ""


def contract_state_text(code: str) -> str:
    return pgettext("service contract", _CONTRACT_STATES[code])


def usual_levels() -> tuple[str, ...]:
    """Levels of a contract that are offered; the office may call them what it likes."""
    return (
        pgettext("service level", "Gold"),
        pgettext("service level", "Silver"),
        pgettext("service level", "Bronze"),
    )


def say_warranty(until: date | None, today: date) -> str:
    """Whether it still is under warranty; "" where nobody knows until when."""
    if until is None:
        return ""
    if today <= until:
        return _("Under warranty until {day}: free of charge").format(day=f"{until:%Y-%m-%d}")
    months = (today.year - until.year) * 12 + today.month - until.month - (today.day < until.day)
    if months < 1:
        days = (today - until).days
        return ngettext("Out of warranty for {n} day", "Out of warranty for {n} days", days).format(
            n=days
        )
    return ngettext(
        "Out of warranty for {n} month", "Out of warranty for {n} months", months
    ).format(n=months)
