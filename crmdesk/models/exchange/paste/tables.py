"""Rows copied from a spreadsheet."""

from pathlib import Path

from crmdesk.models.core.i18n import _
from crmdesk.paths import data_folder

_ENOUGH = 0.8


def is_table(text: str) -> bool:
    """Several lines of cells between tabs: what Excel and WPS put into the clipboard."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or "\t" not in text:
        return False
    return sum("\t" in line for line in lines) >= len(lines) * _ENOUGH


def keep_table(text: str) -> Path:
    """The rows as a file the import can read, in a folder of our own; the caller removes it."""
    folder = data_folder() / "pasted"
    folder.mkdir(exist_ok=True)
    forget_tables()
    name = _("Pasted rows")
    path = folder / f"{name}.tsv"
    path.write_text(text.replace("\r\n", "\n").replace("\r", "\n"), encoding="utf-8-sig")
    return path


def forget_tables() -> None:
    """Remove what an earlier paste left behind; a file still being read stays for the next time."""
    for left in (data_folder() / "pasted").glob("*.tsv"):
        try:
            left.unlink()
        except OSError:
            continue
