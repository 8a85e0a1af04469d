"""Compound files (OLE) put together by hand: the container of .xls and of locked workbooks."""

import math
import struct

_SECTOR = 512
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALL = 4096  # smaller streams would live in a stream of their own


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of up to three streams; short ones are filled up with zeros."""
    padded = {name: data.ljust(_SMALL, b"\0") for name, data in streams.items()}
    lengths = [math.ceil(len(data) / _SECTOR) for data in padded.values()]
    fats = math.ceil((sum(lengths) + 10) / (_SECTOR // 4))
    table = [_FAT] * fats + [_END]
    starts, body = [], b""
    for data, length in zip(padded.values(), lengths, strict=True):
        starts.append(len(table))
        table += [*range(len(table) + 1, len(table) + length), _END]
        body += data.ljust(length * _SECTOR, b"\0")
    table += [_FREE] * (fats * _SECTOR // 4 - len(table))
    header = struct.pack("<8s16xHHHHH6x", _MAGIC, 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<III4xI", 0, fats, fats, _SMALL)
    header += struct.pack("<IIII", _END, 0, _END, 0)
    header += struct.pack("<109I", *range(fats), *[_FREE] * (109 - fats))
    directory = _entry("Root Entry", 5, child=1, start=_END)
    for number, (name, data) in enumerate(padded.items(), start=1):
        right = number + 1 if number < len(padded) else _FREE
        directory += _entry(name, 2, right=right, start=starts[number - 1], size=len(data))
    directory = directory.ljust(_SECTOR, b"\0")
    return header + struct.pack(f"<{len(table)}I", *table) + directory + body


def _entry(
    name: str, kind: int, *, child: int = _FREE, right: int = _FREE, start: int = 0, size: int = 0
) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xIQ", encoded, len(encoded), kind, 1, _FREE, right, child,
                       start, size)  # fmt: skip
