"""Memory that is freed goes back to the system."""

import ctypes
import sys

import pytest

from crmdesk.models.core.memory import give_back

MB = 1 << 20


class _Told(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks",
            "fordblks", "keepcost",
        )
    ]  # fmt: skip


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's own")
def test_that_what_is_large_lies_apart_however_often_such_was_freed() -> None:
    """Else a picture that goes leaves a hole below what came after it, which nobody takes away."""
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallinfo2"):
        pytest.skip("another library than glibc")
    library.malloc.restype, library.mallinfo2.restype = ctypes.c_void_p, _Told
    library.malloc.argtypes, library.free.argtypes = [ctypes.c_size_t], [ctypes.c_void_p]
    give_back()
    library.free(library.malloc(16 * MB))
    before = library.mallinfo2().hblkhd
    large = library.malloc(8 * MB)
    apart = library.mallinfo2().hblkhd - before
    library.free(large)
    assert apart >= 8 * MB
