"""The five steps of a complaint (product D) and the words they use."""

from crmdesk.models.core.i18n import N_, P_, _, pgettext

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
_SAY = {
    LISTEN: (
        N_("Thank you for telling us. Take your time, I am writing everything down."),
        N_("In your place I would be upset, too."),
    ),
    VERIFY: (
        N_("I am sorry for the trouble. May I repeat it, so that nothing is wrong?"),
        N_("Whatever we know by then: I will call you before we close today."),
    ),
    PROPOSE: (
        N_("There are two ways to do it. Which one suits you better?"),
        N_("If you agree I start at once, and tell you by when you hear from me."),
    ),
    RESOLVE: (
        N_("This much is done, and the rest follows by then."),
        N_("It is not finished yet; I call so that you need not wonder."),
    ),
    CONFIRM: (
        N_("Is everything right now? How many points of five would you give us?"),
        N_("Thank you for speaking up. You helped us to do better."),
    ),
}
_NEVER = {
    LISTEN: N_("“That cannot be.” “You must have used it wrongly.” “Calm down first.”"),
    VERIFY: N_("“That is not my department.” “The courier is to blame.”"),
    PROPOSE: N_("“Those are our rules.” “I can do nothing.” And promise nothing you cannot keep."),
    RESOLVE: N_("“Just wait.” And no silence: two days without a word anger more than a delay."),
    CONFIRM: N_("“Do give us five points.” And never argue about the points."),
}
_CLOCKS = {
    "response": P_("clock", "First response"),
    "resolution": P_("clock", "Solution"),
    "call_back": P_("clock", "Call-back"),
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
CLOSED = 6
"""Stands after the steps where complaints are put in their order."""
RECENT_DAYS = 7
"""The board shows what was closed in so many days."""
UNREACHED_DAYS = 3
"""Attempts on so many different days without reaching her allow closing as 未能联系上."""


def step_title(step: int) -> str:
    return _(_TITLES[step])


def step_guidance(step: int) -> str:
    """The line that helps an angry call."""
    return _(_GUIDANCE[step])


def step_words(step: int) -> tuple[str, ...]:
    """What one may say now, word for word."""
    return tuple(_(line) for line in _SAY[step])


def step_never(step: int) -> str:
    """What one must never say now."""
    return _(_NEVER[step])


def clock_title(code: str) -> str:
    """What a clock of `complaints.clocks` is called."""
    return pgettext("clock", _CLOCKS[code])


def mood_text(code: str) -> str:
    return _(_MOODS[code]) if code else ""


def severity_text(code: str) -> str:
    return _(_SEVERITIES[code]) if code else ""


def channel_text(code: str) -> str:
    """How a complaint came in; "" for an unknown code."""
    texts = {
        "call": pgettext("channel", "Call"),
        "visit": pgettext("complaint channel", "In person"),
        "wechat": pgettext("complaint channel", "WeChat"),
        "sms": pgettext("channel", "SMS"),
        "email": pgettext("channel", "E-mail"),
        "letter": pgettext("channel", "Letter"),
    }
    return texts.get(code, "")
