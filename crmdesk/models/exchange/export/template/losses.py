"""What of a template openpyxl cannot write again: said before, not found afterwards."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from crmdesk.models.core.i18n import P_, pgettext

_LOST = {
    "shapes": P_("lost", "text boxes and drawn shapes"),
    "controls": P_("lost", "buttons and other controls"),
    "slicers": P_("lost", "slicers"),
    "sparklines": P_("lost", "sparklines"),
    "metafiles": P_("lost", "pictures in the formats EMF and WMF"),
    "charts": P_("lost", "some of the looks of charts"),
    "threads": P_("lost", "conversations beside cells"),
}
_BY_NAME = {
    "controls": re.compile(r"xl/(ctrlProps|activeX)/"),
    "slicers": re.compile(r"xl/slicers/"),
    "metafiles": re.compile(r"xl/media/[^/]+\.(emf|wmf)", re.IGNORECASE),
    "charts": re.compile(r"xl/charts/chart[^/]*\.xml"),
    "threads": re.compile(r"xl/threadedComments/"),
    "shapes": re.compile(r"xl/diagrams/"),
}
_BY_TEXT = {
    "shapes": (
        re.compile(r"xl/drawings/drawing[^/]*\.xml"),
        re.compile(rb"<xdr:(sp|grpSp|cxnSp)\b"),
    ),
    "sparklines": (re.compile(r"xl/worksheets/[^/]+\.xml"), re.compile(rb"sparklineGroup\b")),
}
_READ = 8 * 1024 * 1024


def losses_of(path: Path) -> tuple[str, ...]:
    """The codes of what is lost; nothing for what cannot be read."""
    try:
        with ZipFile(path) as book:
            found = {
                code for code, name in _BY_NAME.items() if any(map(name.match, book.namelist()))
            }
            for code, (name, sign) in _BY_TEXT.items():
                if any(
                    _holds(book, member, sign) for member in filter(name.match, book.namelist())
                ):
                    found.add(code)
    except (OSError, BadZipFile, zlib.error, RuntimeError, EOFError):
        return ()
    return tuple(code for code in _LOST if code in found)


def loss_text(code: str) -> str:
    """What is lost, in the user's words."""
    return pgettext("lost", _LOST[code])


def _holds(book: ZipFile, member: str, sign: re.Pattern[bytes]) -> bool:
    with book.open(member) as file:
        return sign.search(file.read(_READ)) is not None
