"""Where things lie: our own resources, and the user's data, logs and settings."""

import sys
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("crmdesk", appauthor=False, roaming=False)


def resource(*parts: str) -> Path:
    """A file we ship: beside the package in a checkout, beside the program when frozen."""
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return base.joinpath("resources", *parts)


def data_folder() -> Path:
    """The folder of the user's database, made when missing."""
    return _made(Path(_DIRS.user_data_dir))


def settings_folder() -> Path:
    """The folder of settings.toml, made when missing."""
    return _made(Path(_DIRS.user_config_dir))


def log_folder() -> Path:
    """The folder of the rotating log, beside the data, made when missing."""
    return _made(data_folder() / "logs")


def backup_folder(chosen: str | None = None) -> Path:
    """Where backups go: the folder chosen in the settings, else the usual one; not made here."""
    return Path(chosen) if chosen else data_folder() / "backups"


def default_database() -> Path:
    """The database opened when none is named."""
    return data_folder() / "crmdesk.db"


def demo_database() -> Path:
    """The demo database, apart from the user's own."""
    return data_folder() / "demo.db"


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
