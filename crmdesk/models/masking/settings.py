"""What the office set about numbers on the screen; read at every start, so it maps no table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmdesk.models.core.i18n import N_, _
from crmdesk.models.masking.veil import MODES, NEVER

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KEY = "privacy"
MODE_TEXTS = {
    "never": N_("Never"),
    "others": N_("Of customers that are not mine"),
    "all": N_("Of all customers"),
}


@dataclass(frozen=True, slots=True)
class PrivacySettings:
    """`mask` is one of MODES; `boss_id` may read the private notes of others, None: nobody."""

    mask: str = NEVER
    boss_id: int | None = None


def mode_text(mode: str) -> str:
    """What a mode is called."""
    return _(MODE_TEXTS[mode])


def load_privacy(session: Session) -> PrivacySettings:
    """As stored; a mode of a newer program masks everything."""
    from crmdesk.models.office.settings import load_value

    stored = load_value(session, KEY)
    mask = stored.get("mask", NEVER)
    return PrivacySettings(mask if mask in MODES else MODES[-1], stored.get("boss_id"))
