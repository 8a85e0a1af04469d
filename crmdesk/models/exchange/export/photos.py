"""Photos on their way to cards: telephones want them small."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.exchange.stored.customers import Part
from crmdesk.models.schema import Attachment, Blob

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SIDE = 480
"""Pixels of the longer side: what telephones show, and 40 kB."""
_SMALL = 64 * 1024
_MOST_PIXELS = 60_000_000
_KNOWN = (b"\xff\xd8\xff", b"\x89PNG")
"""How the pictures begin that every telephone reads: JPEG, PNG."""


def photos_of(session: Session, part: Part) -> dict[int, str]:
    """The newest photo of each customer who has one, by its hash."""
    query = (
        select(Attachment.customer_id, Attachment.sha256)
        .where(Attachment.kind == "photo", part.has(Attachment.customer_id))
        .order_by(Attachment.added_at, Attachment.id)
    )
    return {row.customer_id: row.sha256 for row in session.execute(query)}


def card_photo(session: Session, sha256: str) -> bytes | None:
    """A photo as JPEG or PNG small enough for a card; None for what is no picture."""
    data = session.scalar(select(Blob.data).where(Blob.sha256 == sha256))
    return small_photo(data) if data else None


def small_photo(data: bytes) -> bytes | None:
    """The same picture, upright and not too large; as it is where it is small already."""
    if len(data) <= _SMALL and data.startswith(_KNOWN):
        return data
    from PIL import Image, ImageOps  # who exports no photo need not wait for it

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            picture.draft("RGB", (SIDE * 2, SIDE * 2))  # a JPEG is read no larger than needed
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((SIDE, SIDE))
            return _jpeg(upright)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _jpeg(picture: Picture) -> bytes:
    """On white: where the picture lets something through, a card would show black."""
    from PIL import Image

    if picture.mode != "RGB":
        seen = picture.convert("RGBA")
        picture = Image.new("RGB", seen.size, "white")
        picture.paste(seen, mask=seen.getchannel("A"))
    found = io.BytesIO()
    picture.save(found, "JPEG", quality=85, optimize=True)
    return found.getvalue()
