"""Copies of kept files while another program shows them: private, read-only, gone at the end."""

from __future__ import annotations

import atexit
import contextlib
import shutil
import stat
import tempfile
import time
from functools import cache
from pathlib import Path

from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.files import FileDraft, is_program, may_open, write_copy

PREFIX = "crmdesk-opened-"
FORGOTTEN = 24 * 3600  # seconds after which a copy left by a killed program is taken away


def copy_to_open(draft: FileDraft) -> Path:
    """A copy nobody else may read and nobody can change, in a folder of its own.

    Raises CrmError "attachment.program" for what the system would run instead of show, whatever
    it is called, and "attachment.unwritable".
    """
    if not may_open(draft.name) or is_program(draft.data):
        raise CrmError("attachment.program", file=draft.name)
    path = write_copy(draft, Path(tempfile.mkdtemp(dir=_folder())))
    path.chmod(stat.S_IRUSR)
    return path


def forget_copies(folder: Path) -> None:
    """Take away what stands there; a copy another program holds stays until next time."""
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            path.chmod(stat.S_IRWXU)  # what is read-only is not deleted on Windows
    shutil.rmtree(folder, ignore_errors=True)


@cache
def _folder() -> Path:
    """Made when first wanted, for this user alone; those of killed programs are cleared."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    oldest = time.time() - FORGOTTEN
    for other in folder.parent.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if other != folder and other.is_dir() and other.stat().st_mtime < oldest:
                forget_copies(other)
    atexit.register(forget_copies, folder)
    return folder
