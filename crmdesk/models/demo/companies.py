"""Made-up companies and places; likeness to real ones is chance."""

import random
from dataclasses import dataclass

from crmdesk.models.customers.tax_numbers import doubt_tax_number
from crmdesk.models.demo.words import Weighted, by_country, country, lines, pick, said, words

_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


@dataclass(frozen=True, slots=True)
class Place:
    """A city as our customers live in; province is empty for the four that are both."""

    province: str
    city: str
    area_code: str
    districts: tuple[str, ...]

    @property
    def region(self) -> str:
        return self.province or self.city


@dataclass(frozen=True, slots=True)
class Company:
    """A company; `stem` is the part of its own."""

    name: str
    stem: str
    trade: str
    industry: str
    place: Place


@by_country
def _places() -> Weighted[Place]:
    places, weights = [], []
    for line in lines("companies", "places"):
        province, city, area_code, districts, weight = line.split("|")
        if city and province:
            places.append(Place(province, city, area_code, tuple(districts.split())))
        else:
            places.append(Place("", province or city, area_code, tuple(districts.split())))
        weights.append(float(weight))
    return Weighted(places, weights)


def make_place(rng: random.Random) -> Place:
    return _places().draw(rng)


def make_stem(rng: random.Random) -> str:
    """The two syllables that are a company's own, never those of a brand."""
    stem = ""
    while not stem or stem in words("companies", "avoid"):
        stem = pick(rng, words("companies", "first")) + pick(rng, words("companies", "second"))
    return stem


class Companies:
    """Makes companies and never one name twice."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def make(self, rng: random.Random) -> Company:
        """A company, or every fifth time a shop."""
        while (company := _company(rng)).name in self._names:
            pass
        self._names.add(company.name)
        return company


def _company(rng: random.Random) -> Company:
    place = make_place(rng)
    stem = make_stem(rng)
    if rng.random() < 0.2:
        trade, industry = pick(rng, words("companies", "shops")).split("|")
        where = pick(rng, ("", place.city, pick(rng, place.districts)[:2]))
        where = "" if country() == "TW" else where
        return Company(f"{where}{stem}{trade}", stem, trade, industry, place)
    trade, industry = pick(rng, words("companies", "trades")).split("|")
    form = pick(rng, words("companies", "forms"))
    if country() == "TW":
        name = f"{stem}{trade}{form}"
    elif rng.random() < 0.1:
        name = f"{stem}{trade}（{place.city}）{form.replace('（集团）', '')}"
    else:
        name = f"{place.city if rng.random() < 0.8 else place.region}{stem}{trade}{form}"
    return Company(name, stem, trade, industry, place)


def make_address(rng: random.Random, place: Place) -> dict[str, str]:
    """The columns of an address in this place."""
    if country() == "TW":
        return _address_in_taiwan(rng, place)
    street = pick(rng, words("companies", "streets"))
    street += f"{1 + int(rng.random() * 888)}号"
    how = rng.random()
    if how < 0.6:
        building = make_stem(rng) + pick(rng, words("companies", "buildings"))
        street += f"{building}{1 + int(rng.random() * 12)}幢" if how < 0.2 else building
        street += f"{1 + int(rng.random() * 28)}{int(rng.random() * 20) + 1:02d}室"
    district = pick(rng, place.districts)
    region = f"{place.province}省" if place.province else f"{place.city}市"
    city = f"{place.city}市"
    raw = f"{region if place.province else ''}{city}{district}{street}"
    return {
        "country": said("country"),
        "region": region,
        "city": city,
        "street": district + street,
        "raw": raw,
    }


def _address_in_taiwan(rng: random.Random, place: Place) -> dict[str, str]:
    street = f"{pick(rng, words('companies', 'streets'))}{1 + int(rng.random() * 400)}號"
    if rng.random() < 0.7:
        street += f"{2 + int(rng.random() * 12)}樓"
        street += f"之{1 + int(rng.random() * 6)}" if rng.random() < 0.3 else ""
    street = pick(rng, place.districts) + street
    return {
        "country": said("country"),
        "region": "",
        "city": place.city,
        "street": street,
        "raw": place.city + street,
    }


def tax_number(rng: random.Random) -> str:
    """A number with a right check digit, as companies of the country have them."""
    if country() != "TW":
        return credit_code(rng)
    while doubt_tax_number(number := f"{int(rng.random() * 10**8):08d}", country="TW"):
        pass
    return number


def credit_code(rng: random.Random) -> str:
    """A 统一社会信用代码 with a right check digit, of a district that does not exist."""
    body = "91999999" + "MA" + "".join(pick(rng, _CREDIT_SIGNS) for _ in range(7))
    total = sum(
        _CREDIT_SIGNS.index(sign) * weight
        for sign, weight in zip(body, _CREDIT_WEIGHTS, strict=True)
    )
    return body + _CREDIT_SIGNS[(31 - total % 31) % 31]
