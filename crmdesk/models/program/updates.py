"""Whether there is a newer version: looked up only when somebody asks, in a file or at an address
she named. Nothing is ever loaded or run from there."""

import json
import re
import ssl
import time
import tomllib
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.jobs import Progress, silent

LARGEST = 64 * 1024  # bytes
PATIENCE, LONGEST = 10.0, 30.0  # seconds for each step of the connection, and for all of it
_CHUNK = 4096
_LONGEST_NOTES, _LONGEST_URL = 4000, 500
_VERSION = re.compile(r"v?\d+(\.\d+){0,3}")


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


def look_for_release(source: str, progress: Progress = silent) -> Release:
    """Read what the source says.

    Raises CrmError "update.source.empty", "update.source.https", "update.unreachable",
    "update.too_large" or "update.not_understood"; Cancelled when `progress` does.
    """
    source = source.strip()
    if code := problem_with_source(source):
        raise CrmError(code)
    try:
        read = _fetch if source.lower().startswith("https:") else _load
        return _understood(read(source, progress))
    except (OSError, HTTPException, ValueError, RecursionError) as error:
        if isinstance(error, OSError | HTTPException):
            raise CrmError("update.unreachable", source=source) from error
        raise CrmError("update.not_understood", source=source) from error


def _fetch(source: str, progress: Progress) -> bytes:
    opener = urllib.request.build_opener(
        urllib.request.HTTPSHandler(context=ssl.create_default_context()), _StaySafe()
    )
    request = urllib.request.Request(source, headers={"User-Agent": "crmdesk"})
    progress(0, 0)
    with opener.open(request, timeout=PATIENCE) as answer:
        return _bounded(answer, progress)


def _load(source: str, progress: Progress) -> bytes:
    with Path(source).open("rb") as stream:
        return _bounded(stream, progress)


def _bounded(stream: IO[bytes], progress: Progress) -> bytes:
    content, end = b"", time.monotonic() + LONGEST
    while chunk := stream.read(_CHUNK):
        content += chunk
        progress(len(content), 0)
        if len(content) > LARGEST:
            raise CrmError("update.too_large")
        if time.monotonic() > end:
            raise TimeoutError
    return content


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


class _StaySafe(urllib.request.HTTPRedirectHandler):
    """An address may lead on, but never out of https."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme != "https":
            raise urllib.error.URLError("redirected out of https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
