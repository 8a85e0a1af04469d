"""Which customers an export held, in a word short enough to stand in its file."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterable, Iterator, Sequence

EVERYBODY = "all"
PROBLEMS = "problems"
"""Not an export: rows of another file given back to be corrected."""
_LONGEST = 16_000
_MOST = 1_000_000


def pack_ids(ids: Sequence[int] | None) -> str:
    """EVERYBODY for None; "" where there are too many to tell."""
    if ids is None:
        return EVERYBODY
    data = b"".join(_steps(sorted(set(ids))))
    text = b64encode(zlib.compress(data, 9)).decode()
    return text if len(text) <= _LONGEST else ""


def unpack_ids(text: str) -> frozenset[int]:
    """The same back; nobody where the word says nothing we understand."""
    try:
        stream = zlib.decompressobj()
        data = stream.decompress(b64decode(text), _MOST)
    except (ValueError, Error, zlib.error):
        return frozenset()
    return frozenset(_sums(data))


def _steps(ids: Iterable[int]) -> Iterator[bytes]:
    """From each to the next, seven bits a byte: neighbours cost one byte and squeeze well."""
    last = 0
    for one in ids:
        step, last = one - last, one
        while step > 0x7F:
            yield bytes((0x80 | step & 0x7F,))
            step >>= 7
        yield bytes((step,))


def _sums(data: bytes) -> Iterator[int]:
    last = step = shift = 0
    for byte in data:
        step |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
        else:
            last += step
            yield last
            step = shift = 0
