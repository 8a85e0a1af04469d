"""What the office set about numbers on the screen, and whose customers are whose."""

from dataclasses import asdict, dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import N_, _
from crmdesk.models.journal.records import note_record
from crmdesk.models.masking.veil import MODES, NEVER
from crmdesk.models.office.settings import load_value, save_value
from crmdesk.models.schema import Customer, Staff

_KEY = "privacy"
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
    stored = load_value(session, _KEY)
    mask = stored.get("mask", NEVER)
    return PrivacySettings(mask if mask in MODES else MODES[-1], stored.get("boss_id"))


def change_privacy(db: Database, settings: PrivacySettings) -> None:
    """Store what changed; settings are not undone, but the journal tells who changed these."""
    with db.read() as session:
        before = load_privacy(session)
        boss = session.get(Staff, settings.boss_id) if settings.boss_id is not None else None
    if settings.mask != before.mask:
        with db.write(f"record.mask_{settings.mask}") as session:
            save_value(session, _KEY, asdict(replace(before, mask=settings.mask)))
            note_record(session)
    if settings.boss_id != before.boss_id:
        name = boss.name if boss is not None else ""
        with db.write("record.boss" if name else "record.no_boss", name=name) as session:
            save_value(session, _KEY, asdict(settings))
            note_record(session)


def load_mine(session: Session, staff_id: int) -> frozenset[int]:
    """The customers this member of staff owns."""
    return frozenset(session.scalars(select(Customer.id).where(Customer.owner_id == staff_id)))
