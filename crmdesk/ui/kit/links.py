"""The one door through which anything is handed to another program of this computer.

Customers' words become links: what a link may be is decided here, and nothing else is opened.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

OPENED = frozenset(("http", "https", "mailto", "tel", "crmdesk"))
LONGEST = 2000  # characters; what is longer is no address anybody types
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"[^\s/\\:@?#\"<>|]+\.[^\s/\\:@?#\"<>|]+(:\d{1,5})?([/?#]|$)")
_NEVER = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NO_PART_OF_A_NUMBER = re.compile(r"[^0-9+*#,;=A-Za-z.()-]")


def web_address(typed: str) -> str:
    """The http or https address somebody meant by these words; empty where they are none."""
    words = typed.strip()
    if not words or len(words) > LONGEST or _NEVER.search(words) or "\\" in words:
        return ""
    if not words.lower().startswith(("http://", "https://")):
        if not _HOST.match(words):
            return ""
        words = f"https://{words}"
    url = QUrl(words, QUrl.ParsingMode.StrictMode)
    if not url.isValid():
        url = QUrl(words)
    return words if url.isValid() and url.host() and not url.userInfo() else ""


def open_link(link: str) -> bool:
    """Hand a link to whatever this computer opens it with; False where nothing does.

    Only the kinds named in OPENED are: a file, a script or a share in a customer's record stays
    what it is, words.
    """
    scheme = _SCHEME.match(link)
    if scheme is None or scheme[1].lower() not in OPENED:
        return False
    if len(link) > LONGEST or _NEVER.search(link):
        return False
    if scheme[1].lower() in ("http", "https") and not web_address(link):
        return False
    return QDesktopServices.openUrl(QUrl(link))


def call_number(number: str, extension: str = "") -> bool:
    """Hand a telephone number over to be called; False where nothing here calls."""
    if not number or _NO_PART_OF_A_NUMBER.search(number + extension):
        return False
    return open_link(f"tel:{number};ext={extension}" if extension else f"tel:{number}")


def write_mail(address: str) -> bool:
    """Begin a mail to this address; False where nothing here writes mails."""
    url = QUrl()
    url.setScheme("mailto")
    url.setPath(address.strip())  # a ? in it would begin fields of the mail: it is escaped
    return bool(address.strip()) and open_link(
        url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    )


def open_path(path: Path) -> bool:
    """Show a file or folder that the program itself wrote, where the user asked for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
