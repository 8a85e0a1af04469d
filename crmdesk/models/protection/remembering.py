"""The key of a file kept by the system (Windows' credentials, macOS' keychain, the Secret Service).

Stored is the key, never the password, under the salt in front of the file: a copy or a moved file
finds it, and after a change of password it fits nothing any more. Whoever can use this account
can open the file then; the password is still asked for after locking.
"""

import re
from pathlib import Path
from typing import Any

from crmdesk.models.core.engines.keys import is_encrypted, salt_of
from crmdesk.models.core.engines.sqlite_copies import opens
from crmdesk.models.core.errors import CrmError

SERVICE = "crmdesk"
_KEY = re.compile(r"[0-9a-f]{64}")


def can_remember() -> bool:
    """Whether this computer has a safe place for keys; may take a while."""
    import keyring  # 50 ms, and rarely wanted

    return float(keyring.get_keyring().priority) >= 1  # below: none, or one that writes them plain


def recall(path: Path) -> str | None:
    """The key that opens the file, where the system keeps it."""
    if not is_encrypted(path) or not can_remember():
        return None
    salt = salt_of(path)
    try:
        kept = _backend().get_password(SERVICE, salt.hex())
    except _failures():
        return None
    if kept is None or not _KEY.fullmatch(kept):
        return None
    key = f"x'{kept}{salt.hex()}'"
    return key if opens(path, key) else None


def remember(key: str) -> None:
    """Have the system keep the key; raises CrmError "keyring.failed"."""
    raw, salt = _parts(key)
    if not can_remember():
        raise CrmError("keyring.none")
    try:
        _backend().set_password(SERVICE, salt, raw)
    except _failures() as error:
        raise CrmError("keyring.failed", detail=str(error)) from error


def is_remembered(key: str) -> bool:
    """Whether the system keeps this key."""
    raw, salt = _parts(key)
    if not can_remember():
        return False
    try:
        return bool(_backend().get_password(SERVICE, salt) == raw)
    except _failures():
        return False


def forget(key: str) -> None:
    """Have the system keep it no longer; nothing happens where it did not."""
    _raw, salt = _parts(key)
    if is_remembered(key):
        try:
            _backend().delete_password(SERVICE, salt)
        except _failures() as error:
            raise CrmError("keyring.failed", detail=str(error)) from error


def _parts(key: str) -> tuple[str, str]:
    """Key and salt as hex digits, out of x'…'."""
    return key[2:66], key[66:98]


def _backend() -> Any:
    import keyring

    return keyring.get_keyring()


def _failures() -> tuple[type[Exception], ...]:
    from keyring.errors import KeyringError

    return KeyringError, OSError, RuntimeError
