"""Setting what is masked: not undone, but the journal tells who did it."""

from dataclasses import asdict, replace

from crmdesk.models.core.db import Database
from crmdesk.models.journal.records import note_record
from crmdesk.models.masking.settings import KEY, PrivacySettings, load_privacy
from crmdesk.models.office.settings import save_value
from crmdesk.models.schema import Staff


def change_privacy(db: Database, settings: PrivacySettings) -> None:
    """Store what changed, each with a record of its own."""
    with db.read() as session:
        before = load_privacy(session)
        boss = session.get(Staff, settings.boss_id) if settings.boss_id is not None else None
    if settings.mask != before.mask:
        with db.write(f"record.mask_{settings.mask}") as session:
            save_value(session, KEY, asdict(replace(before, mask=settings.mask)))
            note_record(session)
    if settings.boss_id != before.boss_id:
        name = boss.name if boss is not None else ""
        with db.write("record.boss" if name else "record.no_boss", name=name) as session:
            save_value(session, KEY, asdict(settings))
            note_record(session)
