"""Memory that is freed goes back to the system."""

import ctypes
import subprocess
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


HEAPS = """
import ctypes, tempfile, threading
from concurrent.futures import ThreadPoolExecutor
from crmdesk.models.core import memory

meet = threading.Barrier(6)
with ThreadPoolExecutor(6, initializer=memory.share) as pool:
    kept = list(pool.map(lambda _number: (meet.wait(), bytearray(100_000))[1], range(6)))
    library = ctypes.CDLL(None)
    library.fopen.restype = ctypes.c_void_p
    with tempfile.NamedTemporaryFile() as file:
        told = ctypes.c_void_p(library.fopen(file.name.encode(), b"w"))
        library.malloc_info(0, told)
        library.fclose(told)
        print(file.read().count(b"<heap "))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's own")
def test_that_threads_share_the_room_that_others_freed() -> None:
    if not hasattr(ctypes.CDLL(None), "malloc_info"):
        pytest.skip("another library than glibc")
    told = subprocess.run(
        [sys.executable, "-c", HEAPS], capture_output=True, text=True, check=True
    ).stdout
    assert int(told) <= 2
