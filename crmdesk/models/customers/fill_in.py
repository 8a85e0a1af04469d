"""Words in braces that are filled in for one customer: 称呼, who speaks, the office."""

import re
from collections.abc import Mapping
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import P_, pgettext, spoken
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Customer, Staff

_WORDS = {
    "salutation": P_("fill in", "salutation"),
    "me": P_("fill in", "me"),
    "office": P_("fill in", "office"),
}
_BRACES = re.compile(r"[{｛]\s*([^{}｛｝]{1,20}?)\s*[}｝]")
_HOLE = "\x00"
_LEADING = re.compile(rf"(^|[。.！!？?；;“「\n])(\s*){_HOLE}\s*[,，、]\s*")
_BEFORE_STOP = re.compile(r"[ \t]*[,，、][ \t]*(?=[.。!！?？,，])")
_BEFORE_MARK = re.compile(r"[ \t]+(?=[,，.。!！?？])")
_BLANKS = re.compile(r"[ \t]{2,}")


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """`text` with what is known in place of the braces, in whatever language they are written.

    What is not known leaves no hole: “Thank you, {salutation}.” becomes “Thank you.”
    """
    if not _BRACES.search(text):
        return text
    codes = _codes()

    def value(found: re.Match[str]) -> str:
        code = codes.get(found[1].casefold())
        return found[0] if code is None else values.get(code) or _HOLE

    filled = _LEADING.sub(r"\1\2", _BRACES.sub(value, text)).replace(_HOLE, "")
    filled = _BEFORE_STOP.sub("", filled)
    return _BLANKS.sub(" ", _BEFORE_MARK.sub("", filled)).strip()


def words_for(session: Session, customer_id: int | None, staff_id: int) -> dict[str, str]:
    """Her salutation, who speaks, the office: what stands for the braces; "" for who is unknown."""
    salutation = select(Customer.salutation).where(Customer.id == customer_id)
    me = select(Staff.name).where(Staff.id == staff_id)
    return {
        "salutation": session.scalar(salutation) or "" if customer_id is not None else "",
        "me": session.scalar(me) or "",
        "office": load_office(session).name,
    }


def brace(code: str) -> str:
    """A brace as one writes it in the language spoken: {称呼}."""
    return "{" + pgettext("fill in", _WORDS[code]) + "}"


def in_own_words(text: str) -> str:
    """`text` with its braces written in the language spoken."""
    return _BRACES.sub(lambda found: brace(found[1]) if found[1] in _WORDS else found[0], text)


@cache
def _codes() -> dict[str, str]:
    return {
        word.casefold(): code for code, text in _WORDS.items() for word in spoken("fill in", text)
    }
