"""Every meaning a column may be given: in groups, found by its words or their first letters."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.derived.hanzi import initials, normalise
from crmdesk.models.exchange.columns.recognise import NOTE_LINE
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, Target
from crmdesk.models.exchange.vocabulary.synonyms import IGNORED
from crmdesk.ui.exchange.column_words import target_text

CONTACTS = 3
LABELS = ("mobile", "work", "home")
_CONTACT = ("name", "title", "role", "phone", "email", "wechat", "birthday", "gender", "salutation",
            "department", "qq", "note")  # fmt: skip
_PERSONAL = ("birthday", "anniversary", "hobbies", "diet", "gift_taste", "preferred", "occupation",
             "education", "income", "bereaved_on")  # fmt: skip
_REACH = ("phone", "email", "wechat", "wecom", "qq", "line", "fax", "web", "channel")
_WHO = ("number", "kind", "name", "salutation", "gender", "title", "department", "role", "company",
        "parent")  # fmt: skip
_PARTS = ("name.family", "name.given")


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A meaning to choose, `target` as text, "" for none; `found_by` is what finds it."""

    group: str
    target: str
    text: str
    found_by: str


def choices_for(sheet: str, header: str, letter: str, own: Sequence[str]) -> list[FieldChoice]:
    """All meanings of column `letter` of such a sheet, under `header`; `own` are the office's
    fields."""
    found = [_choice(_("Leave it"), Target(IGNORED), sheet, told="")]
    if sheet != "customers":
        return found + [
            _choice(_("Fields"), Target(code), sheet) for code, field in BY_CODE[sheet].items()
            if field.imported
        ]  # fmt: skip
    found.append(_choice(_("Leave it"), Target(NOTE_LINE, label=letter), sheet))
    names = dict.fromkeys([*([header] if header else []), *own])
    found += [_choice(_("Own fields"), Target("custom", label=name), sheet) for name in names]
    found += [_choice(group, target, sheet) for group, target in _of_customers()]
    return found


def matching(choices: Sequence[FieldChoice], text: str) -> list[FieldChoice]:
    """Those that contain the words, or whose first letters begin so."""
    plain = normalise(text).replace(" ", "")
    return [choice for choice in choices if plain in choice.found_by] if plain else list(choices)


def free(target: Target, taken: Collection[Target]) -> Target:
    """The first place of this kind no other column fills: the second phone is number 2."""
    field = BY_CODE["customers"].get(target.field)
    if field is None or not field.many or target.field.startswith("address."):
        return target
    places = {(one.field, one.contact, one.n) for one in taken}
    while (target.field, target.contact, target.n) in places:
        target = replace(target, n=target.n + 1)
    return target


def _of_customers() -> Iterator[tuple[str, Target]]:
    groups = (
        (_("Person and company"), _WHO),
        (_("Phone, mail, WeChat"), _REACH),
        (_("Address"), ("address",)),
    )
    for title, begins in groups:
        for code in _codes(begins):
            yield title, Target(code)
            if code == "phone":
                yield from ((title, Target(code, label=label)) for label in LABELS)
            if code == "name":
                yield from ((title, Target(part)) for part in _PARTS)
    for number in range(1, CONTACTS + 1):
        title = pgettext("group", "Contact {number}").format(number=number)
        yield from ((title, Target(code, contact=number)) for code in _CONTACT)
    known = (*_WHO, *_REACH, "address")
    personal, invoice = _codes(_PERSONAL), _codes(("invoice",))
    consents = _codes(("consent",))
    shown = {*_codes(known), *personal, *invoice, *consents}
    rest = [code for code in _imported() if code not in shown]
    yield from ((_("The business with them"), Target(code)) for code in rest)
    yield from ((_("Personal"), Target(code)) for code in personal)
    yield from ((_("Invoices"), Target(code)) for code in invoice)
    yield from ((_("Consents"), Target(code)) for code in consents)


def _imported() -> list[str]:
    return [code for code, field in BY_CODE["customers"].items() if field.imported]


def _codes(begins: Sequence[str]) -> list[str]:
    """The fields of these names, and what belongs to them: address.city, preferred_hour."""
    return [
        code
        for code in _imported()
        if any(code == one or code.startswith((f"{one}.", f"{one}_")) for one in begins)
    ]


def _choice(group: str, target: Target, sheet: str, told: str | None = None) -> FieldChoice:
    text = target_text(target, sheet)
    plain = normalise(text).replace(" ", "")
    letters = initials(text, person=False)
    value = str(target) if told is None else told
    return FieldChoice(group, value, text, f"{plain} {letters} {target.field}".lower())
