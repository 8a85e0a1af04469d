"""Words after a slash, put into the fields of the composer: /来电 /未接 /30分钟 /¥200 /明天."""

from __future__ import annotations

import re

from crmdesk.models.interactions.words import read_word
from crmdesk.ui.interactions.details import Details
from crmdesk.ui.interactions.kind_bar import KindBar
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.money_field import parse_amount

_MINUTES = re.compile(r"(\d{1,3})(?:分钟?|分鐘|min|m)")
_MONEY = re.compile(r"[¥￥$]\d.*|\d.*[元块塊]")


def apply_slash_word(word: str, kinds: KindBar, outcome: ChoiceRow, details: Details) -> bool:
    """Whether the word was understood and now stands in its field."""
    if setting := read_word(word):
        told = dict(setting)
        if "kind" in told:
            kinds.set(told["kind"], told.get("direction"))
        if "outcome" in told:
            outcome.set_value(told["outcome"])
        if "purpose" in told:
            details.purpose.set_value(told["purpose"])
            details.changed.emit()
        return True
    if found := _MINUTES.fullmatch(word):
        details.minutes.set_minutes(int(found[1]))
        return True
    if _MONEY.fullmatch(word) and (amount := parse_amount(word)) is not None:
        details.cost.set_amount(amount)
        return True
    return _next(word, details)


def _next(word: str, details: Details) -> bool:
    """A day: the next follow-up, to be done then."""
    before = details.next.text()
    details.next.set_text(word)
    if details.next.when() is not None:
        return True
    details.next.set_text(before)
    return False
