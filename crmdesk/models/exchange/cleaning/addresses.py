"""The columns of an address put together: whole, in parts, or both."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crmdesk.models.customers.places import province_of, province_of_city, split_address
from crmdesk.models.exchange.records.customers import Address, CustomerRecord
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.vocabulary.texts import is_placeholder

ADDRESS_PARTS = ("label", "country", "region", "city", "street", "postcode")
_WRITTEN = frozenset({"region", "city", "street"})
_NO_CITIES = frozenset({"市辖区", "市轄區", "县", "省直辖县级行政区划", "省直辖县级行政单位"})
"""What forms put where a province has no city above its districts."""
Group = dict[str, list[Target]]


def address_groups(values: Mapping[Target, Sequence[Any]]) -> Iterator[list[Address | None]]:
    """For each address a row can have, the addresses of all rows."""
    for (_, label), group in sorted(_groups(values).items()):
        whole = _joined(group.get("address", ()), values)
        parts = {part: _joined(group.get(part, ()), values, " ") for part in ADDRESS_PARTS}
        if whole and not any(parts.values()):
            yield [_split(label, text) for text in whole]
            continue
        height = len(next(iter(values.values())))
        blank = [""] * height
        columns = [parts[part] or blank for part in ADDRESS_PARTS]
        told = any(parts[part] for part in _WRITTEN)
        ours = bool(parts["street"] or parts["label"])
        yield [
            put_together(label, row[0], row[1:], split=not told, exact=ours)
            for row in zip(whole or blank, *columns, strict=True)
        ]


def whole_address(text: str) -> Address:
    """An address written in one."""
    return _split("", text) or Address("", text)


def complete(person: CustomerRecord, *, derive_region: bool, tidy: bool = True) -> None:
    """The customer's own city and district go into the first address, its province into region.

    With `tidy` regions are written one way: 浙江, though the list says 浙江省 or 浙江温州.
    """
    if person.city in _NO_CITIES:
        person.city = ""
    short = _take_region_apart(person) if tidy and person.region else person.region
    if person.city or person.district:
        _add_place(person)
    if short:
        person.region = short
    if derive_region and not short and person.addresses:
        person.region = _region_of(person.addresses[0])


def _take_region_apart(person: CustomerRecord) -> str:
    """The province by its short name; what else the region says is the city."""
    place = split_address(person.region)
    if place.street or not place.region:
        return person.region
    person.region = place.region
    if place.city and not person.city and (place.city != place.region or person.addresses):
        person.city = place.city
    return province_of(place.region) or place.region


def _region_of(address: Address) -> str:
    """The province; in Taiwan the city or county, which is what one says there."""
    region, city = address.region, address.city
    if region:
        return province_of(region) or region
    found = province_of_city(city) or province_of(city) or ""
    return city if found == "台湾" else found


def _add_place(person: CustomerRecord) -> None:
    region = person.region if province_of(person.region) else ""
    city, district = person.city, person.district
    if not person.addresses:
        raw = "".join(dict.fromkeys((region, city, district)))
        person.addresses = (Address("", raw, "", region, city, district),)
        return
    first, *others = person.addresses
    if city and not first.city:
        first = first._replace(region=first.region or region, city=city)
    if district and district not in first.raw:
        first = first._replace(street=f"{district}{first.street}")
    person.addresses = (first, *others)


def _groups(values: Mapping[Target, Sequence[Any]]) -> dict[tuple[int, str], Group]:
    groups: dict[tuple[int, str], Group] = {}
    for target in values:
        kind, _, part = target.field.partition(".")
        if kind == "address":
            group = groups.setdefault((target.n, target.label), {})
            group.setdefault(part or "address", []).append(target)
    return _adopted(groups)


def _adopted(groups: dict[tuple[int, str], Group]) -> dict[tuple[int, str], Group]:
    """邮编 beside 公司地址 belongs to it, though only the address bears the label."""
    for key in [key for key, group in groups.items() if not key[1] and "address" not in group]:
        home = next(
            (
                other
                for other in sorted(groups)
                if other[0] == key[0] and "address" in groups[other]
            ),
            None,
        )
        if home and not set(groups[home]) & set(groups[key]):
            groups[home] |= groups.pop(key)
    return groups


def _joined(
    targets: Sequence[Target], values: Mapping[Target, Sequence[Any]], between: str = ""
) -> list[str]:
    if not targets:
        return []
    if len(targets) == 1:
        return list(values[targets[0]])
    return [
        between.join(filter(None, row))
        for row in zip(*(values[target] for target in targets), strict=True)
    ]


def _split(label: str, text: str) -> Address | None:
    if not text or is_placeholder(text):
        return None
    place = split_address(text)
    return Address(label, text, "", *place)


def put_together(
    label: str, whole: str, parts: tuple[str, ...], *, split: bool, exact: bool = True
) -> Address | None:
    """An address from its whole and its `parts` (label, country, region, city, street, postcode).

    With `split` the parts not told are taken from the whole, without `exact` the street too.
    """
    own_label, country, region, city, street, postcode = parts
    if not any((whole, country, region, city, street, postcode)):
        return None
    if whole and split:
        place = split_address(whole)
        return Address(
            own_label or label,
            whole,
            country,
            place.region,
            place.city,
            place.street,
            postcode or place.postcode,
        )
    if whole and not street and not exact:  # 公司地址 beside 公司城市: the street stands in it
        place = split_address(whole)
        street = place.street
        region, city = region or place.region, city or place.city
        if city and city not in whole:
            whole = ""
    whole = " ".join(whole.split()) or _whole(country, region, city, street, postcode)
    return Address(own_label or label, whole, country, region, city, street, postcode)


def split_anew(told: tuple[Address, ...], was: tuple[Address, ...]) -> tuple[Address, ...]:
    """Addresses of an edited sheet: where only the whole of one was changed, its parts follow it.

    The postcode stays within the city, the country always: a whole hardly says them.
    """
    pairs = zip(told, was, strict=False)
    followed = [_following(new, old) if new != old else new for new, old in pairs]
    return (*followed, *told[len(followed) :])


def _following(new: Address, old: Address) -> Address:
    if "".join(new.raw.split()) == "".join(old.raw.split()) or new[2:] != old[2:]:
        return new
    place = split_address(new.raw)
    stays = place.city in ("", old.city)
    postcode = place.postcode or (old.postcode if stays else "")
    return new._replace(
        region=place.region, city=place.city, street=place.street, postcode=postcode
    )


def _whole(country: str, region: str, city: str, street: str, postcode: str) -> str:
    """In Chinese from the large to the small and without blanks, else the other way round."""
    if (region + city + street).isascii():
        return ", ".join(filter(None, (street, city, f"{region} {postcode}".strip(), country)))
    return "".join(filter(None, (region, city if city != region else "", street)))
