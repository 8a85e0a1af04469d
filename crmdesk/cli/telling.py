"""What the console says: exit codes, one line of complaint, a line that counts."""

from __future__ import annotations

import sys

from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.core.messages import message

DONE, NOTHING_APPLIED, NOT_POSSIBLE = 0, 1, 2


def complain(text: str) -> int:
    """One line, and the exit code that goes with it."""
    print("crmdesk:", " ".join(text.split()), file=sys.stderr)
    return NOT_POSSIBLE


def tell_incident(number: str) -> None:
    complain(message("incident", incident=number))


def progress() -> Progress:
    """A line that counts, where somebody looks."""
    if not sys.stderr.isatty():
        return silent

    def tell(done: int, total: int) -> None:
        print(f"\r{done:,}" + (f" / {total:,}" if total else ""), end="", file=sys.stderr)

    return tell


def somebody_sits_there() -> bool:
    """Whether one can ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()
