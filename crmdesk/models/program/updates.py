"""Whether there is a newer version: looked up only when somebody asks, in a file or at an address
she named. Nothing is ever loaded or run from there."""

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.jobs import Progress, silent

LARGEST = 64 * 1024  # bytes
_LONGEST_NOTES, _LONGEST_URL = 4000, 500
_VERSION = re.compile(r"v?\d+(\.\d+){0,3}")

Fetch = Callable[[str, int, Progress], bytes]
"""Asks an https address for so many bytes; raises OSError, and Cancelled when progress does."""


@dataclass(frozen=True, slots=True)
class Release:
    """What the source says: plain text, and a page one may open oneself (https, or empty)."""

    version: str
    notes: str
    url: str

    @property
    def is_newer(self) -> bool:
        """Than the program that asks."""
        return is_newer(self.version, current_version())


def current_version() -> str:
    """Of this program."""
    return version("crmdesk")


def is_newer(one: str, other: str) -> bool:
    """Whether version `one` comes after `other`: 0.10 after 0.9, 1.0.0 not after 1.0."""
    return _numbers(one) > _numbers(other)


def problem_with_source(source: str) -> str:
    """Why the source will not do, as a code; empty when it will."""
    if not source.strip():
        return "update.source.empty"
    parts = urlsplit(source.strip())
    if len(parts.scheme) > 1 and parts.scheme != "https":  # one letter is a drive of Windows
        return "update.source.https"
    return "update.source.https" if parts.scheme == "https" and not parts.hostname else ""


def look_for_release(source: str, fetch: Fetch, progress: Progress = silent) -> Release:
    """Read what the source says.

    Raises CrmError "update.source.empty", "update.source.https", "update.unreachable",
    "update.too_large" or "update.not_understood"; Cancelled when `progress` does.
    """
    source = source.strip()
    if code := problem_with_source(source):
        raise CrmError(code)
    try:
        if source.lower().startswith("https:"):
            content = fetch(source, LARGEST, progress)
        else:
            with Path(source).open("rb") as stream:
                content = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # a NUL is in no path
        raise CrmError("update.unreachable", source=source) from error
    if len(content) > LARGEST:
        raise CrmError("update.too_large")
    try:
        return _understood(content)
    except (ValueError, RecursionError) as error:
        raise CrmError("update.not_understood", source=source) from error


def _understood(content: bytes) -> Release:
    """JSON or TOML with version, notes and url; raises ValueError for anything else."""
    text = content.decode("utf-8-sig")
    table: Any = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    told = table.get("version")
    if not isinstance(told, str) or not _VERSION.fullmatch(told.strip()):
        raise ValueError("no version")
    notes, url = table.get("notes"), table.get("url")
    safe = isinstance(url, str) and len(url) <= _LONGEST_URL and urlsplit(url).scheme == "https"
    return Release(
        told.strip().removeprefix("v"),
        notes.strip()[:_LONGEST_NOTES] if isinstance(notes, str) else "",
        url if safe else "",
    )


def _numbers(told: str) -> tuple[int, ...]:
    found = [int(part) for part in re.findall(r"\d+", told)]
    while found and found[-1] == 0:
        found.pop()
    return tuple(found)
