"""How this very program is started once more, for work a process of its own does."""

import sys
from pathlib import Path


def own_program() -> list[str]:
    """The begin of its command line; a plain Python needs telling what to run."""
    stem = Path(sys.executable).stem.lower()
    plain = stem.startswith(("python", "pypy")) and not getattr(sys, "frozen", False)
    return [sys.executable, "-X", "utf8", "-m", "crmdesk"] if plain else [sys.executable]
