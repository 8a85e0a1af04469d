"""Second copies of a database that a synchronised folder makes when two computers wrote at once."""

import re
from pathlib import Path

from crmdesk.models.core.places import risky_place

# Dropbox "name (Wang's conflicted copy 2026-11-22).db" and its translations, 坚果云 "name(冲突 …)",
# Syncthing "name.sync-conflict-20261122-101010-ABC.db", Nextcloud "name (conflicted copy …).db"
_NAMED = re.compile(r"conflict|冲突|衝突", re.IGNORECASE)
# OneDrive "name-DESKTOP-4F2K1.db", Google Drive "name (1).db": such names may be anybody's, so
# they count in the folder of such a service only
_IN_CLOUD = re.compile(r"-[A-Z][A-Z0-9-]{2,14}|\s?\(\d+\)")


def conflict_copies(database: Path) -> list[Path]:
    """Those beside the database, the oldest first."""
    stem, found = database.stem, []
    in_cloud = risky_place(database) == "place.cloud"
    try:
        beside = list(database.parent.iterdir())
    except OSError:  # the drive went away meanwhile
        return []
    for path in beside:
        rest = path.name.removesuffix(database.suffix)
        if path.name == rest or not rest.startswith(stem) or rest == stem:
            continue
        rest = rest[len(stem) :]
        if _NAMED.search(rest) or (in_cloud and _IN_CLOUD.fullmatch(rest)):
            found.append(path)
    return sorted(found, key=lambda path: path.stat().st_mtime)
