"""The folder automatic backups go to: their names, the newest, what is dropped."""

import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path

from crmdesk.models.backups.copies import SUFFIX, look_inside, not_written, write_backup
from crmdesk.models.backups.occasions import AGAIN
from crmdesk.models.backups.rotation import kept
from crmdesk.models.core.db import Database
from crmdesk.models.core.engines.keys import is_encrypted
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import N_
from crmdesk.models.office.settings import name_once

REASONS = {
    "close": N_("when the program was closed"),
    "lock": N_("when the program was locked"),
    "daily": N_("every day"),
    "bulk": N_("before a large change"),
    "import": N_("before an import"),
    "merge": N_("before customers were merged"),
    "deletion": N_("before customers were deleted"),
    "migration": N_("before an update of crmdesk"),
    "password": N_("before the password was changed"),
    "restore": N_("before a backup was restored"),
    "hand": N_("by hand"),
}
_NAME = re.compile(
    r"(?P<stem>.+)-(?P<office>[0-9a-f]{8})\.(?P<at>\d{8}-\d{6})\.(?P<reason>[a-z]+)"
    + re.escape(SUFFIX)
)
_STAMP = "%Y%m%d-%H%M%S"
_DOUBTFUL = ("backup.damaged", "backup.not_written", "backup.locked", "database.damaged")
"""Codes of a copy that may be wrong because what it was made of is."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One file of the folder; `at` is the office's local time without a zone."""

    path: Path
    at: datetime
    reason: str
    bytes: int


class BackupFolder:
    """The backups of one database, told from others' in the same folder by its lasting name:
    files are often called alike, and one is moved now and then."""

    def __init__(self, path: Path, db: Database, database: Path, zone: tzinfo) -> None:
        self.path, self._db, self._stem, self.zone = path, db, database.stem, zone
        self._database = database

    def list(self) -> list[Backup]:
        """Newest first; none where the folder is not there."""
        office = self._office()
        found = [_read(path, office) for path in self.path.glob(f"*{SUFFIX}")]
        ours = [backup for backup in found if backup is not None]
        return sorted(ours, key=lambda backup: backup.at, reverse=True)

    def must_be_within_reach(self) -> None:
        """Raises CrmError "backup.folder" where its drive is not there, and nobody can say what is
        on it; the folder itself is made with the first backup."""
        if not self.path.is_dir() and not self.path.parent.is_dir():
            raise CrmError("backup.folder", path=str(self.path))

    def is_due(self, now: datetime) -> bool:
        """Whether none was made on the office's day, be there some of a day to come: a clock that
        was set back must not end them."""
        today = self._local(now).date()
        return all(backup.at.date() != today for backup in self.list())

    def has_recent(self, reason: str, now: datetime) -> bool:
        """Whether one of this kind was made just now."""
        at = self._local(now).replace(tzinfo=None)
        return any(
            backup.reason == reason and abs(at - backup.at) < AGAIN for backup in self.list()
        )

    def take_in(self, copy: Path, reason: str) -> Backup:
        """Make a backup of a copy that lies beside the database, which then goes.

        Raises the codes of `back_up`; then the copy stays where it is.
        """
        self._make()
        at = datetime.fromtimestamp(copy.stat().st_mtime, self.zone).replace(
            microsecond=0, tzinfo=None
        )
        target = self._place(at, reason)
        key = self._db.storage.key if is_encrypted(copy) else None
        fresh = target.with_name(f".{target.name}.part")
        try:
            shutil.copyfile(copy, fresh)
            contents = look_inside(fresh, key=key)
            fresh.replace(target)
            copy.unlink()
        except OSError as error:
            raise not_written(target, error) from error
        finally:
            fresh.unlink(missing_ok=True)
        return Backup(target, at, reason, contents.bytes)

    def back_up(self, reason: str, now: datetime) -> Backup:
        """Write one, checked, and drop those no longer kept.

        Raises CrmError "backup.folder" where the drive is not there, "database.damaged" where
        it is not the copy's fault, and the codes of `write_backup`; then nothing is dropped.
        """
        self._make()
        at = self._local(now).replace(microsecond=0, tzinfo=None)
        path = self._place(at, reason)
        try:
            contents = write_backup(self._db, path)
        except CrmError as error:
            if error.code in _DOUBTFUL and self._is_damaged():
                raise CrmError("database.damaged", path=str(self._database)) from error
            raise
        self._drop(at.date())
        return Backup(path, at, reason, contents.bytes)

    def renew(self, reason: str, now: datetime) -> Backup:
        """Write one in place of the earlier ones made for this on the same day; raises as
        `back_up` does, and then they stay."""
        made = self.back_up(reason, now)
        for earlier in self.list():
            same = earlier.reason == reason and earlier.at.date() == made.at.date()
            if same and earlier.at < made.at:
                with suppress(OSError):  # somebody looks into it
                    earlier.path.unlink(missing_ok=True)
        return made

    def _is_damaged(self) -> bool:
        """Whether a copy is not sound because what it was made of is not."""
        try:
            with self._db.storage.engine.connect() as connection:
                return bool(self._db.storage.check(connection))
        except CrmError as error:
            return error.code == "database.damaged"

    def _place(self, at: datetime, reason: str) -> Path:
        stamp = at.strftime(_STAMP)
        return self.path / f"{self._stem}-{self._office()}.{stamp}.{reason}{SUFFIX}"

    def _make(self) -> None:
        """The folder itself is made, never the drive or share it should be on."""
        self.must_be_within_reach()
        try:
            self.path.mkdir(exist_ok=True)
        except OSError as error:
            raise not_written(self.path, error) from error

    def _drop(self, today: date) -> None:
        backups = self.list()
        wanted = kept((backup.at for backup in backups), today)
        old = [backup.path for backup in backups if backup.at not in wanted]
        halves = self.path.glob(f".*-{self._office()}.*.part")  # of a program that was killed
        for path in (*old, *halves):
            with suppress(OSError):  # somebody looks into it: the next time it goes
                path.unlink(missing_ok=True)

    def _office(self) -> str:
        return name_once(self._db)[:8]

    def _local(self, now: datetime) -> datetime:
        return now.astimezone(self.zone)


def clear_leftovers(database: Path) -> None:
    """Remove what a program that was killed had begun to write beside the database; whoever calls
    this has the database open, so that nobody else is writing there."""
    for ending in ("protecting", "restoring"):
        for half in database.parent.glob(f".{database.name}.{ending}*"):
            half.unlink(missing_ok=True)


def _read(path: Path, office: str) -> Backup | None:
    found = _NAME.fullmatch(path.name)
    if found is None or found["office"] != office or found["reason"] not in REASONS:
        return None
    at = datetime.strptime(found["at"], _STAMP)  # noqa: DTZ007 - local time, as the name says
    return Backup(path, at, found["reason"], path.stat().st_size)
