"""Words after a slash, put into the fields of the composer: a kind, an outcome, a day to come."""

from __future__ import annotations

from crmdesk.models.core.money import read_amount
from crmdesk.models.interactions.words import read_word
from crmdesk.ui.interactions.details import Details
from crmdesk.ui.interactions.kind_bar import KindBar
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow


def apply_slash_word(word: str, kinds: KindBar, outcome: ChoiceRow, details: Details) -> bool:
    """Whether the word was understood and now stands in its field."""
    setting = read_word(word)
    if setting is None:
        return _next(word, details)
    told = dict(setting)
    if "kind" in told:
        kinds.set(told["kind"], told.get("direction"))
    if "outcome" in told:
        outcome.set_value(told["outcome"])
    if "purpose" in told:
        details.purpose.set_value(told["purpose"])
        details.changed.emit()
    if "minutes" in told:
        details.minutes.set_minutes(int(told["minutes"]))
    if "cost" in told:
        details.cost.set_amount(read_amount(told["cost"]))
    return True


def _next(word: str, details: Details) -> bool:
    """A day: the next follow-up, to be done then."""
    before = details.next.text()
    details.next.set_text(word)
    if details.next.when() is not None:
        return True
    details.next.set_text(before)
    return False
