"""Text broken into lines for painters, the way the text engine breaks it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QTextLayout, QTextOption

from crmdesk.models.core.i18n import language
from crmdesk.ui.kit.paint import font
from crmdesk.ui.kit.tokens import FONT


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The lines to paint; `cut`: there were more."""

    lines: tuple[str, ...]
    cut: bool = False


def wrap(text: str, width: int, limit: int = 0, size: int = FONT) -> Wrapped:
    """At most `limit` lines of `text` (0: all) that fit `width`; overlong words are broken."""
    return _wrap(text, width, limit, size, language())


@lru_cache(maxsize=2048)
def _wrap(text: str, width: int, limit: int, size: int, _language: str) -> Wrapped:
    plain = text.strip().replace("\r\n", "\n").replace("\n", "\u2028")
    if not plain:
        return Wrapped(())
    units = plain.encode("utf-16-le")  # what the text engine counts in
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(plain, font(size))
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        if limit and len(lines) == limit:
            layout.endLayout()
            return Wrapped(tuple(lines), cut=True)
        lines.append(units[2 * start : 2 * end].decode("utf-16-le").rstrip("\u2028 "))
    layout.endLayout()
    return Wrapped(tuple(lines))
