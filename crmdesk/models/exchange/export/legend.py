"""The legend of our workbook: a sheet for people, which an import leaves alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from crmdesk.models.core.i18n import LANGUAGES, P_, _, pgettext, speaking
from crmdesk.models.exchange.export import legend_words as words
from crmdesk.models.exchange.vocabulary.choices import CHOICES, CLOSED, choice_of
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, Kind, Target, header_of
from crmdesk.models.office.entries import FieldDefinition

_TITLES = (
    P_("legend", "Column"),
    P_("legend", "Meaning"),
    P_("legend", "Words allowed"),
    P_("legend", "How to write it"),
)
_WRITE = {
    Kind.DAY: words.WRITE_DAY,
    Kind.BIRTHDAY: words.WRITE_BIRTHDAY,
    Kind.INSTANT: words.WRITE_INSTANT,
    Kind.PHONE: words.WRITE_PHONE,
    Kind.WORDS: words.WRITE_WORDS,
    Kind.NUMBER: words.WRITE_NUMBER,
    Kind.NOTE: words.WRITE_NOTE,
}
_WRITE_OWN = {"date": words.WRITE_DAY, "number": words.WRITE_NUMBER}
_CONSENT = {"at": words.CONSENT_AT, "how": words.CONSENT_HOW, "staff": words.CONSENT_STAFF}
_OF_NUMBERS = ("mobile", "fax")
"""What only a number can be for."""
_NAMED = 3
"""So many of several equal columns are named."""
Line = tuple[str, str, str, str]


def legend_title() -> str:
    """What the sheet is called."""
    return pgettext("sheet", "Legend")


def legend_titles() -> tuple[str, ...]:
    """Its header."""
    return tuple(pgettext("legend", title) for title in _TITLES)


def is_legend(titles: Sequence[object]) -> bool:
    """Whether a sheet that begins with this row is a legend of ours, in whatever language."""
    told = tuple(str(title).strip() for title in titles if str(title).strip())
    return told in _every_header()


@cache
def _every_header() -> frozenset[tuple[str, ...]]:
    found = set()
    for name in LANGUAGES:
        with speaking(name):
            found.add(legend_titles())
    return frozenset(found)


def legend_lines(
    targets: Sequence[Target],
    fields: Sequence[FieldDefinition],
    sheets: Sequence[str] = (),
    told: Sequence[str] = (),
) -> list[Line]:
    """A line for each column that is not only one more of its kind, then one for each further
    sheet of the book, `told` ones being for reading only, then what holds for all of them."""
    own = {field.name: field for field in fields}
    alike: dict[tuple[str, str, bool], list[Target]] = {}
    for target in targets:
        alike.setdefault((target.field, target.label, bool(target.contact)), []).append(target)
    lines = [_line(several, own) for several in alike.values()]
    lines += [(name, _(words.SHEET), "", "") for name in sheets]
    lines += [(name, _(words.TOLD), "", "") for name in told]
    return [*lines, *_general()]


def _line(several: Sequence[Target], own: dict[str, FieldDefinition]) -> Line:
    target = several[0]
    heads = [header_of(one) for one in several[:_NAMED]]
    title = "、".join(heads) + (" …" if len(several) > _NAMED else "")
    if target.field == "custom":
        defined = own.get(target.label)
        told, kind = ("、".join(defined.choices), defined.kind) if defined else ("", "")
        return title, _(words.OWN_FIELD), told, _say(_WRITE_OWN.get(kind))
    field = BY_CODE["customers"][target.field]
    if not field.imported:
        return title, _meaning(field.code), "", ""
    meaning = _(words.CONTACT_NAME) if target == Target("name", 1, 1) else _meaning(field.code)
    return title, meaning, _allowed(field.code, field.kind), _say(_WRITE.get(field.kind))


def _say(text: str | None) -> str:
    return _(text) if text else ""


def _meaning(field: str) -> str:
    if found := words.MEANINGS.get(field):
        return _(found)
    if field.startswith("consent."):
        return _(_CONSENT.get(field.rpartition(".")[2], words.CONSENT))
    return _(words.LABEL) if field.endswith(".label") else ""


def _allowed(field: str, kind: Kind) -> str:
    choice = choice_of(field)
    if kind is not Kind.CHOICE or choice not in CHOICES:
        return ""
    offered = CHOICES[choice]().items()
    if field.endswith(".label") and not field.startswith("phone"):
        offered = {code: text for code, text in offered if code not in _OF_NUMBERS}.items()
    told = "、".join(text for _code, text in offered if text)
    return told if choice in CLOSED else _("{words}, or words of your own").format(words=told)


def _general() -> Iterator[Line]:
    yield "", "", "", ""
    yield (
        _("Giving it back"),
        _(
            "A changed workbook can be imported again: rows are found by their number, filled cells"
            " overwrite, blank cells never erase anything. This sheet is left alone."
        ),
        "",
        "",
    )
