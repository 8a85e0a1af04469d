"""The key of an encrypted file: argon2id of the password, salted by the file's first 16 bytes.

Parameters after RFC 9106 (argon2id, 64 MiB, 3 passes, 4 lanes) are fixed: a file holds nothing but
itself, so whoever opens it must know them. The raw key and the salt go to SQLCipher as
x'<64 hex digits><32 hex digits>', which keeps that salt in front of the file and of its copies.
"""

import os
from pathlib import Path
from typing import Any

SALT = 16
_PLAIN = b"SQLite format 3\0"
_PAGE = 4096
_SAMPLE = 16 * _PAGE
_MANY = 200  # of 256
_MEMORY, _PASSES, _LANES, _LENGTH = 64 * 1024, 3, 4, 32


def use_key(connection: Any, key: str | None) -> None:
    """Open what lies encrypted with this key. What SQLCipher itself would say of a wrong one, in
    lines of its own among those of a console, is told by the errors already."""
    if key is not None:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f'PRAGMA key="{key}"')


def is_encrypted(path: Path) -> bool:
    """Whether the file looks like a database nobody can read without its password.

    Nothing tells an encrypted page from noise, so whole pages of it are taken for one; of what is
    called a database also when its end is torn off.
    """
    size = path.stat().st_size
    if size < _PAGE or (size % _PAGE and path.suffix != ".db"):
        return False
    with path.open("rb") as file:
        if file.read(SALT) == _PLAIN:
            return False
        return _is_noise(file.read(_SAMPLE))


def _is_noise(begin: bytes) -> bool:
    """Whether it may be encrypted; a plain database whose first bytes are damaged still holds the
    names of its tables, and nulls, of which noise has one in 256. Noise also has nearly every
    byte, which texts have not."""
    if b"CREATE TABLE" in begin or begin.count(0) * 50 >= len(begin):
        return False
    return len(set(begin)) > _MANY


def key_of(path: Path, password: str) -> str:
    """The key that opens this file with this password; takes a good part of a second."""
    return make_key(password, salt_of(path))


def salt_of(path: Path) -> bytes:
    """The first bytes of the file, which a copy of it shares and another password changes."""
    with path.open("rb") as file:
        return file.read(SALT)


def make_key(password: str, salt: bytes | None = None) -> str:
    """The key of a password, with a new salt where none is given.

    The same word typed on another keyboard is the same password (NFKC, RFC 8265).
    """
    import unicodedata

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # 20 ms, and rarely wanted

    salt = salt or os.urandom(SALT)
    typed = unicodedata.normalize("NFKC", password).encode()
    derivation = Argon2id(
        salt=salt, length=_LENGTH, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY
    )
    return f"x'{derivation.derive(typed).hex()}{salt.hex()}'"
