"""Sentences of the contact log, filled in from templates."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from crmdesk.models.demo.companies import make_stem
from crmdesk.models.demo.words import Weighted, by_country, country, lines, pick, said, words

_SLOT = re.compile(r"\{(\w+)\}")
_ANY_KIND: dict[str, Weighted[tuple[str, str]]] = {
    "CN": Weighted(
        [("call", "out"), ("call", "in"), ("wechat", "out"), ("wechat", "in"), ("visit", "out"),
         ("email", "out"), ("email", "in"), ("sms", "out"), ("meeting", ""), ("fax", "out"),
         ("letter", "out")],
        [38, 20, 18, 12, 8, 4, 2, 2, 1.5, 0.3, 0.2],
    ),
    "TW": Weighted(
        [("call", "out"), ("call", "in"), ("visit", "out"), ("email", "out"), ("email", "in"),
         ("sms", "out"), ("meeting", ""), ("fax", "out"), ("letter", "out")],
        [44, 26, 10, 9, 6, 2, 1.5, 0.8, 0.2],
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Product:
    """Something the made-up office sells."""

    name: str
    unit: str
    price: int


@dataclass(frozen=True, slots=True)
class Template:
    """One line of a list: kind and direction ("" for any) and its words, cut at the slots."""

    kind: str
    direction: str
    parts: tuple[str, ...]

    @property
    def about_machine(self) -> bool:
        return "machine" in self.parts[1::2]


@dataclass(frozen=True, slots=True)
class Setting:
    """What one talk is about and with whom."""

    product: Product
    who: str
    month: int


@by_country
def products() -> tuple[Product, ...]:
    found = (told.split("|") for told in words("office", "products"))
    return tuple(Product(name, unit, int(price)) for name, unit, price in found)


@by_country
def machines() -> tuple[Product, ...]:
    return tuple(product for product in products() if product.unit == said("machine"))


@by_country
def templates(section: str) -> tuple[Template, ...]:
    """The lines of a section of talks.txt."""
    found = []
    for line in lines("talks", section):
        head, bar, text = line.partition("|")
        kind, _, direction = head.partition(" ")
        if not bar:
            kind, direction, text = "", "", line
        found.append(Template(kind, direction, tuple(_SLOT.split(text))))
    return tuple(found)


def talk(
    rng: random.Random, section: str, *, who: str, month: int
) -> tuple[str, str, str, Product]:
    """Kind, direction and words of one talk, and the product it was about."""
    template = pick(rng, templates(section))
    kind, direction = (template.kind, template.direction)
    if not kind:
        kind, direction = _ANY_KIND[country()].draw(rng)
    product = pick(rng, machines() if template.about_machine else products())
    words_ = fill(rng, template.parts, Setting(product, who, month))
    return kind, direction, words_, product


def sentence(rng: random.Random, section: str, *, who: str, month: int) -> str:
    """The words of a line alone."""
    return talk(rng, section, who=who, month=month)[2]


def fill(rng: random.Random, parts: tuple[str, ...], setting: Setting) -> str:
    """Text and slots in turn, as re.split leaves them."""
    told = [_SLOTS[part](rng, setting) if at % 2 else part for at, part in enumerate(parts)]
    return "".join(told)


def fill_text(rng: random.Random, text: str, setting: Setting) -> str:
    """The same for a text not cut yet."""
    return fill(rng, tuple(_SLOT.split(text)), setting)


def _month(rng: random.Random, setting: Setting) -> str:
    return str((setting.month + int(rng.random() * 4)) % 12 + 1)


def _other(rng: random.Random, _: Setting) -> str:
    surname = pick(rng, words("people", "surnames")[:80:2])
    return f"{make_stem(rng)}{said('of')}{surname}{pick(rng, said('called').split())}"


def _price(share: float) -> Callable[[random.Random, Setting], str]:
    return lambda rng, setting: str(round(setting.product.price * (share + rng.random() * 0.06)))


def _number(first: int, last: int) -> Callable[[random.Random, Setting], str]:
    return lambda rng, _: str(first + int(rng.random() * (last - first + 1)))


def _line(section: str) -> Callable[[random.Random, Setting], str]:
    return lambda rng, _: pick(rng, lines("talks", section))


def _word(name: str, section: str) -> Callable[[random.Random, Setting], str]:
    return lambda rng, _: pick(rng, words(name, section))


_SLOTS: dict[str, Callable[[random.Random, Setting], str]] = {
    "product": lambda _, setting: setting.product.name,
    "machine": lambda _, setting: setting.product.name,
    "unit": lambda _, setting: setting.product.unit,
    "title": lambda _, setting: setting.who,
    "price": _price(0.94),
    "lower": _price(0.82),
    "n": _number(3, 60),
    "small": _number(1, 3),
    "percent": _number(3, 12),
    "days": _number(3, 6),
    "minutes": _number(10, 40),
    "score": _number(3, 5),
    "branches": _number(2, 9),
    "month": _month,
    "other": _other,
    "day": lambda rng, _: pick(rng, said("days").split()),
    "staff": _word("office", "staff"),
    "gift": _word("people", "gifts"),
    "family": _word("people", "families"),
    "decide": _line("decide"),
    "business": _line("business"),
    "wish": _line("wish"),
    "care_about": _line("care_about"),
}
