"""Files an export writes: all or nothing, with progress."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.jobs import Progress
from crmdesk.models.exchange.stored.customers import parts
from crmdesk.models.journal.records import keep_record
from crmdesk.models.schema import Customer


def note_export(
    db: Database, path: Path, count: int, ids: Sequence[int] | None, **more: object
) -> None:
    """Write down that customers leave the program in this file; before it is there.

    Who cannot write that down exports nothing: raises what a write raises.
    """
    told: dict[str, Any] = {name: value for name, value in more.items() if value}
    keep_record(
        db, "record.export", customers=ids or (), count=count, file=path.name,
        **({"whom": "all"} if ids is None else {}) | told,
    )  # fmt: skip


def checked_kind(path: Path, kinds: Sequence[str]) -> str:
    """The ending of the file; raises CrmError "export.format" where it is none of `kinds`."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in kinds:
        allowed = ", ".join(f".{one}" for one in kinds)
        raise CrmError("export.format", file=path.name, kinds=allowed)
    return kind


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place when the block ends well.

    Raises CrmError "export.unwritable".
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".crmdesk-", dir=path.parent) as folder:
            fresh = Path(folder) / f"export{path.suffix.lower()}"
            yield fresh
            fresh.replace(path)
    except OSError as error:
        raise CrmError("export.unwritable", file=path.name) from error


class Report:
    """Progress against a total the writers do not know."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total = progress, total

    def __call__(self, done: int, total: int) -> None:
        self._progress(min(done, self._total), self._total)


def count_customers(session: Session, ids: Sequence[int] | None) -> int:
    """How many of these there still are; None stands for everybody."""
    if ids is None:
        return session.scalar(select(func.count()).select_from(Customer)) or 0
    return sum(
        session.scalar(select(func.count()).where(part.has(Customer.id))) or 0
        for part in parts(session, ids)
    )
