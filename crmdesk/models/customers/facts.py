"""The facts of a customer: what each is called, whom it applies to, how it is typed and read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import parse_birthday
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import N_, _
from crmdesk.models.customers import rules
from crmdesk.models.schema import Customer

FactValue = str | int | date | Birthday | None

PERSON = frozenset({"person", "internal"})
COMPANY = frozenset({"company"})
EVERYONE = PERSON | COMPANY
OUTSIDE = frozenset({"person", "company"})


@dataclass(frozen=True, slots=True)
class Fact:
    """`kind` is text, lines, choice, words (several choices), day, birthday, source, staff or
    customer; `own` allows words of one's own besides the choices; `private` is for the owner only.
    """

    label: str
    kind: str = "text"
    group: str = "basic"
    of: frozenset[str] = EVERYONE
    texts: Callable[[], dict[str, str]] | None = None
    own: bool = False
    private: bool = False

    def choices(self) -> dict[str, str]:
        """Code -> word in the user's language; empty where nothing is offered."""
        return {} if self.texts is None else self.texts()


GROUPS = {"basic": N_("Basic data"), "personal": N_("Personal"), "notes": N_("Notes")}

FACTS: dict[str, Fact] = {
    "name": Fact(N_("Name")),
    "kind": Fact(N_("Kind"), "choice", texts=rules.kind_texts),
    "salutation": Fact(N_("Salutation"), of=PERSON),
    "company": Fact(N_("Company"), of=PERSON),
    "title": Fact(N_("Job title"), of=PERSON),
    "gender": Fact(N_("Gender"), "choice", of=PERSON, texts=rules.gender_texts),
    "stage": Fact(N_("Stage"), "choice", texts=rules.stage_texts),
    "owner_id": Fact(N_("Owner"), "staff"),
    "source_id": Fact(N_("Source"), "source", of=OUTSIDE),
    "industry": Fact(N_("Industry"), of=OUTSIDE),
    "size": Fact(N_("Size"), "choice", of=COMPANY, texts=rules.size_texts, own=True),
    "country": Fact(N_("Country")),
    "region": Fact(N_("Region")),
    "parent_id": Fact(N_("Belongs to"), "customer"),
    "referrer_id": Fact(N_("Referred by"), "customer", of=OUTSIDE),
    "number": Fact(N_("Number")),
    "birthday": Fact(N_("Birthday"), "birthday", "personal", of=PERSON),
    "hobbies": Fact(N_("Hobbies"), group="personal"),
    "diet": Fact(N_("Diet"), "words", "personal", texts=rules.diet_texts, own=True),
    "gift_taste": Fact(N_("Taste in gifts"), group="personal"),
    "preferred_channel": Fact(
        N_("Preferred channel"), "choice", "personal", texts=rules.preferred_channel_texts
    ),
    "preferred_hour": Fact(
        N_("Best time to call"), "choice", "personal", texts=rules.hour_texts, own=True
    ),
    "occupation": Fact(N_("Occupation"), group="personal", of=PERSON),
    "education": Fact(
        N_("Education"), "choice", "personal", of=PERSON, texts=rules.education_texts, own=True
    ),
    "income": Fact(
        N_("Income"), "choice", "personal", of=PERSON, texts=rules.income_texts, own=True,
        private=True,
    ),
    "bereaved_on": Fact(N_("In mourning since"), "day", "personal"),
    "warning": Fact(N_("Warning"), group="notes"),
    "note": Fact(N_("Note"), "lines", "notes"),
    "private_note": Fact(N_("Private note"), "lines", "notes", private=True),
}  # fmt: skip

_BETWEEN_WORDS = re.compile(r"[\s、,，;；/]+")


class _HasBirthday(Protocol):
    birthday_calendar: str
    birthday_year: int | None
    birthday_month: int | None
    birthday_day: int | None
    birthday_leap: bool


def birthday_of(row: "_HasBirthday") -> Birthday | None:
    """The birthday a customer or contact row holds."""
    if not row.birthday_calendar or row.birthday_month is None or row.birthday_day is None:
        return None
    return Birthday(
        row.birthday_calendar,
        row.birthday_year,
        row.birthday_month,
        row.birthday_day,
        row.birthday_leap,
    )


def fact_of(customer: Customer, field: str) -> FactValue:
    """The value of a fact as stored; "" for no text."""
    if field == "birthday":
        return birthday_of(customer)
    value: FactValue = getattr(customer, field)
    return "" if value is None and field == "company" else value


def set_birthday(row: "_HasBirthday", birthday: Birthday | None) -> None:
    """Write a birthday, or none, into a customer or contact row."""
    row.birthday_calendar = birthday.calendar if birthday else ""
    row.birthday_year = birthday.year if birthday else None
    row.birthday_month = birthday.month if birthday else None
    row.birthday_day = birthday.day if birthday else None
    row.birthday_leap = birthday.leap if birthday else False


def hidden_facts(owner_id: int | None, viewer: int | None) -> frozenset[str]:
    """What belongs to the owner alone, when somebody else looks; who has none hides nothing."""
    if owner_id is None or viewer is None or owner_id == viewer:
        return frozenset()
    return frozenset(name for name, fact in FACTS.items() if fact.private)


def label_of(field: str) -> str:
    """What a fact is called in the user's language."""
    return _(FACTS[field].label)


def fact_text(field: str, value: FactValue) -> str:
    """A text, choice or words fact as it is read; other kinds need names or a calendar."""
    fact = FACTS[field]
    text = value if isinstance(value, str) else ""
    if fact.kind == "words":
        return rules.diet_text(text)
    return rules.text_of(fact.choices(), text) if fact.texts else text


def read_fact(field: str, typed: str, *, country: str = "CN") -> FactValue:
    """What somebody typed for a fact of kind text, lines, choice, words or birthday.

    Raises CrmError "fact.choice" for a word that is none of the choices and "fact.birthday"
    for a birthday that cannot be understood.
    """
    fact = FACTS[field]
    text = typed.strip()
    if fact.kind == "birthday":
        return read_birthday(text, country=country)
    if fact.kind == "words":
        words = [_code(fact.choices(), word) for word in _BETWEEN_WORDS.split(text) if word]
        return " ".join(dict.fromkeys(words))
    if fact.kind == "choice" and text:
        code = _code(fact.choices(), text)
        if code not in fact.choices() and not fact.own:
            raise CrmError("fact.choice")
        return code
    return text if fact.kind == "lines" else " ".join(text.split())


def read_birthday(typed: str, *, country: str = "CN") -> Birthday | None:
    """A birthday as typed, None for nothing; raises CrmError "fact.birthday"."""
    if not typed.strip():
        return None
    birthday = parse_birthday(typed, country=country)
    if birthday is None:
        raise CrmError("fact.birthday")
    return birthday


def _code(texts: Mapping[str, str], typed: str) -> str:
    for code, text in texts.items():
        if typed.casefold() in (code, text.casefold()):
            return code
    return typed
