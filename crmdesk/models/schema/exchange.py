"""What imports leave behind, and files kept with customers."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import (
    UNJOURNALED,
    UNJOURNALED_ROW,
    Base,
    CustomerOwned,
    Row,
)


class ImportBatch(Row):
    """One import that was applied; `counts` as in the report."""

    __tablename__ = "import_batch"
    file: Mapped[str]
    format: Mapped[str]
    encoding: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    counts: Mapped[dict[str, Any]]


class RowFingerprint(CustomerOwned):
    """Digest (hex) of an imported row's non-empty cells: the same row is not imported twice.

    An import reads all of them at once, so none is looked up by an index.
    """

    __tablename__ = "row_fingerprint"
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    digest: Mapped[str]


class Mapping(Row):
    """How columns were understood, remembered by the shape of the header."""

    __tablename__ = "mapping"
    __table_args__ = UNJOURNALED_ROW
    shape: Mapped[str] = mapped_column(unique=True)
    definition: Mapped[dict[str, Any]]
    used_at: Mapped[datetime]


class Attachment(CustomerOwned):
    """A file kept with a customer; its bytes are a Blob."""

    __tablename__ = "attachment"
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    added_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Blob(Base):
    """Bytes by their hash; the journal holds the hash only, so bytes outlive the attachment."""

    __tablename__ = "blob"
    __table_args__ = UNJOURNALED
    sha256: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
