"""vCard 2.1, 3.0 and 4.0 as bytes: what is broken costs its own line, never the card after it."""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crmdesk.models.exchange.reading.encodings import guess_encoding, known_encoding

_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "7BIT", "8BIT"})
_SKIPPED = frozenset({"KEY", "SOUND", "LOGO", "AGENT", "PRODID", "REV"})
_BEGIN = b"BEGIN:VCARD"
_LONG_TEXTS = (b"NOTE", b"ADR", b"LABEL")
_MAX_LINES = 5000
"""Of one card; no person has more to say."""
_MAX_PHOTO = 4 * 1024 * 1024
_HEAD = re.compile(rb"[A-Za-z0-9._-]+(?:;(?:\"[^\"]*\"|[^\":;])*)*:")
_SOFT_BREAK = re.compile(rb"=[ \t]*\Z")
_SPLIT = re.compile(r"(?<!\\)((?:\\\\)*);")
_CARET = re.compile(r"\^([n^'])")
_CARETS = {"n": "\n", "^": "^", "'": '"'}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(slots=True)
class Property:
    """One line of a card; `types` in capitals, `value` decoded, its backslashes still in place."""

    name: str
    types: list[str] = field(default_factory=list)
    params: dict[str, str] = field(default_factory=dict)
    value: str = ""
    group: str = ""


def read_cards(data: bytes, encoding: str | None = None) -> Iterator[list[list[Any]]]:
    """Each card as its properties [name, types, params, value, group]."""
    card: list[list[Any]] | None = None
    for line in _joined(_plain_bytes(data)):
        word = line.strip().upper().replace(b" ", b"")
        if word == b"BEGIN:VCARD":
            if card:
                yield card
            card = []
        elif word == b"END:VCARD":
            if card is not None:
                yield card
            card = None
        elif card is None or len(card) >= _MAX_LINES:
            continue
        elif found := _property(line, encoding):
            card.append([found.name, found.types, found.params, found.value, found.group])
    if card:
        yield card


def parts(value: str) -> list[str]:
    """The components of a structured value (N, ADR, ORG), unescaped."""
    cut = _SPLIT.sub(lambda found: found[1] + "\x00", value)
    return [unescaped(part).strip() for part in cut.split("\x00")]


def unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _plain_bytes(data: bytes) -> bytes:
    """UTF-16 becomes UTF-8; everything else is left to the single lines."""
    encoding = guess_encoding(data) if _BEGIN not in data.upper() else ""
    if encoding.startswith(("utf-16", "utf-32")):
        return data.decode(encoding, "replace").lstrip("\ufeff").encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf")


def _joined(data: bytes) -> Iterator[bytes]:
    """Logical lines: soft breaks, base64 continuation and folding are joined as bytes."""
    pieces: list[bytes] = []
    head = b""
    for line in re.split(rb"\r\n|\n|\r", data):
        more = _more(line, pieces[-1], head) if pieces else None
        if more is not None:
            if _is_quoted(head):
                pieces[-1] = _SOFT_BREAK.sub(b"", pieces[-1])
            pieces.append(more)
            continue
        if pieces:
            yield b"".join(pieces)
        pieces, head = [line], _head(line).upper()
    if pieces:
        yield b"".join(pieces)


def _more(line: bytes, last: bytes, head: bytes) -> bytes | None:
    """What a line adds to the one begun with `head`; None where it begins another."""
    if _is_quoted(head) and _SOFT_BREAK.search(last):
        return line
    if line[:1] in (b" ", b"\t") and line.strip():
        return line.strip() if _is_base64(head) else line[1:]
    if not line.strip() or _HEAD.match(line):
        return None
    # Sloppy programs break long texts and pictures anywhere; anything else is noise.
    if _is_base64(head):
        return line.strip()
    return b"\\n" + line if head.startswith(_LONG_TEXTS) else b""


def _is_quoted(head: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in head


def _is_base64(head: bytes) -> bool:
    return b"BASE64" in head or b"ENCODING=B" in head


def _head(line: bytes) -> bytes:
    found = _HEAD.match(line)
    return found[0] if found else b""


def _property(line: bytes, encoding: str | None) -> Property | None:
    head = _head(line)
    if not head:
        return None
    name, *params = re.findall(r"((?:\"[^\"]*\"|[^\";])+)", _head_text(head[:-1]))
    group, _, name = name.rpartition(".")
    found = Property(name.strip().upper(), group=group)
    for param in params:
        _take_param(found, param.strip())
    if found.name in _SKIPPED:
        return None
    value = _decoded(line[len(head) :], found, encoding)
    if value is None:
        return None
    found.value = value
    return found


def _head_text(head: bytes) -> str:
    """Nearly always plain letters; words of one's own are in the encoding of the day."""
    try:
        return head.decode()
    except UnicodeDecodeError:
        return head.decode("gb18030", "replace")


def _take_param(found: Property, param: str) -> None:
    key, equals, value = param.partition("=")
    key, value = key.strip().upper(), value.strip()
    if not equals and key in _ENCODINGS:
        found.params["ENCODING"] = key
    elif not equals:
        found.types.append(key)
    elif key == "TYPE":
        found.types += [word.strip().strip('"').upper() for word in value.split(",")]
    else:
        found.params[key] = _CARET.sub(lambda caret: _CARETS[caret[1]], value.strip('"'))


def _decoded(raw: bytes, found: Property, encoding: str | None) -> str | None:
    coding = found.params.get("ENCODING", "").upper()
    if coding == "QUOTED-PRINTABLE":
        raw = quopri.decodestring(raw)
    elif found.name == "PHOTO":
        return raw.decode("ascii", "ignore") if len(raw) <= _MAX_PHOTO else None
    elif coding in ("BASE64", "B"):
        try:
            raw = binascii.a2b_base64(raw)
        except binascii.Error:
            return None
    return _text(raw, found.params.get("CHARSET"), encoding).replace("\r\n", "\n").strip()


def _text(raw: bytes, charset: str | None, encoding: str | None) -> str:
    for name in (charset and known_encoding(charset), encoding, "utf-8"):
        if name:
            try:
                return raw.decode(name)
            except UnicodeDecodeError:
                continue
    return raw.decode("gb18030", "replace")
