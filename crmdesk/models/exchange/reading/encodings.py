"""Which encoding a text file is in, decided by what it would say."""

import codecs
import re
from functools import cache

from crmdesk.models.exchange.reading.common_hanzi import SIMPLIFIED, TRADITIONAL

SAMPLE = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "utf8": "utf-8",
    "ansi": "gb18030",
}
_BEYOND_TWO_BYTES = re.compile(r"[\u0800-\ufffc]")
_CHINESE = ("gb18030", "big5hkscs")
_EUROPEAN = re.compile(r"[A-Za-z][\u00c0-\u024f]|[\u00c0-\u024f][a-z]")
_NOT_EUROPEAN = re.compile(r"[^\x00-\x7f\u00a0-\u024f]")
_DECLARED = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{3,20})", re.IGNORECASE
)
CERTAIN = 1.0
"""Mean commonness from which characters are certainly Chinese."""
_WIDE = re.compile(r"[^\x00-\x7f]")


def known_encoding(name: str) -> str | None:
    """The codec for a name people use; None where there is no such encoding."""
    plain = name.strip().lower()
    try:
        codec = codecs.lookup(_NAMES.get(plain.replace("-", ""), plain)).name
        "".encode(codec)
    except (LookupError, TypeError):
        return None
    return _NAMES.get(codec, codec)


def guess_encoding(data: bytes) -> str:
    """The encoding of text: byte order mark, NULs, strict UTF-8, else the likelier Chinese one."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    sample = _on_line_borders(data)
    if wide := _utf16_without_mark(sample):
        return wide
    text = sample.decode("utf-8", "replace")
    if bad := text.count("\ufffd"):
        # A file cut in the middle of a character, or one line of another hand, is still UTF-8.
        return "utf-8" if bad * 20 < len(_BEYOND_TWO_BYTES.findall(text)) else likelier(sample)
    if text.isascii() or any(character >= "\u0800" for character in text):
        return "utf-8"
    if _EUROPEAN.search(text) and not _NOT_EUROPEAN.search(text):
        return "utf-8"
    # Two-byte hanzi can happen to be valid UTF-8 (the famous 联通): let the scores decide.
    best = likelier(sample)
    return best if score(sample, best) > 1.5 else "utf-8"


def declared_encoding(page: bytes) -> str | None:
    """What a page says it is written in, as far as that may be believed."""
    found = _DECLARED.search(page[:4096])
    name = found and known_encoding(found[1].decode("ascii", "replace"))
    if not name or guess_encoding(page).startswith("utf"):
        return None
    sample = page[: page.rfind(b">") + 1]
    try:
        sample.decode(name)
    except UnicodeDecodeError:
        return None
    best = likelier(sample)
    certain = score(sample, best)
    if name in _CHINESE:
        return name if score(sample, name) > certain - 0.5 else None
    return name if certain < CERTAIN else None


def likelier(sample: bytes) -> str:
    """GB18030 or Big5, by how common the characters would be; never the narrower gbk."""
    return max(_CHINESE, key=lambda name: score(sample, name))


def score(sample: bytes, encoding: str) -> float:
    """The mean commonness of the non-ASCII characters `sample` would have in `encoding`."""
    text = sample.decode(encoding, "replace")
    wide = _WIDE.findall(text)
    if not wide:
        return 0.0
    common = SIMPLIFIED if encoding == "gb18030" else TRADITIONAL
    level = _first_level(encoding)
    return sum(_weight(character, common, level) for character in wide) / len(wide)


def _weight(character: str, common: frozenset[str], level: frozenset[str]) -> int:
    if character in common:
        return 3
    if character in level:
        return 1
    code = ord(character)
    if 0x3000 <= code <= 0x301F or 0xFF01 <= code <= 0xFF5E or character in "“”‘’—…·№":
        return 1
    if 0x4E00 <= code <= 0x9FFF:
        return -1
    if 0xE000 <= code <= 0xF8FF or code == 0xFFFD:
        return -6
    return -2


@cache
def _first_level(encoding: str) -> frozenset[str]:
    """The characters the makers of each standard held to be the common ones."""
    highs, lows = (
        (range(0xB0, 0xD8), (*range(0xA1, 0xFF),))
        if encoding == "gb18030"
        else (range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    )
    pairs = (bytes((high, low)) for high in highs for low in lows)
    return frozenset(pair.decode(encoding, "ignore") for pair in pairs)


def _on_line_borders(data: bytes) -> bytes:
    if len(data) <= SAMPLE:
        return data
    cut = data.rfind(b"\n", 0, SAMPLE)
    return data[: cut if cut > 0 else SAMPLE]


def _utf16_without_mark(sample: bytes) -> str | None:
    """NULs stand in every other byte wherever ASCII (commas, digits, line ends) does."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    least = max(2, len(sample) // 40)
    if odd >= least and even <= odd // 8:
        return "utf-16-le"
    if even >= least and odd <= even // 8:
        return "utf-16-be"
    return None
