"""What a column becomes, and how sure that is, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.phones import label_text
from crmdesk.models.customers.rules import role_texts, text_of
from crmdesk.models.exchange.columns.doubts import SURE_ENOUGH
from crmdesk.models.exchange.columns.recognise import NOTE_LINE, ColumnGuess
from crmdesk.models.exchange.header.titles import read_header
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, Target, header_of
from crmdesk.models.exchange.vocabulary.synonyms import GENERIC_NAME, IDENTITY, IGNORED

State = Literal["certain", "likely", "check", "own", "left", "chosen", "remembered"]
SURE = 0.85
TONES: dict[State, str] = {
    "certain": "green",
    "likely": "amber",
    "check": "red",
    "own": "violet",
    "left": "neutral",
    "chosen": "blue",
    "remembered": "blue",
}


def _parts() -> dict[str, Callable[[], str]]:
    """Columns that are but a part of a field, or go nowhere."""
    return {
        NOTE_LINE: lambda: _("A line of the note"),
        IGNORED: lambda: _("Not imported"),
        IDENTITY: lambda: _("Identity number: not imported"),
        GENERIC_NAME: lambda: pgettext("column", "Name"),
        "name.family": lambda: _("Family name"),
        "name.given": lambda: _("Given name"),
        "name.middle": lambda: _("Middle name"),
        "birthday.year": lambda: _("Birthday: year"),
        "birthday.month": lambda: _("Birthday: month"),
        "birthday.day": lambda: _("Birthday: day"),
        "invoice.bank_account": lambda: _("Bank and account"),
        "invoice.address_phone": lambda: _("Invoice address and phone"),
        "invoice.block": lambda: _("All invoice data in one cell"),
        "phone.area": lambda: _("Area code of the phone"),
        "phone.extension": lambda: _("Extension of the phone"),
        "district": lambda: _("District"),
        "owner.generic": lambda: pgettext("column", "Owner"),
    }


def target_text(target: Target | None, sheet: str) -> str:
    """What a column becomes."""
    if target is None:
        return _("Not imported")
    if target.field == "custom":
        told = _("Own field “{name}”")
        if target.label and (found := read_header(target.label)) and found[0].field == IDENTITY:
            told = _("Own field “{name}”: only the last four characters")
        return told.format(name=target.label)
    if part := _parts().get(target.field):
        return part()
    if target.field not in BY_CODE[sheet]:
        return _("Not imported")
    said = header_of(target, sheet)
    if target.label:
        return _("{field} ({label})").format(field=said, label=_label(target))
    return said


def _label(target: Target) -> str:
    if target.field == "name":
        return text_of(role_texts(), target.label)
    if target.field.startswith("consent."):
        return _("a yes is a no")
    return label_text(target.label)


def state_of(guess: ColumnGuess, *, chosen: bool, remembered: bool) -> State:
    """How much one may rely on a guess."""
    if chosen:
        return "chosen"
    if remembered:
        return "remembered"
    if guess.target is None or guess.target.field == IGNORED:
        return "left"
    if guess.against or guess.target.field == NOTE_LINE:
        return "check"
    if guess.target.field == "custom":
        return "own"
    if guess.confidence >= SURE:
        return "certain"
    return "likely" if guess.confidence >= SURE_ENOUGH else "check"


def state_text(state: State, day: str = "") -> str:
    """The word for it; `day` is when it was chosen before."""
    if state == "remembered" and day:
        return _("as you chose on {day}").format(day=day)
    texts = {
        "certain": pgettext("column", "certain"),
        "likely": pgettext("column", "probable"),
        "check": pgettext("column", "please check"),
        "own": pgettext("column", "not known: kept as it is"),
        "left": pgettext("column", "left out"),
        "chosen": pgettext("column", "chosen by you"),
        "remembered": pgettext("column", "as last time"),
    }
    return texts[state]


def state_tip(state: State, guess: ColumnGuess) -> str:
    """Why."""
    if guess.against and state == "check":
        return _("What stands in it does not fit the heading.")
    tips = {
        "certain": _("The heading says so."),
        "likely": _("The heading or what stands in it says so."),
        "check": _("Guessed from what stands in it."),
        "own": _("Nothing is lost: it becomes a field of your own."),
    }
    return tips.get(state, "")
