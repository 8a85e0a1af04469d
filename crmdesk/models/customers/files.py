"""Files kept with a customer: photo, business card, contract.

Their bytes stand in the database under their hash, each once; taking a file away leaves the
bytes, so that it can be brought back.
"""

import hashlib
import mimetypes
import re
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.file_names import safe_name
from crmdesk.models.customers.edit import get_customer
from crmdesk.models.schema import Attachment, Blob

LARGEST = 20 * 1024 * 1024
_NEVER_OPENED = frozenset(
    (
        *("action", "apk", "app", "appimage", "application", "appref-ms", "appx", "bash", "bat"),
        *("bin", "chm", "cmd", "com", "command", "cpl", "csh", "deb", "desktop", "diagcab", "dll"),
        *("dmg", "elf", "exe", "fish", "flatpakref", "gadget", "hta", "img", "inf", "iso", "jar"),
        *("jnlp", "job", "js", "jse", "jsp", "ksh", "library-ms", "lnk", "mjs", "mpkg", "msc"),
        *("msi", "msix", "msp", "mst", "php", "pif", "pkg", "pl", "ppam", "ps1", "psm1", "py"),
        *("pyc", "pyw", "pyz", "rb", "reg", "rpm", "run", "scf", "scpt", "scr", "search-ms"),
        *("settingcontent-ms", "sh", "snap", "sys", "theme", "terminal", "url", "vb", "vbe"),
        *("vbs", "vhd", "vhdx", "webloc", "website", "workflow", "ws", "wsb", "wsc", "wsf", "wsh"),
        *("xlam", "xll", "zsh"),
        # what a browser shows may hold a script that then runs as a page of this computer
        *("htm", "html", "mht", "mhtml", "shtml", "svg", "svgz", "xht", "xhtml", "xml", "xsl"),
    )
)
_BEGINNINGS = (
    *(b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe"),
    *(b"L\x00\x00\x00\x01\x14\x02\x00", b"[Desktop Entry]", b"[InternetShortcut]"),
)


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
        seen = path.stat()
        size = seen.st_size
        if not stat.S_ISREG(seen.st_mode):  # a device may never end, a pipe never begin
            raise CrmError("attachment.unreadable", file=path.name)
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


def is_program(data: bytes) -> bool:
    """Whether these bytes begin as programs, scripts and shortcuts do, whatever they are called."""
    return data.startswith(_BEGINNINGS)


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
