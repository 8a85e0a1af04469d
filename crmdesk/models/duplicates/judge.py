"""Whether two customers that share something are one, and how sure that is.

Never by the name of a person alone. What is "certain" may be merged without a look at each, so
nothing may speak against it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from crmdesk.models.duplicates.people import (
    Compared,
    has_legal_form,
    relate_companies,
    relate_names,
)
from crmdesk.models.duplicates.reasons import CERTAIN, CLASSES, LIKELY, POSSIBLE, Reason

_OWN = frozenset({"mobile", "email", "wechat", "wecom", "qq", "line"})
"""What one person has for herself."""
_SAME = ("name", "name_script")
_LEAST_FIRM = 4

Contacts = Collection[tuple[int | None, int | None]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure, and why, the strongest reason first."""

    certainty: str
    reasons: tuple[Reason, ...]


def judge(
    one: Compared, other: Compared, shared: Iterable[Reason], contacts: Contacts = ()
) -> Verdict | None:
    """The verdict on a pair, None where they are not to be shown; `contacts` are pairs of contacts
    (None: herself) that have one number."""
    reasons = {reason.code: reason for reason in shared}
    kinds = (one.kind == "company", other.kind == "company")
    if kinds == (True, True):
        found = _companies(one, other, reasons, contacts)
    elif True in kinds:
        person, company = (other, one) if kinds[0] else (one, other)
        turned = contacts if not kinds[0] else [(theirs, ours) for ours, theirs in contacts]
        found = _person_and_company(person, company, reasons, turned)
    else:
        found = _people(one, other, reasons)
    if found is None:
        return None
    certainty, told, against = found
    for _doubt in against:
        certainty = CLASSES[min(CLASSES.index(certainty) + 1, 2)]
    return Verdict(certainty, (*told, *against))


_Found = tuple[str, list[Reason], list[Reason]]


def _people(one: Compared, other: Compared, reasons: dict[str, Reason]) -> _Found | None:
    name = relate_names(one.name, other.name, one.sound, other.sound)
    certainty = _sure_of_people(name, reasons)
    if certainty is None:
        return None
    if one.kind != other.kind and certainty == CERTAIN:
        certainty = LIKELY  # a colleague who also buys
    told = [*_ordered(reasons), Reason(name)]
    return certainty, told, [*_against(one, other)]


def _sure_of_people(name: str, reasons: dict[str, Reason]) -> str | None:
    own = bool(_OWN & reasons.keys())
    if name in _SAME:
        if own:
            return CERTAIN
        if "company" in reasons and "birthday" in reasons:
            return CERTAIN
        if reasons.keys() & {"company", "landline", "address", "contact_phone"}:
            return LIKELY
        return POSSIBLE if reasons else None
    if name in ("name_sound", "name_title", "name_part"):
        if own:
            return LIKELY
        near = {"company", "landline", "address"} if name == "name_sound" else set()
        return POSSIBLE if reasons.keys() & near else None
    return POSSIBLE if reasons.keys() & {"mobile", "wechat"} else None


def _companies(
    one: Compared, other: Compared, reasons: dict[str, Reason], contacts: Contacts
) -> _Found | None:
    name = relate_companies(one.name, other.name)
    told = [reason for reason in _ordered(reasons) if reason.code not in ("name", "contact_phone")]
    same_contact = _contact_twice(one, other, contacts)
    told += [Reason("contact_twice", same_contact)] if same_contact else []
    codes = {reason.code for reason in told}
    certainty = _sure_of_companies(name, codes, one, other)
    if certainty is None:
        return None
    against: list[Reason] = []
    if one.taxes and other.taxes and not one.taxes & other.taxes:
        against.append(Reason("not_tax"))
    if not codes and one.phones and other.phones:
        if name == "place":
            return None
        against.append(Reason("not_phone"))
    return certainty, [*told, *([Reason(name)] if name else [])], against


def _sure_of_companies(name: str, codes: set[str], one: Compared, other: Compared) -> str | None:
    reached = bool(codes & (_OWN | {"landline"}))
    if name in ("name", "form"):
        if reached or "tax" in codes:
            return CERTAIN
        alike = codes & {"contact_twice", "address"}
        return LIKELY if alike or _firm(one) or _firm(other) else None
    if name == "place":
        if "tax" in codes:
            return CERTAIN
        return LIKELY if reached or codes & {"contact_twice", "address"} else POSSIBLE
    if "tax" in codes:
        return LIKELY
    if one.sound and one.sound == other.sound and reached:
        return LIKELY
    return POSSIBLE if name == "other_place" and (reached or "contact_twice" in codes) else None


def _firm(company: Compared) -> bool:
    """Whether the name alone tells: 中国银行 and 沙县小吃 stand in every street."""
    return has_legal_form(company.name) and len(company.name) >= _LEAST_FIRM


def _person_and_company(
    person: Compared, company: Compared, reasons: dict[str, Reason], contacts: Contacts
) -> _Found | None:
    """She may be there as a contact of the company, or the company under her name."""
    for own, contact in contacts:
        known = company.contacts.get(contact or 0)
        if own is None and known is not None:
            name = relate_names(person.name, known)
            told = [reasons["contact_phone"], Reason(name)]
            if name in _SAME:
                return LIKELY, told, []
            if name in ("name_title", "name_part"):
                return POSSIBLE, told, []
    told = [reason for reason in _ordered(reasons) if reason.code != "contact_phone"]
    related = relate_companies(person.company, company.name) if person.company else ""
    if related in ("name", "form", "place") and told:
        return POSSIBLE, [*told, Reason("company")], []
    if told and relate_companies(person.name, company.name) in ("name", "form"):
        return LIKELY, [*told, Reason("name")], []
    return None


def _contact_twice(one: Compared, other: Compared, contacts: Contacts) -> str:
    for ours, theirs in contacts:
        name, known = one.contacts.get(ours or 0, ""), other.contacts.get(theirs or 0, "")
        if name and known and relate_names(name, known) in _SAME:
            return name
    return ""


def contradict(one: Compared, other: Compared) -> bool:
    """Whether something speaks against their being one: then no third one joins them."""
    taxes = bool(one.taxes and other.taxes and not one.taxes & other.taxes)
    return taxes or any(_against(one, other))


def _against(one: Compared, other: Compared) -> Iterable[Reason]:
    if one.birthday and other.birthday and one.birthday != other.birthday:
        yield Reason("not_birthday")
    if one.gender and other.gender and one.gender != other.gender:
        yield Reason("not_gender")


_ORDER = (
    "tax", "mobile", "email", "wechat", "wecom", "qq", "line", "landline", "contact_phone",
    "near_phone", "common_phone", "company", "birthday", "address",
)  # fmt: skip


def _ordered(reasons: dict[str, Reason]) -> list[Reason]:
    return [reasons[code] for code in _ORDER if code in reasons]
