"""The newest backup that can be trusted, found without the database it was made of."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crmdesk.models.backups.copies import SUFFIX, Contents, look_inside
from crmdesk.models.core.engines.keys import is_encrypted
from crmdesk.models.core.errors import CrmError

_WORDS_TRIED = 3  # each takes a second
_TRIED = 12  # a folder may hold a year of them, each as large as the database


@dataclass(frozen=True, slots=True)
class GoodBackup:
    """A sound one; `at` is the office's local time without a zone, `key` opens it.

    Without `contents` nobody has looked into it: its password is not known.
    """

    path: Path
    at: datetime
    contents: Contents | None
    key: str | None


def find_last_good(folder: Path, database: Path, key: str | None) -> GoodBackup | None:
    """Look into those of a database called so, the newest first; None where none is sound.

    What a migration or a restore left beside the database counts as well. Where the database is
    gone nobody can have been asked for its password: one that has it is taken unseen.
    """
    gone = not database.exists()
    for at, path in _newest_first(folder, database)[:_TRIED]:
        if gone and key is None and is_encrypted(path):
            return GoodBackup(path, at, None, None)
        fitting = key if is_encrypted(path) else None
        try:
            contents = look_inside(path, key=fitting)
        except CrmError:
            continue
        return GoodBackup(path, at, contents, fitting)
    return None


def has_backups(folder: Path, database: Path) -> bool:
    """Whether there are any of a database called so."""
    return bool(_newest_first(folder, database))


def find_locked(folder: Path, database: Path) -> list[Path]:
    """The newest that have a password, to try one on."""
    paths = [path for _at, path in _newest_first(folder, database)[:_TRIED]]
    return [path for path in paths if is_encrypted(path)][:_WORDS_TRIED]


def is_emptied(database: Path) -> bool:
    """Whether nothing is left of it, nor of what a killed program wrote beside it."""
    beside = [database.with_name(f"{database.name}{ending}") for ending in ("", "-wal")]
    return not any(path.stat().st_size for path in beside if path.exists())


def _newest_first(folder: Path, database: Path) -> list[tuple[datetime, Path]]:
    stem = re.escape(database.stem)
    named = re.compile(rf"{stem}-[0-9a-f]{{8}}\.(\d{{8}}-\d{{6}})\.[a-z]+{re.escape(SUFFIX)}")
    found = [
        (datetime.strptime(match[1], "%Y%m%d-%H%M%S"), path)  # noqa: DTZ007 - local, as named
        for path in folder.glob(f"*{SUFFIX}")
        if (match := named.fullmatch(path.name))
    ]
    beside = database.parent.glob(f"{database.stem}.before-*{database.suffix}")
    found += [(datetime.fromtimestamp(path.stat().st_mtime), path) for path in beside]  # noqa: DTZ006
    return sorted(found, reverse=True)
