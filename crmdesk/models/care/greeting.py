"""A greeting worth sending: to whom, for what, by which way, in which words."""

from dataclasses import dataclass
from datetime import date

from crmdesk.models.care.words import greetings, pick

GRAND = 60
"""From this birthday on one says 大寿 and names the age."""
_KINDS = {"line": "wechat", "sms": "sms", "wechat": "wechat", "call": "call"}


@dataclass(frozen=True, slots=True)
class Way:
    """A channel with the account or number to use; "" where none is known."""

    channel: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Greeting:
    """`occasion` with `day` is what it is for, "" where it is no greeting and not logged as one;
    `texts` names the words where they differ from it (a late or a round birthday, a promise);
    `name` is that of an own day, `what` what was promised, `called` the name of the person.
    """

    occasion: str
    day: date
    person: int
    ways: tuple[Way, ...]
    country: str
    salutation: str = ""
    texts: str = ""
    age: int | None = None
    name: str = ""
    office: str = ""
    what: str = ""
    called: str = ""

    @property
    def key(self) -> str:
        """What a log entry remembers it by."""
        return f"{self.occasion}:{self.day.isoformat()}"

    @property
    def way(self) -> Way:
        """The best one."""
        return self.ways[0]

    def variants(self, channel: str) -> tuple[str, ...]:
        """All the words for a channel, those of this year first."""
        found = greetings(
            self.texts or self.occasion,
            channel,
            self.country,
            salutation=self.salutation,
            age=self.age,
            name=self.name,
            office=self.office,
            what=self.what,
            person=self.called,
        )
        return tuple(pick(found, self.person, self.day.year, turn) for turn in range(len(found)))

    def words(self, channel: str = "") -> str:
        """The words of this year."""
        found = self.variants(channel or self.way.channel)
        return found[0] if found else ""


def birthday_texts(days: int, round_age: int | None) -> str:
    """Which words fit a birthday so many days ahead (below zero: past)."""
    if days < 0:
        return "birthday_late"
    if round_age is not None and round_age >= GRAND:
        return "birthday_grand"
    if days > 0:
        return "birthday_early"
    return "birthday_round" if round_age is not None and round_age >= 30 else "birthday"


def log_kind(channel: str) -> str:
    """As what kind of contact a channel is logged."""
    return _KINDS.get(channel, channel)
