"""Lists of words in `resources/names`: sections under headings in brackets."""

from functools import cache

from crmdesk.paths import resource


@cache
def sections(file: str) -> dict[str, list[str]]:
    """The words of each section of a file."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in resource("names", f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current += line.split()
    return found
