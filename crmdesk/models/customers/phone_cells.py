"""Taking one telephone cell apart: several numbers, labels, notes, extensions.

Nothing here knows which numbers exist; `phones` judges the digits that are left.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from crmdesk.models.core.later import pattern

LABELS = {
    "mobile": "手机 手機 移动电话 移動電話 行动电话 行動電話 手机号 手机号码 手機號碼"
    " 移动 联通 电信 聯通 電信 mobile mob cell m",
    "work": "办公 辦公 办公室 办公电话 公司 公司电话 单位 单位电话 工作 商务 座机 座機 固话"
    " office work",
    "home": "家 家里 家庭 住宅 宅电 住家 家电话 home",
    "fax": "传真 傳真 传真号 fax f",
    "": "电话 電話 电话号码 联系电话 聯絡電話 联系方式 热线 tel telephone phone ph t 号码",
}
"""What a label means -> the words people write for it; "" says nothing worth keeping."""

_CODE_OF_WORD = {word: code for code, words in LABELS.items() for word in words.split()}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣ー─﹘", "-"))
_SEPARATOR = pattern(r"[/／、;；,，|｜\n\r]+|(?<=\d)\s*(?:或者?|or)\s*(?=[\d(+（])")
_NUMBER = r"(?:\+?86-?|0)?1[3-9]\d{9}|(?:0\d{2,3}-?)?[2-9]\d{6,7}|\+\d{10,14}"
_WHOLE = pattern(_NUMBER)
_WHOLE_FIRST = pattern(rf"(?:{_NUMBER})(?!\d)")
_BRACKETS = pattern(r"[(\[【〔<{「]([^()\[\]【】〔〕<>{}「」]*)[)\]】〕>}」]")
_NUMBER_PART = pattern(r"\s*\+?\d{2,4}\s*")
_EXTENSION = pattern(
    r"(?<!\s)\s*+(?:[-,]\s*+)?(?:转|轉|分机号?|分機號?|内线|內線|ext(?:ension)?\.?|x|\*|#)\s*+(?:[:.\-]\s*+)?"
    r"(\d{1,6})(?!\d)",
    re.IGNORECASE,
)
_DASH_EXTENSION = pattern(r"((?:0|\+?86[- ]?)\d{2,3}[- ]?)?([2-9]\d{2,3}[- ]?\d{4})-(\d{1,5})")
_POINT_ZERO = pattern(r"(?<!\d)(\d{5,}+)\.0++(?!\d)")
_NEAR = 64
"""Characters on either side of a blank that tell whether it stands between two whole numbers."""
_MOBILE_EXTENSION = pattern(r"((?:\+?86[- ]?)?1[3-9]\d{9})[-_](\d{3,5})")
"""Numbers shops hide behind another one: 17012345678-8899."""
_CORE = pattern(r"[+\d][\d\s.\-+*]*")
_WHOSE = pattern(r"[\u4e00-\u9fff]{1,6}:?\s*(?=[+\d(])")
_JOINT = pattern(
    rf"(?:{_NUMBER})(?=(?!分机|內線|内线|轉|转)[\u4e00-\u9fff]{{1,6}}[:：]?\s*(?:{_NUMBER})(?!\d))"
)
"""A number right before the next one's name: 王芳13800138000李明13900139000."""
_LABEL = pattern(r"([^\W\d_]++)\s*+(?:[:.]\s*+)?(?=[+\d(])")


@dataclass(frozen=True, slots=True)
class Piece:
    """One number as written (`raw`) and its parts; `core` holds digits, blanks, dashes and plus."""

    raw: str
    core: str
    extension: str
    label: str
    note: str


def label_meaning(label: str) -> str:
    """mobile, work, home, fax, or "" for a label that says nothing or is the user's own."""
    return _CODE_OF_WORD.get(label.strip().lower(), "")


def is_label(word: str) -> bool:
    """Whether this says what kind of number stands beside it."""
    return word.strip().lower() in _CODE_OF_WORD


