"""Photos that come with cards, kept as files of customers who have none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import note_bulk
from crmdesk.models.core.db import context_of, storage_of
from crmdesk.models.derived.summary import batches
from crmdesk.models.exchange.export.photos import small_photo
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.stored.dossier import Dossier
from crmdesk.models.schema import Attachment, Blob

_ENDINGS = ((b"\xff\xd8", "jpg"), (b"\x89PNG", "png"), (b"GIF8", "gif"), (b"RIFF", "webp"))


def keep_photos(
    session: Session, records: Sequence[CustomerRecord], ids: Sequence[int], now: datetime
) -> None:
    """Store the photos of new customers; equal ones share their bytes."""
    photos = {
        customer: photo
        for record, customer in zip(records, ids, strict=True)
        if (photo := record.__dict__.get("photo"))
    }
    if photos:
        rows = attachments(session, photos, now)
        session.execute(insert(Attachment), rows)
        note_bulk(session, "attachment", range(rows[0]["id"], rows[-1]["id"] + 1))


def attachments(
    session: Session, photos: Mapping[int, bytes], now: datetime
) -> list[dict[str, Any]]:
    """The rows that keep a photo with each of these customers; the bytes are stored already."""
    own = storage_of(session).reserve_ids(session, "attachment", len(photos))
    return [
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
        for id_, (customer, data) in zip(own, photos.items(), strict=True)
    ]


def keep_known_photos(
    session: Session, rows: Sequence[tuple[CustomerRecord, Dossier]]
) -> Iterator[CustomerRecord]:
    """Let customers who have a photo keep it, whatever comes with their cards; gives the cards
    that show another one. One that was made small for a card of ours is none."""
    known = _photos_of(session, [dossier.id for _, dossier in rows])
    for record, dossier in rows:
        assert record.photo is not None
        if hashes := known.get(dossier.id):
            dossier.record.photo = record.photo  # so that nothing becomes different
            if not _is_known(session, record.photo, hashes):
                yield record


def _photos_of(session: Session, customers: Sequence[int]) -> dict[int, list[str]]:
    """The hashes of their photos."""
    found: dict[int, list[str]] = {}
    for part in batches(customers):
        query = select(Attachment.customer_id, Attachment.sha256).where(
            Attachment.kind == "photo", Attachment.customer_id.in_(part)
        )
        for customer, digest in session.execute(query):
            found.setdefault(customer, []).append(digest)
    return found


def _is_known(session: Session, photo: bytes, hashes: Sequence[str]) -> bool:
    if hashlib.sha256(photo).hexdigest() in hashes:
        return True
    kept = session.scalars(select(Blob.data).where(Blob.sha256.in_(hashes)))
    return any(small_photo(data) == photo for data in kept)


def _keep(session: Session, data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    if session.scalar(select(Blob.sha256).where(Blob.sha256 == digest)) is None:
        session.execute(insert(Blob), {"sha256": digest, "data": data})
    return digest


def _ending(data: bytes) -> str:
    return next((ending for mark, ending in _ENDINGS if data.startswith(mark)), "img")
