"""Files kept with a customer: photo, business card, contract.

Their bytes stand in the database under their hash, each once; taking a file away leaves the
bytes, so that it can be brought back.
"""

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.edit import get_customer
from crmdesk.models.schema import Attachment, Blob

LARGEST = 20 * 1024 * 1024
_NEVER_OPENED = frozenset(
    (
        *("app", "bat", "chm", "cmd", "com", "command", "cpl", "desktop", "dll", "exe", "gadget"),
        *("hta", "inf", "jar", "js", "jse", "jsp", "lnk", "msc", "msi", "msp", "mst", "pif"),
        *("ps1", "psm1", "py", "pyw", "reg", "scf", "scr", "sh", "sys", "url", "vb", "vbe"),
        *("vbs", "workflow", "ws", "wsc", "wsf", "wsh"),
    )
)
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True, slots=True)
class FileDraft:
    """A file read from disk, ready to be kept."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def read_file(path: Path) -> FileDraft:
    """Read a file to keep; raises CrmError "attachment.unreadable" and "attachment.too_large"."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise CrmError(
                "attachment.too_large",
                file=path.name,
                most=LARGEST // 1024**2,
                size=size // 1024**2,
            )
        return FileDraft(path.name, path.read_bytes())
    except OSError as error:
        raise CrmError("attachment.unreadable", file=path.name) from error


def attach_file(
    session: Session, customer_id: int, draft: FileDraft, *, kind: str = "", now: datetime
) -> int:
    """Keep the file with the customer; returns the id. `kind` is photo, card, contract or "".

    Raises CrmError "customer.gone".
    """
    get_customer(session, customer_id)
    digest = draft.sha256
    if session.scalar(select(Blob.sha256).where(Blob.sha256 == digest)) is None:
        session.add(Blob(sha256=digest, data=draft.data))
        session.flush()
    row = Attachment(
        customer_id=customer_id,
        name=draft.name,
        kind=kind or _guess_kind(draft.name),
        size=len(draft.data),
        sha256=digest,
        added_at=now,
        staff_id=context_of(session).staff_id,
    )
    session.add(row)
    session.flush()
    return row.id


def load_file(session: Session, attachment_id: int) -> FileDraft:
    """Name and bytes of a kept file; raises CrmError "attachment.gone"."""
    query = (
        select(Attachment.name, Blob.data)
        .join(Blob, Blob.sha256 == Attachment.sha256)
        .where(Attachment.id == attachment_id)
    )
    row = session.execute(query).first()
    if row is None:
        raise CrmError("attachment.gone")
    return FileDraft(row.name, row.data)


def may_open(name: str) -> bool:
    """Whether a file of this name may be handed to the system's own program: no programs are."""
    return Path(name.rstrip(". ")).suffix.lstrip(".").lower() not in _NEVER_OPENED


def write_copy(draft: FileDraft, folder: Path) -> Path:
    """Write the file into a folder under a harmless name; the copy's path.

    Raises CrmError "attachment.unwritable".
    """
    path = folder / safe_name(draft.name)
    write_to(draft, path)
    return path


def write_to(draft: FileDraft, path: Path) -> None:
    """Write the file where the user said; raises CrmError "attachment.unwritable"."""
    try:
        path.write_bytes(draft.data)
    except OSError as error:
        raise CrmError("attachment.unwritable", file=path.name) from error


def safe_name(name: str) -> str:
    """The name without anything a file system, or a person, could take for something else."""
    plain = _FORBIDDEN.sub("_", name).strip(". ")[-120:] or "file"
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def remove_file(session: Session, attachment_id: int) -> None:
    """Take the file from the customer; raises CrmError "attachment.gone"."""
    row = session.get(Attachment, attachment_id)
    if row is None:
        raise CrmError("attachment.gone")
    session.delete(row)
    session.flush()


def _guess_kind(name: str) -> str:
    kind, _encoding = mimetypes.guess_type(name)
    if re.search(r"合同|協議|协议|合約|contract", name, re.IGNORECASE):
        return "contract"
    if re.search(r"名片|card", name, re.IGNORECASE):
        return "card"
    return "photo" if kind is not None and kind.startswith("image/") else ""
