"""Room on a drive: what is left, and what to say when it is not enough."""

import errno
import shutil
from pathlib import Path

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import N_, _

MB = 1 << 20
LEAST = 20 * MB
"""What an office needs to go on for a while."""
_SAID = {
    errno.EACCES: N_("you may not write there"),
    errno.EPERM: N_("you may not write there"),
    errno.EROFS: N_("the drive is write-protected"),
    errno.ENOENT: N_("the folder is not there"),
    errno.EIO: N_("the drive does not answer"),
    errno.EBUSY: N_("another program has the file open"),
}
_NO_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)


def room_at(path: Path) -> int:
    """Bytes free on the drive of a file or folder, which need not exist yet; 0 where nobody
    can say."""
    for place in (path, *path.parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return 0


def full(path: Path, need: int = 0) -> CrmError:
    """That the drive of `path` is full, with how much would do."""
    beside = path.with_name(f"{path.name}-wal")
    begun = beside.stat().st_size if beside.is_file() else 0  # what the write had grown to
    room = room_at(path)
    wanted = max(need, 2 * begun, room) + LEAST
    shown = path.parent if path.name.startswith(".") else path  # a name of ours tells nobody
    return CrmError(
        "database.full", path=str(shown), room=room, free=room // MB, need=-(-wanted // MB)
    )


def is_no_room(error: OSError) -> bool:
    """Whether the system says that the drive is full."""
    return error.errno in _NO_ROOM


def say_error(error: OSError) -> str:
    """Why the system refuses a file, in the user's language where that is known."""
    said = _SAID.get(error.errno or 0)
    return _(said) if said else error.strerror or str(error)


def must_have_room(path: Path, need: int) -> None:
    """Raises CrmError "database.full" before anything is begun that cannot be finished."""
    if room_at(path) < need:
        raise full(path, need)
