"""The words of a greeting: read from resources/care, one of several chosen for each customer.

They are written in the language of the customers, whatever language the program speaks; in
English only where the program speaks it and the name of who is greeted is not Chinese.
"""

from collections.abc import Mapping
from functools import lru_cache

from crmdesk.models.core.i18n import language
from crmdesk.models.core.later import pattern
from crmdesk.paths import resource

Texts = Mapping[str, Mapping[str, tuple[str, ...]]]
SMS = 70
"""Characters of one message; a longer one is charged twice."""
ENGLISH = "en"
_HAN = pattern(r"[\u3400-\u9fff]")
_TRADITIONAL = ("TW", "HK", "MO")
_FALLBACK = {"email": "letter", "letter": "wechat", "visit": "call", "line": "wechat"}
_DIGITS = "零一二三四五六七八九"


def language_of(country: str, person: str = "") -> str:
    """What the customers of an office read; `person` is the name of the one who is greeted."""
    if person and language() == ENGLISH and not _HAN.search(person):
        return ENGLISH
    return "zh_TW" if country in _TRADITIONAL else "zh_CN"


@lru_cache(maxsize=3)
def load_texts(language: str) -> Texts:
    """Occasion -> channel -> the texts written for it."""
    found: dict[str, dict[str, list[str]]] = {}
    section: dict[str, list[str]] = {}
    for line in resource("care", f"{language}.txt").read_text("utf-8").splitlines():
        line = line.strip()
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            channel, _colon, text = line.partition(": ")
            section.setdefault(channel, []).append(text.replace("\\n", "\n"))
    return {
        occasion: {channel: tuple(texts) for channel, texts in channels.items()}
        for occasion, channels in found.items()
    }


def greetings(
    occasion: str,
    channel: str,
    country: str,
    *,
    salutation: str = "",
    age: int | None = None,
    name: str = "",
    office: str = "",
    what: str = "",
    person: str = "",
) -> tuple[str, ...]:
    """Every greeting written for an occasion and channel, addressed to one person.

    An SMS says who writes where that fits; a letter is signed. Nobody's gender is guessed: who
    has no form of address is greeted with 您好 (Hello).
    """
    tongue = language_of(country, f"{person}{salutation}" if person else "")
    if occasion not in load_texts(tongue):  # not written in English
        tongue = language_of(country)
    channels = load_texts(tongue).get(occasion, {})
    english = tongue == ENGLISH
    who = salutation.strip() or ("Hello" if english else "您好")
    told_age = str(age or 0) if english else age_words(age or 0)
    said_of = what.strip().rstrip("。.；;，,")
    said = tuple(
        text.format(who=who, n=told_age, name=name, what=said_of)
        for text in _texts(channels, channel)
    )
    if channel == "sms" and english:
        return said  # 160 letters of the Latin alphabet fit
    if channel == "sms":
        return tuple(_signed(text, office) for text in said if len(text) <= SMS)
    if channel in ("letter", "email") and office:
        return tuple(f"{text}\n\n{office}" for text in said)
    return said


def pick(texts: tuple[str, ...], person: int, year: int, turn: int = 0) -> str:
    """One of them: another one for the same person a year later, and for each further `turn`."""
    return texts[(person + year + turn) % len(texts)] if texts else ""


def age_words(age: int) -> str:
    """六十 for 60."""
    if not 10 <= age < 100:
        return "百" if age == 100 else str(age)
    tens, ones = divmod(age, 10)
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def _texts(channels: Mapping[str, tuple[str, ...]], channel: str) -> tuple[str, ...]:
    if channel == "sms":
        return channels.get("sms") or channels.get("wechat", ())
    while channel not in channels and channel in _FALLBACK:
        channel = _FALLBACK[channel]
    return channels.get(channel, ())


def _signed(text: str, office: str) -> str:
    signed = f"{text}{office}" if office else text
    return signed if len(signed) <= SMS else text
