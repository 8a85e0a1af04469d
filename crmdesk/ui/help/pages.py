"""The pages of the manual as they lie in resources/help, one folder a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crmdesk.paths import resource

_PICTURE = re.compile(r"!\[(.*?)\]\(.*?\)")
_LINK = re.compile(r"\[(.*?)\]\(.*?\)")
_MARKS = re.compile(r"^#+ |[*`|\\]|^- |^\d+\. |^-{3}.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HelpPage:
    """`name` is the file's without its ending: 03-find, the same in every language."""

    name: str
    title: str
    text: str
    """Markdown."""

    @property
    def words(self) -> str:
        """What one reads of it, without marks."""
        return _MARKS.sub("", _LINK.sub(r"\1", _PICTURE.sub("", self.text)))

    @property
    def headings(self) -> str:
        return "\n".join(line.lstrip("# ") for line in self.text.splitlines() if line[:1] == "#")


@lru_cache(maxsize=3)
def load_pages(language: str) -> tuple[HelpPage, ...]:
    """All pages of a language in their order; some 50 kB, read once."""
    return tuple(_page(path) for path in sorted(resource("help", language).glob("*.md")))


def _page(path: Path) -> HelpPage:
    text = path.read_text(encoding="utf-8")
    return HelpPage(path.stem, text.partition("\n")[0].lstrip("# "), text)
