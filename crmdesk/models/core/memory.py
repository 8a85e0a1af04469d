"""Memory that was freed, given back to the system."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

_APART = -3  # M_MMAP_THRESHOLD of glibc
_LARGE = 1 << 20  # bytes
_ARENAS = -8  # M_ARENA_MAX of glibc


def give_back() -> None:
    """After something large was freed: hand the allocator's free pages back, where it keeps them.

    glibc does; on other systems there is nothing to do. Takes some ms, on any thread.
    """
    if (trim := _trim()) is not None:
        trim(0)


def share() -> None:
    """Called on a new thread: let all that follow take memory from where others have freed it.

    glibc gives each a place of its own, and what one freed no other gets: of five that work in
    turn, a day of work took 40 MB more.
    """
    if (library := _library()) is not None and hasattr(library, "mallopt"):
        library.mallopt(_ARENAS, 1)


@cache
def _trim() -> Any:
    """glibc's call, None where there is none. Looked for, what is large lies apart from then on,
    however often such was freed: glibc alone would put it among the rest after the first time."""
    library = _library()
    if hasattr(library, "mallopt"):  # else pictures that went leave holes among what is small
        library.mallopt(_APART, _LARGE)
    return getattr(library, "malloc_trim", None)


@cache
def _library() -> Any:
    """The C library, where it may be glibc."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes  # some ms, which no start needs

    return ctypes.CDLL(None)
