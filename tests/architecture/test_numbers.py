"""Every number on its way to the screen goes through one door, so that none is shown unmasked."""

import re

from tests.support.source import ROOT, modules

DOOR = "crmdesk/ui/kit/phones.py"
SAYING = re.compile(r"\b(format_phone|digits_to_copy|card_text|mask_(phone|email|account))\b")
VEIL = re.compile(r"masking(?:\.| import )veil")
MAY_SAY = {DOOR, "crmdesk/ui/customers/page/action_row.py"}
"""The second copies a whole card, which is noted in the journal."""
MAY_VEIL = {DOOR, "crmdesk/ui/office/privacy_card.py", "crmdesk/ui/shell/veiling.py"}


def found(pattern: re.Pattern[str]) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in modules("crmdesk/ui")
        if pattern.search(path.read_text(encoding="utf-8"))
    }


def test_that_only_the_door_of_numbers_turns_one_into_words() -> None:
    assert found(SAYING) == MAY_SAY


def test_that_only_the_door_of_numbers_lifts_the_veil() -> None:
    assert found(VEIL) == MAY_VEIL
