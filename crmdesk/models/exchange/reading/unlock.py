"""Workbooks behind a password, opened in the child; nothing that has a name is written to disk."""

import io
from pathlib import Path
from typing import BinaryIO, TypeAlias

from crmdesk.models.core.errors import CrmError

_EXCELS_OWN = "VelvetSweatshop"
"""What Excel encrypts with, and opens without asking, where only the structure is protected."""


class Unlocked:
    """What a password opened; gives its bytes as the path of a file does."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self._data = name, data

    def open(self, _mode: str = "rb") -> BinaryIO:
        return io.BytesIO(self._data)

    def read_bytes(self) -> bytes:
        return self._data


Source: TypeAlias = Path | Unlocked


def unlock(path: Path, password: str | None) -> Unlocked:
    """The workbook at `path` without its password.

    Raises CrmError "file.password" (it takes one), "file.password_wrong", or "file.password_kind"
    where it is locked in a way we cannot open.
    """
    import msoffcrypto  # 100 ms, for few files
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    with path.open("rb") as file:
        for word in filter(None, (password, _EXCELS_OWN)):
            plain = io.BytesIO()
            try:
                locked = msoffcrypto.OfficeFile(file)
                if locked.format == "ooxml":
                    locked.load_key(password=word, verify_password=True)
                else:
                    locked.load_key(password=word)
                locked.decrypt(plain)
            except InvalidKeyError:
                continue
            except (DecryptionError, FileFormatError, ParseError, OSError) as error:
                raise CrmError("file.password_kind", file=path.name) from error
            return Unlocked(path.name, plain.getvalue())
    raise CrmError("file.password_wrong" if password else "file.password", file=path.name)
