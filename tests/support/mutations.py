"""Files damaged on purpose, the same each time: flipped bits, cuts, splices, counts that lie."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

_EXTREMES = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"\x01\0\0\0")
_NUMBER = re.compile(rb"\d+")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError),
    RuntimeError,
)
_HUGE = (b"4294967295", b"-1", b"0", b"1048576", b"99999999999999999999", b"1e308", b"")


def mutated(seed: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """`seed` after one to three accidents; inside a package its members have them."""
    data = seed
    for _ in range(chance.randint(1, 3)):
        data = _repacked(data, chance) if _is_package(data, chance) else _hit(data, others, chance)
    return data


def _is_package(data: bytes, chance: random.Random) -> bool:
    return data[:2] == b"PK" and chance.random() < 0.8


def _hit(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    accident = chance.choice(_ACCIDENTS)
    return accident(data, chance) if accident is not _spliced else _spliced(data, others, chance)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """One member damaged and the package closed again, so that a reader gets as far as that."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except _BROKEN:
        return data
    if not members:
        return data
    name = chance.choice(sorted(members))
    members[name] = _hit(members[name], list(members.values()), chance)
    if chance.random() < 0.1:
        del members[name]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return stream.getvalue()


def _flipped(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 1, 8, 64)) if damaged else 0):
        place = chance.randrange(len(damaged))
        damaged[place] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _without(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(1, 600) :]


def _repeated(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.randrange(1, 300)]
    return data[:start] + piece * chance.choice((2, 50, 2000)) + data[start:]


def _lying(data: bytes, chance: random.Random) -> bytes:
    """A count or a length becomes another: in binary, or in digits."""
    numbers = list(_NUMBER.finditer(data))
    if numbers and chance.random() < 0.5:
        found = chance.choice(numbers)
        return data[: found.start()] + chance.choice(_HUGE) + data[found.end() :]
    place = chance.randrange(len(data) + 1)
    extreme = chance.choice(_EXTREMES)[: chance.choice((1, 2, 4))]
    return data[:place] + extreme + data[place + len(extreme) :]


def _spliced(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(others) if others else b""
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


_ACCIDENTS: tuple[Callable[..., bytes], ...] = (
    *(_flipped, _flipped, _cut, _without, _repeated, _lying, _lying, _spliced),
)
