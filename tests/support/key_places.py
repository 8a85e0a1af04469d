"""Places for keys as a system has them, in memory."""

from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError


class KeyPlace(KeyringBackend):
    """Keeps what it is given; `broken` like one whose user refuses to unlock it."""

    priority = 5.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = False
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("none")

    def _open(self) -> None:
        self.asked += 1
        if self.broken:
            raise KeyringError("dismissed")


class PlainPlace(KeyPlace):
    """One that writes keys where everybody can read them."""

    priority = 0.5  # type: ignore[assignment]