def plain(text: str) -> str:
    """`text` with one form of digits, letters and dashes, and without Excel's '.0'."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    return _POINT_ZERO.sub(r"\1", text)


def take_apart(raw: str) -> list[Piece]:
    """The numbers of one cell, in their order; text without digits stays with its neighbour."""
    return [_piece(part) for part in _parts(raw)]


def _parts(raw: str) -> Iterator[str]:
    """Substrings of `raw`, one per number; separators between text without digits do not split."""
    cuts = [(found.start(), found.end()) for found in _SEPARATOR.finditer(raw)]
    spans: list[tuple[int, int]] = []
    start = 0
    for end, following in [*cuts, (len(raw), len(raw))]:
        if spans and not (_has_digit(raw[start:end]) and _has_digit(raw[slice(*spans[-1])])):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        start = following
    for start, end in spans:
        begin = start
        for joint in _JOINT.finditer(raw, start, end):
            yield from _split_on_blanks(raw[begin : joint.end()].strip())
            begin = joint.end()
        yield from _split_on_blanks(raw[begin:end].strip())


def _split_on_blanks(part: str) -> Iterator[str]:
    """A blank separates only where a whole number stands on either side ('+86 138…' is one)."""
    begin = 0
    for blank in re.finditer(r"\s+", part):
        if not part[blank.start() - 1 : blank.start()].isnumeric():
            continue
        before = plain(part[max(begin, blank.start() - _NEAR) : blank.start()]).split()
        after = _without_label(plain(part[blank.end() : blank.end() + _NEAR]))
        if before and _WHOLE.fullmatch(_unnamed(before[-1])) and _WHOLE_FIRST.match(after):
            yield part[begin : blank.start()]
            begin = blank.end()
    if part[begin:]:
        yield part[begin:]


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _without_label(text: str) -> str:
    """Without 手机: or 家里, nor the name of whose number it is."""
    found = _LABEL.match(text)
    if found and found[1].lower() in _CODE_OF_WORD:
        return text[found.end() :]
    return _unnamed(text)


def _unnamed(text: str) -> str:
    found = _WHOSE.match(text)
    return text[found.end() :] if found else text


def _piece(raw: str) -> Piece:
    text, notes, label = _without_brackets(plain(raw))
    if (found := _LABEL.match(text)) and found[1].lower() in _CODE_OF_WORD:
        label, text = label_meaning(found[1]), text[found.end() :]
    text, extension = _without_extension(text)
    core = max((found[0] for found in _CORE.finditer(text)), key=_digits, default="").strip(" -.")
    rest = text.replace(core, " ", 1) if core else text
    for word in rest.split():
        word = word.strip(":.,-_*#/、;|")
        if word.lower() in _CODE_OF_WORD:
            label = label or label_meaning(word)
        elif word:
            notes.append(word)
    return Piece(raw, core, extension, label, " ".join(notes) if core else "")


def _without_brackets(text: str) -> tuple[str, list[str], str]:
    """Bracketed notes and labels taken off; an area code or extension in brackets stays."""
    notes: list[str] = []
    label = ""
    outside = _has_digit(_BRACKETS.sub("", text))

    def judge(found: re.Match[str]) -> str:
        nonlocal label
        inside = found[1].strip()
        if _NUMBER_PART.fullmatch(inside) or _EXTENSION.fullmatch(inside):
            return f" {inside} "
        if inside == "0":  # +49 (0)30: dialled at home only
            return " " if _has_digit(text[: found.start()]) else "0"
        if inside.lower() in _CODE_OF_WORD:
            label = label_meaning(inside)
        elif sum(map(str.isdigit, inside)) >= 7 and not outside:
            return f" {inside} "
        elif inside:
            notes.append(inside)
        return " "

    return _BRACKETS.sub(judge, text).strip(), notes, label


def _without_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    if found and _digits(text[: found.start()]) >= 5 and "**" not in text:
        return text[: found.start()] + " " + text[found.end() :], found[1]
    if found := _MOBILE_EXTENSION.fullmatch(text):
        return found[1], found[2]
    if found := _DASH_EXTENSION.fullmatch(text):
        return (found[1] or "") + found[2], found[3]
    return text, ""


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))
