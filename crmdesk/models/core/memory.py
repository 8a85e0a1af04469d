"""Memory that was freed, given back to the system."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

_APART = -3  # M_MMAP_THRESHOLD of glibc
_LARGE = 1 << 20  # bytes


def give_back() -> None:
    """After something large was freed: hand the allocator's free pages back, where it keeps them.

    glibc does; on other systems there is nothing to do. Takes some ms, on any thread.
    """
    if (trim := _trim()) is not None:
        trim(0)


@cache
def _trim() -> Any:
    """glibc's call, None where there is none. Looked for, what is large lies apart from then on,
    however often such was freed: glibc alone would put it among the rest after the first time."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes  # some ms, which no start needs

    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):  # else pictures that went leave holes among what is small
        library.mallopt(_APART, _LARGE)
    return getattr(library, "malloc_trim", None)
