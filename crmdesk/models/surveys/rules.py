"""The codes of questionnaires, what each is called, and when an answer calls for care."""

from crmdesk.models.core.i18n import P_, _, pgettext

KINDS = ("scale", "nps", "single", "multiple", "text", "number", "date")
CHOSEN = frozenset({"single", "multiple"})
"""Kinds with choices of their own."""
CHANNELS = ("phone", "paper", "web")
SCALE, NPS = range(1, 6), range(11)
LOW_CSAT, LOW_NPS = 2, 6
"""Up to here somebody asks what went wrong."""
HIGH_CSAT, HIGH_NPS = 4, 9
_KINDS = {
    "scale": P_("question", "Satisfaction, 1 to 5"),
    "nps": P_("question", "Recommendation, 0 to 10"),
    "single": P_("question", "One choice"),
    "multiple": P_("question", "Several choices"),
    "text": P_("question", "Text"),
    "number": P_("question", "Number"),
    "date": P_("question", "Date"),
}
_CHANNELS = {
    "phone": P_("survey", "By phone"),
    "paper": P_("survey", "On paper"),
    "web": P_("survey", "Web form"),
}
_STATUSES = {
    "planned": P_("survey", "To call"),
    "open": P_("survey", "Begun"),
    "done": P_("survey", "Answered"),
    "declined": P_("survey", "Would not answer"),
}
SATISFIED = {
    5: P_("satisfaction", "Very satisfied"),
    4: P_("satisfaction", "Satisfied"),
    3: P_("satisfaction", "So-so"),
    2: P_("satisfaction", "Dissatisfied"),
    1: P_("satisfaction", "Very dissatisfied"),
}


def kind_text(kind: str) -> str:
    return pgettext("question", _KINDS[kind])


def channel_text(channel: str) -> str:
    return pgettext("survey", _CHANNELS[channel]) if channel in _CHANNELS else channel


def status_text(status: str) -> str:
    return pgettext("survey", _STATUSES[status]) if status in _STATUSES else status


def satisfaction_text(score: int) -> str:
    """5 is 非常满意."""
    return pgettext("satisfaction", SATISFIED[score])


def is_low(csat: int | None, nps: int | None) -> bool:
    """Whether somebody should ask what went wrong."""
    return (csat is not None and csat <= LOW_CSAT) or (nps is not None and nps <= LOW_NPS)


def tone_of(csat: int | None, nps: int | None) -> str:
    """green, amber or red; neutral where nothing was scored."""
    if csat is None and nps is None:
        return "neutral"
    if is_low(csat, nps):
        return "red"
    good = (csat is None or csat >= HIGH_CSAT) and (nps is None or nps >= HIGH_NPS)
    return "green" if good else "amber"


def say_scores(csat: int | None, nps: int | None) -> str:
    """NPS 9 · 满意; "" where nothing was scored."""
    parts = [_("NPS {n}").format(n=nps)] if nps is not None else []
    parts += [satisfaction_text(csat)] if csat is not None else []
    return " · ".join(parts)


def say_nps(nps: int | None) -> str:
    """+42, 0, -8, as one says it; "" where nobody was asked."""
    return "" if nps is None else f"{nps:+d}" if nps else "0"


def say_value(kind: str, value: str) -> str:
    """An answer as it is read: 5 · 非常满意, 钓鱼、摄影."""
    if kind == "scale" and value.isdigit() and int(value) in SCALE:
        return f"{value} · {satisfaction_text(int(value))}"
    if kind == "multiple":
        return pgettext("list", ", ").join(value.split("\n"))
    return value
