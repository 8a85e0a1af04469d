"""Made-up persons: names, how one addresses them, how they are reached."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.demo.words import Weighted, by_country, country, pick, said, words
from crmdesk.models.derived.hanzi import spellings
from crmdesk.models.derived.names import split_person

_MOBILE_STARTS = (
    *("130", "131", "132", "133", "134", "135", "136", "137", "138", "139", "150", "151", "152"),
    *("153", "155", "156", "157", "158", "159", "176", "177", "178", "180", "181", "182", "183"),
    *("185", "186", "187", "188", "189", "191", "198", "199"),
)


_SHORT = frozenset({"0572", "0570", "0578", "03", "05", "06", "07", "08"})
"""Area codes behind which a number has seven digits."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    name: str
    gender: str
    title: str
    salutation: str


@by_country
def _addressed() -> list[tuple[str, str]]:
    """How a title ends -> how its bearer is called."""
    told = (word.partition("=") for word in said("addressed").split())
    return [(ending, address) for ending, _, address in told]


@by_country
def _surnames() -> Weighted[str]:
    told = words("people", "surnames")
    return Weighted(told[::2], [float(weight) for weight in told[1::2]])


def make_person(rng: random.Random, *, title: str = "") -> Person:
    """A person; the salutation goes by the title, else by gender and acquaintance."""
    gender = "female" if rng.random() < 0.48 else "male"
    surname = _surnames().draw(rng)
    how = rng.random()
    if how < 0.04:
        given = pick(rng, words("people", "doubled")) * 2
    elif how < 0.24:
        given = pick(rng, words("people", gender))
    else:
        given = pick(rng, words("people", gender)) + pick(rng, words("people", gender))
    return Person(surname + given, gender, title, _salutation(rng, surname, gender, title))


def _salutation(rng: random.Random, surname: str, gender: str, title: str) -> str:
    for ending, address in _addressed():
        if title.endswith(ending) and rng.random() < 0.9:
            return surname + address
    return surname + pick(rng, said(gender).split())


def mobile(rng: random.Random) -> str:
    """As it is dialled behind the country code."""
    if country() == "TW":
        return f"9{int(rng.random() * 10**8):08d}"
    return f"{pick(rng, _MOBILE_STARTS)}{int(rng.random() * 10**8):08d}"


def landline(rng: random.Random, area_code: str) -> str:
    """National number without the zero: as many digits as the city's numbers have."""
    length = 7 if area_code in _SHORT else 8
    first = pick(rng, "2345678" if length == 7 else "2345688")
    return area_code[1:] + first + f"{int(rng.random() * 10 ** (length - 1)):0{length - 1}d}"


def latin(name: str) -> str:
    """The name in letters, for e-mail addresses and WeChat ids."""
    found = spellings(name)
    return "".join(found[0]) if found else name.lower()


def wechat_id(rng: random.Random, name: str) -> str:
    """An id as people choose them."""
    letters = latin(name)
    if country() == "TW":  # of LINE
        return f"{letters}{int(rng.random() * 1000)}"
    ways = (
        f"{letters}{int(rng.random() * 100):02d}",
        f"{letters}_{1965 + int(rng.random() * 40)}",
        f"wx_{letters}",
        f"wxid_{int(rng.random() * 16**10):010x}",
    )
    return pick(rng, ways)


def remark_name(rng: random.Random, person: Person, trade: str, city: str) -> str:
    """What our staff wrote for her in WeChat: 'A建材王总-杭州'."""
    surname = split_person(person.name)[0] or person.name[:1]
    city = city.removesuffix("市").removesuffix("縣") if country() == "TW" else city
    ways = (
        f"{trade[:2]}{person.salutation}-{city}",
        f"A{trade[:2]}{person.salutation}",
        f"{person.salutation} {city}",
        f"{person.name}（{trade[:2]}）",
        f"{surname}{person.title[-2:]}-{city}" if person.title else f"{person.name} {city}",
    )
    return pick(rng, ways)


def make_birthday(rng: random.Random, today: date) -> Birthday:
    """Three in ten keep the lunar one; every fifth year of birth is unknown."""
    born = date(today.year - 22 - int(rng.random() * 40), 1, 1)
    born += timedelta(days=int(rng.random() * 365))
    year = None if rng.random() < 0.2 else born.year
    if rng.random() < 0.3:
        return Birthday("lunar", year, born.month, 1 + int(rng.random() * 29))
    return Birthday("solar", year, born.month, born.day)
