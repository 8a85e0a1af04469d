"""Memory that was freed, given back to the system."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any


def give_back() -> None:
    """After something large was freed: hand the allocator's free pages back, where it keeps them.

    glibc does; on other systems there is nothing to do. Takes some ms, on any thread.
    """
    if (trim := _trim()) is not None:
        trim(0)


@cache
def _trim() -> Any:
    """glibc's call, None where there is none."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes  # some ms, which no start needs

    return getattr(ctypes.CDLL(None), "malloc_trim", None)
