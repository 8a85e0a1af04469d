"""What a window shows first, and what it has to know of the office to show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crmdesk.models.masking.settings import PrivacySettings
from crmdesk.models.office.entries import Named
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.today.rows import TodayPage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Facts:
    """`newest` is the id of the newest change set, `staff` who works here."""

    newest: int
    office: OfficeSettings
    privacy: PrivacySettings
    staff: Sequence[Named]


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Today as it is on `day`, for these members of staff (none: everybody)."""

    facts: Facts
    day: date
    whose: Sequence[int]
    today: TodayPage


def load_facts(session: Session) -> Facts:
    """As they are now."""
    from crmdesk.models.journal.newest import newest_change_set
    from crmdesk.models.masking.settings import load_privacy
    from crmdesk.models.office.queries import load_staff
    from crmdesk.models.office.settings import load_office

    return Facts(
        newest_change_set(session),
        load_office(session),
        load_privacy(session),
        load_staff(session),
    )
