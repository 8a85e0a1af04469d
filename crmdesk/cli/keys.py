"""What opens a database or a workbook that has a password: kept, handed in, or asked for."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from crmdesk.cli.telling import somebody_sits_there
from crmdesk.models.core.clock import Clock
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.settings import load_settings
from crmdesk.models.open import open_database

_PASSWORD = "CRMDESK_FILE_PASSWORD"
"""The environment variable with the password of a workbook, where nobody can be asked."""
_DATABASE_PASSWORD = "CRMDESK_PASSWORD"
"""That with the password of the database."""
Read = TypeVar("Read")


@contextmanager
def opened(target: str, staff_id: int, clock: Clock, *, create: bool) -> Iterator[Database]:
    key = key_of_database(Path(target)) if "://" not in target else None
    db = open_database(target, clock=clock, staff_id=staff_id, create=create, key=key)
    try:
        yield db
    finally:
        db.close()


def key_of_database(path: Path) -> str | None:
    """What opens the file; None where it has no password, or is not there yet."""
    if not path.is_file():
        return None
    from crmdesk.models.core.engines.keys import is_encrypted

    if not is_encrypted(path):
        return None
    from crmdesk.models.protection.password import unlock

    if load_settings().remember_key:
        from crmdesk.models.protection.remembering import recall

        if (kept := recall(path)) is not None:
            return kept
    if password := os.environ.get(_DATABASE_PASSWORD):
        return unlock(path, password)
    if not somebody_sits_there():
        raise CrmError("password.console", path=str(path), variable=_DATABASE_PASSWORD)
    asked = _("Password of {file}:").format(file=path.name)
    return unlock(path, getpass.getpass(f"{asked} ", stream=sys.stderr))


def with_password(file: str, read: Callable[..., Read]) -> Read:
    """What `read` gives; the password of a locked workbook is asked for where somebody sits."""
    password = os.environ.get(_PASSWORD)
    try:
        return read(password=password)
    except CrmError as error:
        if error.code not in ("file.password", "file.password_wrong"):
            raise
        if not somebody_sits_there():
            if error.code == "file.password":
                code = "file.password_console"
                raise CrmError(code, **error.params, variable=_PASSWORD) from error
            raise
    asked = _("Password of {file}:").format(file=Path(file).name)
    try:
        return read(password=getpass.getpass(f"{asked} ", stream=sys.stderr))
    except EOFError as error:
        raise CrmError("file.password", file=Path(file).name) from error
