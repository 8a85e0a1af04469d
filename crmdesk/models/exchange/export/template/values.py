"""The cells a template asks for, customer by customer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from crmdesk.models.core.jobs import Progress
from crmdesk.models.customers.phones import label_text
from crmdesk.models.customers.rules import kind_texts
from crmdesk.models.exchange.export.addressee import (
    addressed_company,
    addressed_person,
    named_salutation,
    salutation_of,
)
from crmdesk.models.exchange.export.table import CustomerTable
from crmdesk.models.exchange.export.template.words import NAMED, RECIPIENT, SALUTATION
from crmdesk.models.exchange.records.customers import Person
from crmdesk.models.exchange.vocabulary.choices import words_of
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.office.profile import OfficeSettings

Cells = Mapping[Target, Any]
_LOOKED_AT = 4
"""Among so many numbers the mobile is looked for."""
_MOBILE = re.compile(r"(\+?86)?1[3-9]\d{9}|09\d{8}")
_ADDRESSED = ("name", "gender", "salutation", "title")
_LABELLED = frozenset({"phone", "email", "address"})
_REACHED = ("phone", "email", "address")
"""Of a company that has none of its own: those of its first contact."""


def customer_cells(
    session: Session,
    targets: Sequence[Target],
    office: OfficeSettings,
    viewer: int,
    ids: Sequence[int] | None,
    progress: Progress,
) -> Iterator[Cells]:
    """For each customer the cell of each of the targets."""
    asked = list(dict.fromkeys(part for target in targets for part in _asked(target)))
    asked = [Target("name"), *(target for target in asked if target != Target("name"))]
    table = CustomerTable(session, asked, office, viewer)
    for batch in table.batches(session, ids, progress):
        for row in batch.rows(len(asked)):
            stored = dict(zip(asked, row, strict=True))
            yield {target: _cell(target, stored, office.country) for target in targets}


def _asked(target: Target) -> Iterator[Target]:
    """The columns that say it: for one of a label all among which it may be."""
    if target in (RECIPIENT, SALUTATION, NAMED):
        yield Target("kind")
        yield from (Target(name, 1, contact) for contact in (0, 1) for name in _ADDRESSED)
        return
    yield from _columns(target)
    if _is_reached(target):
        yield Target("kind")
        yield Target(_base(target))
        yield from _columns(replace(target, contact=1))


def _columns(target: Target) -> Iterator[Target]:
    if not _by_label(target):
        yield target
        return
    for n in range(1, _LOOKED_AT + 1):
        yield Target(target.field, n, target.contact)
        yield Target(f"{target.field}.label", n, target.contact)


def _cell(target: Target, stored: Mapping[Target, Any], country: str) -> Any:
    """What the customer says, or for a company whoever is addressed there."""
    if target == RECIPIENT:
        return _recipient(stored, country)
    if target == SALUTATION:
        return salutation_of(_addressee(stored))
    if target == NAMED:
        to = _addressee(stored)
        firm = _is_company(stored) and to == _addressed(stored, 0)
        return named_salutation(to, is_person=not firm)
    told = _told(target, stored)
    if told or not _is_reached(target) or not _is_company(stored):
        return told
    own = not target.label and stored.get(Target(_base(target)))
    return told if own else _told(replace(target, contact=1), stored)


def _told(target: Target, stored: Mapping[Target, Any]) -> Any:
    if not _by_label(target):
        return stored.get(target)
    word, fitting, unlabelled = label_text(target.label), [], []
    for n in range(1, _LOOKED_AT + 1):
        cell = stored.get(Target(target.field, n, target.contact))
        label = stored.get(Target(f"{target.field}.label", n, target.contact)) or ""
        if cell and label == word:
            fitting.append(cell)
        elif cell and not label and _may_be(target, str(cell)):
            unlabelled.append(cell)
    found = [*fitting, *unlabelled]
    return found[target.n - 1] if target.n <= len(found) else None


def _recipient(stored: Mapping[Target, Any], country: str) -> str:
    """Who gets the letter."""
    to = _addressee(stored)
    if _is_company(stored) and to == _addressed(stored, 0):
        return addressed_company(to.name)
    return addressed_person(to, country)


def _addressee(stored: Mapping[Target, Any]) -> Person:
    """The customer; in a company its first contact."""
    contact = _addressed(stored, 1)
    return contact if _is_company(stored) and contact.name else _addressed(stored, 0)


def _is_company(stored: Mapping[Target, Any]) -> bool:
    return bool(stored.get(Target("kind")) == kind_texts()["company"])


def _is_reached(target: Target) -> bool:
    return not target.contact and _base(target) in _REACHED


def _base(target: Target) -> str:
    return target.field.partition(".")[0]


def _addressed(stored: Mapping[Target, Any], contact: int) -> Person:
    name, gender, salutation, title = (
        str(stored.get(Target(field, 1, contact)) or "") for field in _ADDRESSED
    )
    code = words_of("gender").get(plain_header(gender), "")
    return Person(name, salutation, code, title)


def _may_be(target: Target, cell: str) -> bool:
    """Whether what bears no label may be meant: numbers show what they are."""
    if target.field != "phone":
        return True
    is_mobile = _MOBILE.fullmatch(re.sub(r"[\s-]", "", cell)) is not None
    return is_mobile == (target.label == "mobile")


def _by_label(target: Target) -> bool:
    return bool(target.label) and target.field in _LABELLED
