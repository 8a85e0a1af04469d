"""Cells of a column as clean text: no control characters, no stray blanks, one pass where nothing
is to be done."""

import re
from collections.abc import Sequence
from hashlib import blake2b

from crmdesk.models.exchange.vocabulary.cells import Cell, text_of

REPLACEMENT = "\ufffd"
LOST_FROM = 1e15
"""Excel keeps 15 digits; whole numbers from here on have lost their end."""
_INVISIBLE = re.compile(
    r"(?<![\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]"
    r"|_x000D_"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ERRORS = frozenset(
    ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "NULL", "null", "NaN"]
)
PLACEHOLDERS = frozenset(
    [
        *"-/\\.。无無空xX?？0—",
        "--",
        "---",
        "——",
        "//",
        "没有",
        "暂无",
        "不详",
        "未知",
        "none",
        "None",
    ]
) | {"n/a", "N/A", "na", "NA", "NONE"}


BLANK_MARKS = frozenset(["-", "--", "---", "/", "//", "\\", "—", "——", "–", "_", "."])


def texts_of(cells: Sequence[Cell], kinds: set[type] | None = None) -> list[str]:
    """The texts of a column; most columns are clean, and that is seen in one look.

    `kinds` are the types of its cells, where somebody looked already.
    """
    texts: list[str]
    if (kinds or set(map(type, cells))) == {str}:
        texts = list(cells)  # type: ignore[arg-type]
    else:
        texts = [cell if type(cell) is str else text_of(cell) for cell in cells]
    joined = "".join(texts)
    if joined.isprintable() and " " not in joined and "#" not in joined and "N" not in joined:
        return texts
    return [tidy(text) if text else "" for text in texts]


def digests_of(texts: Sequence[Sequence[str]]) -> list[str]:
    """The fingerprint of each row of these columns: the hash of its non-empty cells."""
    return [
        blake2b("\x1f".join(filter(None, row)).encode(), digest_size=16).hexdigest()
        for row in zip(*texts, strict=True)
    ]


def tidy(text: str) -> str:
    """`text` without what cannot be seen; Excel's error values are nothing."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\xa0", " "))
        text = _SURROGATE.sub(REPLACEMENT, text)
    text = text.strip()
    return "" if text in _ERRORS else text


def is_placeholder(text: str) -> bool:
    """Whether this stands where there is nothing: -, 无, 暂无."""
    return text in PLACEHOLDERS


def is_blank_mark(text: str) -> bool:
    """Whether this is no more than a stroke in an empty cell; 无 may well be an answer."""
    return text in BLANK_MARKS


def lost_digits(cell: Cell) -> bool:
    return type(cell) in (float, int) and abs(cell) >= LOST_FROM  # type: ignore[arg-type]
