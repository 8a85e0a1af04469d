"""The five steps of a complaint (product D) and the words they use."""

from crmdesk.models.core.i18n import N_, _, pgettext

LISTEN, VERIFY, PROPOSE, RESOLVE, CONFIRM = range(1, 6)
STEPS = (LISTEN, VERIFY, PROPOSE, RESOLVE, CONFIRM)

_TITLES = {
    LISTEN: N_("Listen"),
    VERIFY: N_("Calm and verify"),
    PROPOSE: N_("Propose a solution"),
    RESOLVE: N_("Resolve"),
    CONFIRM: N_("Call back"),
}
_GUIDANCE = {
    LISTEN: N_("Let the customer finish, do not argue. Write down their own words."),
    VERIFY: N_("Say sorry for the trouble first, then repeat the facts to have them confirmed."),
    PROPOSE: N_("Offer a choice, and say what will happen by when."),
    RESOLVE: N_("Do what was promised, and write down who did what."),
    CONFIRM: N_("Call back and ask: are you satisfied? Only then the complaint is closed."),
}
_MOODS = {
    "calm": N_("Calm"),
    "disappointed": N_("Disappointed"),
    "angry": N_("Angry"),
    "furious": N_("Furious"),
}
_SEVERITIES = {"high": N_("High"), "middle": N_("Middle"), "low": N_("Low")}
MOODS, SEVERITIES = tuple(_MOODS), tuple(_SEVERITIES)
CHANNELS = ("call", "visit", "wechat", "sms", "email", "letter")
SCORES = (1, 2, 3, 4, 5)
UNREACHED_DAYS = 3
"""Attempts on so many different days without reaching her allow closing as 未能联系上."""


def step_title(step: int) -> str:
    return _(_TITLES[step])


def step_guidance(step: int) -> str:
    """The line that helps an angry call."""
    return _(_GUIDANCE[step])


def mood_text(code: str) -> str:
    return _(_MOODS[code]) if code else ""


def severity_text(code: str) -> str:
    return _(_SEVERITIES[code]) if code else ""


def channel_text(code: str) -> str:
    """How a complaint came in; "" for an unknown code."""
    texts = {
        "call": pgettext("channel", "Call"),
        "visit": pgettext("complaint channel", "In person"),
        "wechat": pgettext("channel", "WeChat"),
        "sms": pgettext("channel", "SMS"),
        "email": pgettext("channel", "E-mail"),
        "letter": pgettext("channel", "Letter"),
    }
    return texts.get(code, "")
