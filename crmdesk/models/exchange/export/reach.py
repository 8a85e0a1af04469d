"""The cells of what a customer has several of: phones, addresses, invoice data …"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from crmdesk.models.customers.phones import format_phone
from crmdesk.models.exchange.export.blocks import Found, Places, birthday_cell, chosen
from crmdesk.models.exchange.export.grid import Grid
from crmdesk.models.exchange.stored.customers import Gathered, Part
from crmdesk.models.exchange.vocabulary.choices import CHOICES, choice_of
from crmdesk.models.exchange.vocabulary.fields import CHANNELS, Target
from crmdesk.models.schema import Address, Anniversary, Channel, Email, Invoice, Phone, Staff

_CHINESE = re.compile(r"\+86(?:(1[3-9]\d{9})|(10|2\d|[3-9]\d\d)(?<!400)(?<!800)(\d{7,8}))")
"""Mobiles and landlines, which are nearly all numbers there are."""
_MOBILE = 14
"""Characters of a Chinese mobile in full; none but a mobile has so many after +8613 … +8619."""


@dataclass(frozen=True, slots=True)
class Many:
    """A table of which a customer may own several rows.

    `columns` by the code of their field, the first being the value itself; where it takes more
    columns to say it, they stand in `more` and `say` makes cells of all of them.
    """

    table: Any
    columns: Mapping[str, Any]
    more: Sequence[Any] = ()
    say: Callable[..., list[Any]] | None = None
    only: ColumnElement[bool] | None = None

    @property
    def code(self) -> str:
        return next(iter(self.columns))

    def conditions(self, part: Part | None = None) -> list[ColumnElement[bool]]:
        """Which rows of the table are meant."""
        found = [] if self.only is None else [self.only]
        return found if part is None else [*found, part.has(self.table.customer_id)]

    @property
    def order(self) -> tuple[Any, ...]:
        """As the user ordered them."""
        position = getattr(self.table, "position", None)
        return (self.table.id,) if position is None else (position, self.table.id)


def phone_cells(
    raw: Sequence[str], e164: Sequence[str], extension: Sequence[str], country: str
) -> list[str]:
    """`phone_cell` of many numbers, of which most are mobiles of the mainland."""
    if country != "CN":
        return [phone_cell(*told, country) for told in zip(raw, e164, extension, strict=True)]
    return [
        number[3:]
        if len(number) == _MOBILE and "+8613" <= number < "+862" and not more
        else phone_cell(written, number, more, country)
        for written, number, more in zip(raw, e164, extension, strict=True)
    ]


def phone_cell(raw: str, e164: str, extension: str, country: str) -> str:
    """A number as one types it at home, its extension after it; one not understood as written."""
    if not e164:
        return raw
    between = "转" if country == "CN" else "#"
    if country == "CN" and (found := _CHINESE.fullmatch(e164)):
        plain = found[1] or f"0{found[2]}-{found[3]}"
        between = between if found[1] else "-"  # elsewhere it would be taken for more digits
    else:
        plain = format_phone(e164, country=country).replace(" ", "")
        plain = e164 if plain.startswith("+") else plain
    return f"{plain}{between}{extension}" if extension else plain


def kinds_of_many(country: str) -> list[Many]:
    """Every such table, in the order of the columns; `country` is the office's."""
    return [
        Many(
            Phone,
            {"phone": Phone.raw, "phone.label": Phone.label},
            more=(Phone.e164, Phone.extension),
            say=lambda raw, e164, extension: phone_cells(raw, e164, extension, country),
        ),
        Many(Email, {"email": Email.address, "email.label": Email.label}),
        *_channels(),
        Many(
            Address,
            {
                "address": Address.raw,
                "address.label": Address.label,
                "address.country": Address.country,
                "address.region": Address.region,
                "address.city": Address.city,
                "address.street": Address.street,
                "address.postcode": Address.postcode,
            },
        ),
        Many(
            Anniversary,
            {"anniversary": Anniversary.calendar, "anniversary.label": Anniversary.label},
            more=(Anniversary.year, Anniversary.month, Anniversary.day, Anniversary.leap),
            say=lambda *columns: list(map(birthday_cell, zip(*columns, strict=True))),
        ),
        Many(
            Invoice,
            {
                f"invoice.{name}": getattr(Invoice, name)
                for name in (
                    "title", "tax_number", "address", "phone", "bank", "account", "kind",
                    "email", "mobile",
                )
            },
        ),
    ]  # fmt: skip


