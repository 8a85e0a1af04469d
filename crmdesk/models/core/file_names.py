"""Names for files made from what somebody typed, which every file system takes."""

import re

_LONGEST_NAME, _ENDING = 200, 20  # octets; most file systems take 255, some paths are long
_FORBIDDEN = re.compile(
    r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+'
)
"""What no file system takes, and what shows a name in another order than it has."""
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def safe_name(name: str, between: str = "_") -> str:
    """The name without anything a file system, or a person, could take for something else:
    `between` stands there instead."""
    plain = _short(_FORBIDDEN.sub(between, name).strip(". ")) or "file"
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def _short(name: str) -> str:
    """As many characters as every file system takes, the ending kept."""
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > _ENDING:
        stem, dot, ending = name, "", ""
    room = _LONGEST_NAME - len((dot + ending).encode())
    return (_cut(stem, room) + dot + ending).rstrip(". ")


def _cut(text: str, octets: int) -> str:
    if len(text.encode("utf-8", "replace")) <= octets:
        return text
    return text.encode("utf-8", "replace")[:octets].decode("utf-8", "ignore").rstrip(". ")
