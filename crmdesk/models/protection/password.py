"""The password of the database: set, changed, taken off; always by a new file in place of the old.

The new file is written beside the old one, opened with its own key and compared before it takes
its place, so a crash leaves the old file or the new one.
"""

from pathlib import Path

from crmdesk.models.core.disk import full, is_no_room, say_error
from crmdesk.models.core.engines.keys import is_encrypted, key_of, make_key, salt_of
from crmdesk.models.core.engines.sqlite_copies import (
    is_open_elsewhere,
    open_copy,
    opens,
    write_under,
)
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.protection.recovery import key_of_code

SHORTEST = 8


def is_protected(target: str) -> bool:
    """Whether the target is a file with a password."""
    path = Path(target)
    return "://" not in target and path.is_file() and is_encrypted(path)


def problem_with(password: str, again: str) -> str:
    """Why a new password will not do, as a code; empty when it will."""
    if len(password) < SHORTEST:
        return "password.short"
    return "password.differs" if password != again else ""


def unlock(path: Path, typed: str) -> str:
    """The key of the file, by its password or its recovery code.

    Raises CrmError "database.password" where the password is wrong, "recovery.other" where the
    code is that of another file or of an earlier password, and the codes of `key_of_code`;
    "database.unreachable" where the file is gone.
    """
    try:
        by_code = key_of_code(typed, salt_of(path))
        key = by_code or key_of(path, typed)
        fits = opens(path, key)
    except OSError as error:
        raise CrmError("database.unreachable", path=str(path)) from error
    if not fits:
        code = "recovery.other" if by_code else "database.password"
        raise CrmError(code, path=str(path))
    return key


def change_password(path: Path, key: str | None, password: str | None) -> str | None:
    """Give the closed file another password, or none; the key it is opened with from now on.

    `key` is what opens it now. Raises CrmError "database.in_use" while another program has it
    open, and "password.not_changed"; then the file is as it was.
    """
    if is_open_elsewhere(path, key):
        raise CrmError("database.in_use", path=str(path))
    fresh = path.with_name(f".{path.name}.protecting")
    new = make_key(password) if password else None
    try:
        fresh.unlink(missing_ok=True)
        write_under(path, key, fresh, new)
        _compare(path, key, fresh, new)
        fresh.replace(path)
    except OSError as error:
        if is_no_room(error):
            raise full(path) from error
        raise CrmError("password.not_changed", detail=say_error(error)) from error
    finally:
        fresh.unlink(missing_ok=True)
    return new


def fitting_key(path: Path, key: str | None) -> str | None:
    """The key for a file that may have been made before the password was set: None opens it."""
    return key if is_encrypted(path) else None


def say_change(key: str | None, until_now: str | None) -> str:
    """What a backup opened by `key` does to the password in the place of a file opened by another
    key, or none, until now; empty where nothing changes."""
    if key == until_now:
        return ""
    if key is None:
        return _("This backup has no password: whoever has the file can read the customers until "
                 "you set one again (File → Password…).")  # fmt: skip
    return _("This backup has a password of its own: that one opens the customer book from then "
             "on.")  # fmt: skip


def _compare(path: Path, key: str | None, fresh: Path, new: str | None) -> None:
    """Sound, and as many rows in each table; encrypted if that was asked for."""
    with open_copy(path, key) as before, open_copy(fresh, new) as after:
        if problem := after.first_problem():
            raise CrmError("password.not_changed", detail=problem)
        if before.rows_of_tables() != after.rows_of_tables():
            raise CrmError("password.not_changed", detail=path.name)
    if is_encrypted(fresh) != (new is not None):
        raise CrmError("password.not_changed", detail=path.name)
