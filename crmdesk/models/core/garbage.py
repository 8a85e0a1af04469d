"""Hundreds of thousands of objects without cycles, which no collection of garbage shall walk."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_making = 0


@contextmanager
def uncollected() -> Iterator[None]:
    """What is made meanwhile is walked through by nobody, on no thread, and frozen at the end: it
    goes when nobody holds it any more."""
    enabled = gc.isenabled()
    _count(1)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        _count(-1)
        if enabled:
            gc.enable()


def is_waited_for() -> bool:
    """Whether such objects are being made: who collects on his own account waits until then."""
    return _making > 0


def _count(by: int) -> None:
    global _making
    with _lock:
        _making += by
