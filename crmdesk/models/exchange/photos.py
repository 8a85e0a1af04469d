"""Photos that come with cards, kept as files of the new customers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import note_bulk
from crmdesk.models.core.db import context_of, storage_of
from crmdesk.models.exchange.records import CustomerRecord
from crmdesk.models.schema import Attachment, Blob

_ENDINGS = ((b"\xff\xd8", "jpg"), (b"\x89PNG", "png"), (b"GIF8", "gif"), (b"RIFF", "webp"))


def keep_photos(
    session: Session, records: Sequence[CustomerRecord], ids: Sequence[int], now: datetime
) -> None:
    """Store the photos of new customers; equal ones share their bytes."""
    photos = [
        (customer, record.photo)
        for record, customer in zip(records, ids, strict=True)
        if record.__dict__.get("photo")
    ]
    if not photos:
        return
    own = storage_of(session).reserve_ids(session, "attachment", len(photos))
    rows = []
    for id_, (customer, data) in zip(own, photos, strict=True):
        assert data is not None
        rows.append(
            {
                "id": id_,
                "customer_id": customer,
                "name": f"photo.{_ending(data)}",
                "kind": "photo",
                "size": len(data),
                "sha256": _keep(session, data),
                "added_at": now,
                "staff_id": context_of(session).staff_id,
            }
        )
    session.execute(insert(Attachment), rows)
    note_bulk(session, "attachment", own)


def _keep(session: Session, data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    if session.scalar(select(Blob.sha256).where(Blob.sha256 == digest)) is None:
        session.execute(insert(Blob), {"sha256": digest, "data": data})
    return digest


def _ending(data: bytes) -> str:
    return next((ending for mark, ending in _ENDINGS if data.startswith(mark)), "img")