def _channels() -> list[Many]:
    staff = select(Staff.name).where(Staff.id == Channel.staff_id).scalar_subquery()
    wechat = {
        "wechat.nickname": Channel.nickname,
        "wechat.remark": Channel.remark,
        "wechat.our_phone": Channel.our_phone,
        "wechat.staff": staff,
    }
    found = [
        Many(
            Channel,
            {kind: Channel.value}
            | (wechat if kind == "wechat" else {})
            | {f"{kind}.label": Channel.label},
            only=Channel.kind == kind,
        )
        for kind in CHANNELS
    ]
    other = {
        "channel": Channel.value,
        "channel.kind": Channel.kind,
        "channel.label": Channel.label,
    }
    return [*found, Many(Channel, other, only=Channel.kind.notin_(CHANNELS))]


class ReachBlock:
    """Rows an owner has several of, the first into the first columns; `codes` are those shown.

    The owner is the customer (her own rows, not those of her contacts), or the contact.
    """

    def __init__(self, many: Many, codes: Sequence[str], *, of_contacts: bool = False) -> None:
        self._many, self._codes, self._of_contacts = many, list(codes), of_contacts
        self._rows = Gathered(self._query)

    @property
    def width(self) -> int:
        """How many columns `read` finds."""
        return 1 + len(self._many.more) + len(self._codes)

    def read(self, session: Session, part: Part) -> Found:
        return self._rows.read(session, part)

    def fill(self, grid: Grid, places: Places, found: Found) -> None:
        owners, *columns = found
        by_number = _by_number(owners)
        everybody = list(map(grid.at.__getitem__, owners))
        rows = {number: _some(everybody, several) for number, several in by_number.items()}
        more = len(self._many.more)
        for code, column in zip(self._codes, columns[more:], strict=True):
            told: Sequence[Any] = column
            if self._many.say is not None and code == self._many.code:
                told = self._many.say(column, *columns[:more])
            elif (choice := choice_of(code)) in CHOICES:
                told = chosen(choice)(column)
            for number, several in by_number.items():
                if (place := places.get(Target(code, number))) is not None:
                    grid.put(place, rows[number], _some(told, several))

    def _query(self, part: Part) -> Any:
        many, table = self._many, self._many.table
        contact = getattr(table, "contact_id", None)
        owner: Any = contact if self._of_contacts else table.customer_id
        conditions = many.conditions(part)
        if contact is not None:
            # Computed with, so that no engine goes by the index of contacts: nobody's are most.
            whose = contact + 0
            conditions.append(whose.is_not(None) if self._of_contacts else whose.is_(None))
        columns = [*many.more, *(many.columns[code] for code in self._codes)]
        query = select(owner, *columns).where(*conditions)
        return query.order_by(table.customer_id, *many.order)


def _some(cells: Sequence[Any], places: Sequence[int]) -> Sequence[Any]:
    return cells if len(places) == len(cells) else [cells[at] for at in places]


def _by_number(owners: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """Where the first of each owner stands, the second …"""
    if len(set(owners)) == len(owners):
        return {1: range(len(owners))}
    counts: dict[int, int] = {}
    found: dict[int, list[int]] = {1: []}
    first = found[1]
    for at, owner in enumerate(owners):
        if owner in counts:
            number = counts[owner] = counts[owner] + 1
            found.setdefault(number, []).append(at)
        else:
            counts[owner] = 1
            first.append(at)
    return found
