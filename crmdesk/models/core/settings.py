"""What one user prefers on this computer; the office's own settings lie in its database."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

from crmdesk.models.core.i18n import LANGUAGES
from crmdesk.paths import settings_folder

Theme = Literal["system", "light", "dark"]
Density = Literal["comfortable", "compact"]
QuietMode = Literal["closed", "own", "never"]
LOCK_MINUTES = (0, 5, 10, 15, 30)


@dataclass(frozen=True, slots=True)
class Settings:
    """None means: not chosen (the system's language, the default database, the first staff,
    the usual folder of backups).

    Notices of the desktop: whether, with names, and when none may come (while the office is
    closed, in `quiet_hours`, never); `tray_minimise`: a minimised window goes to the tray.
    With a password: locked after so many minutes without a hand on it (0: never), and whether the
    system was asked to keep a key.
    Of the first start: `tour_due`, the short tour is still to be shown once, `password_due`, a
    password was wished for; `update_source`: the file or https address a newer version is looked
    for at, when asked to.
    """

    language: str | None = None
    theme: Theme = "system"
    density: Density = "comfortable"
    scale: int = 100
    last_database: str | None = None
    staff_id: int | None = None
    notices: bool = True
    notice_names: bool = True
    quiet: QuietMode = "closed"
    quiet_hours: str = "22:00-08:00"
    tray_minimise: bool = False
    backup_folder: str | None = None
    lock_minutes: int = 10
    remember_key: bool = False
    tour_due: bool = False
    password_due: bool = False
    update_source: str | None = None


_VALID: dict[str, Callable[[object], bool]] = {
    "language": lambda value: value in LANGUAGES,
    "theme": lambda value: value in ("system", "light", "dark"),
    "density": lambda value: value in ("comfortable", "compact"),
    "scale": lambda value: type(value) is int and 100 <= value <= 200,
    "last_database": lambda value: isinstance(value, str),
    "staff_id": lambda value: type(value) is int,
    "notices": lambda value: type(value) is bool,
    "notice_names": lambda value: type(value) is bool,
    "quiet": lambda value: value in ("closed", "own", "never"),
    "quiet_hours": lambda value: isinstance(value, str),
    "tray_minimise": lambda value: type(value) is bool,
    "backup_folder": lambda value: isinstance(value, str),
    "lock_minutes": lambda value: type(value) is int and value in LOCK_MINUTES,
    "remember_key": lambda value: type(value) is bool,
    "tour_due": lambda value: type(value) is bool,
    "password_due": lambda value: type(value) is bool,
    "update_source": lambda value: isinstance(value, str),
}


def load_settings(path: Path | None = None) -> Settings:
    """The settings as saved; a value that cannot be is left out, a broken file set aside."""
    file = path or _file()
    try:
        text = file.read_text(encoding="utf-8")
        import tomllib  # nobody who never chose anything needs it

        table = tomllib.loads(text)
    except FileNotFoundError:
        return Settings()
    except ValueError:  # no TOML, or no UTF-8
        file.replace(file.with_suffix(".damaged.toml"))
        return Settings()
    known = {field.name for field in fields(Settings)}
    return Settings(
        **{name: value for name, value in table.items() if name in known and _VALID[name](value)}
    )


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write all or nothing: a power cut leaves the old file or the new one."""
    file = path or _file()
    import tomli_w

    chosen = {name: value for name, value in asdict(settings).items() if value is not None}
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".settings-")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            tomli_w.dump(chosen, stream)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def _file() -> Path:
    return settings_folder() / "settings.toml"
