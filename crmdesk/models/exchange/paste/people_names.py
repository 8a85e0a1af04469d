"""Names, companies and jobs among the words that are left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crmdesk.models.derived.names import split_person
from crmdesk.models.exchange.cleaning.called_names import called_name
from crmdesk.models.exchange.cleaning.remark_words import words
from crmdesk.models.exchange.paste.board import Board, flat
from crmdesk.models.exchange.paste.numbers import announced, label_before
from crmdesk.models.exchange.paste.places import is_city
from crmdesk.models.exchange.paste.words import FILE, job_pattern, label_field
from crmdesk.models.exchange.sheets.remark_names import looks_like_remark, read_remark
from crmdesk.models.exchange.vocabulary.looks import is_company, is_person

_COMPANY = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9()·&]{2,30}?(?:有限责任公司|股份有限公司|有限公司|集团公司|分公司|总公司|公司|集团"
    r"|商行|经营部|事务所|合作社|工作室|门市部|企业社|实业社|工程行|专卖店|旗舰店|商店)(?:\([^()\n]{2,10}\))?"
    r"(?:[\u4e00-\u9fff]{2,6}(?:分公司|分店|办事处))?"
)
_LATIN_COMPANY = re.compile(
    r"[A-Z][\w&.,'\- ]{1,50}?\b(?:Co\.?,? ?Ltd\.?|Inc\.?|L\.?L\.?C\.?|GmbH|Corp(?:oration)?\.?"
    r"|Limited|Ltd\.?|Company)(?=\W|$)"
)
_NOT_A_NAME = re.compile(
    r"我们|你们|他们|咱们|贵|本|我|你|这|那|一家|哪家|该|到|去|在|给|送|寄|发|开|是|要|请|麻烦|帮"
)
_WORD = re.compile(r"[^ \n,;、|/()。!?:+&]+")
_LATIN_NAME = re.compile(
    r"(?:[A-Z][a-z]+[ .]+){1,2}[A-Z][a-z]+|[A-Z][a-z]+ [A-Z]{2,}|[A-Z][a-z]+,? (?:Mr|Ms|Mrs)\.?"
)
_GOES_ON = re.compile(r"[您你]好|说|要|想|问|找|让|在|来|的|订|定|今|明|家|需|买|给")
_LATIN_WORDS = re.compile(r"[A-Z][A-Za-z.]*(?: [A-Z][A-Za-z.]*){0,2}")
_INTRODUCED = re.compile(
    r"(?:你好|您好)?(?:我是|我叫|本人|叫|这是|找|联系|请找|客户|收货人|收件人|联系人|姓名)"
)
_JOINED = re.compile(r"^([A-Za-z])\1{0,5}\d{0,2}(?![A-Za-z])|[\-—–_|｜]")
_BRANCH = re.compile(r"(?<![酒饭飯药藥])店$")
"""In one breath a shop is where something is to be brought to: 全家桃園中正店."""
_NUMBERED = re.compile(r"\d+(?:号|弄|巷|栋|幢)|[路街]\d")
_Candidate = tuple[int, int, int, list[tuple[int, int]], int]
"""How unlikely, where it begins, minus its length, the labels around it, where it ends."""


def read_companies(board: Board) -> None:
    """Companies by what their names end in."""
    for pattern in (_COMPANY, _LATIN_COMPANY):
        for found in pattern.finditer(board.plain):
            start, end = found.span()
            name = found[0]
            if start and _NOT_A_NAME.match(name) and not is_city(name[:2]):
                continue
            if _NOT_A_NAME.match(name) or len(name) < 4:
                continue
            board.take("company", start, end)
    for start, end in _free_words(board):
        word = board.text[start:end]
        if _BRANCH.search(word):
            continue
        if is_company(word) and not (_NOT_A_NAME.match(word) or _NUMBERED.search(word)):
            board.take("company", start, end)


def read_jobs(board: Board) -> None:
    """Jobs that stand alone: 销售总监; 王经理 is a name."""
    for start, end in _free_parts(board):
        word = board.plain[start:end]
        if job_pattern().fullmatch(word) and called_name(word) is None:
            board.take("title", start, end)


def read_name(board: Board) -> None:
    """The person, unless a label named her: the way she is called, else the likeliest name."""
    if board.first("name"):
        return
    found = list(_candidates(board))
    if found:
        _unsure, start, _length, marks, end = min(found)
        for mark in marks:
            board.label(*mark)
        board.take("name", start, end)
        label_before(board, start, "name")


def label_name(board: Board, start: int, end: int) -> None:
    """The name behind a label: its first word, or two in latin letters."""
    text = board.plain[start:end]
    latin = _LATIN_NAME.match(text)
    word = latin or _WORD.match(text)
    if word is None:
        return
    name = word[0]
    if name.endswith("收") and is_person(name[:-1]):
        board.label(start + len(name) - 1, start + len(name))
        name = name[:-1]
    field = "company" if is_company(name) else "name"
    board.take(field, start, start + len(name))


def _candidates(board: Board) -> Iterator[_Candidate]:
    """What might be the person's name."""
    reached = [piece for piece in board.pieces if piece.field in ("phone", "wechat", "email")]
    first = next(iter(_free_words(board)), (-1, -1))[0]
    for start, end in _free_parts(board):
        if _is_remark(board.text[start:end]):
            yield 0 if start == first else 2, start, start - end, [], end
    for start, end in _free_words(board):
        begin, stop, marks = _bare(board.plain, start, end)
        beside = any(_near(board, begin, stop, piece.start, piece.end) for piece in reached)
        led = bool(marks) or announced(board, begin, "name")
        found = _judged(board, begin, stop, beside=beside, first=begin == first, led=led)
        if found is not None:
            unsure, (first_at, last_at) = found
            whole = (first_at, last_at) == (begin, stop)
            yield unsure, first_at, first_at - last_at, marks if whole else [], last_at
    if reached:
        yield from _latin_lines(board)


def _bare(plain: str, start: int, end: int) -> tuple[int, int, list[tuple[int, int]]]:
    """A word without 我是 before and 收 behind it, and where those stood."""
    marks = []
    begin = start
    if (intro := _INTRODUCED.match(plain, start, end)) and intro.end() < end:
        begin = intro.end()
        marks.append((start, begin))
    if plain[end - 1] == "家" and called_name(plain[begin : end - 1]):
        end -= 1  # 徐阿姨家
    elif plain[end - 1] == "收" and is_person(plain[begin : end - 1]):
        marks.append((end - 1, end))
        end -= 1
    return begin, end, marks


def _judged(
    board: Board, begin: int, stop: int, *, beside: bool, first: bool, led: bool
) -> tuple[int, tuple[int, int]] | None:
    """(how unlikely a name it is, where that stands); `beside` a number, `led` by 我是 or 收."""
    plain = board.plain[begin:stop]
    found = called_name(plain)
    if found and (not found.before or _is_word(found.before)):
        return 1 - led + 2 * bool(found.before), (begin, stop)
    surname, _given = split_person(plain)
    if not (surname and is_person(plain)):
        if (beside or led) and (size := _called_at_end(plain)):
            return 4 - led, (stop - size, stop)
        if size := _called_at_start(plain):
            return 5, (begin, begin + size)
    if not is_person(plain) or plain in words("no names", FILE) or _is_word(plain):
        return None
    if not (led or beside or first or _alone(board, begin, stop)):
        return None
    unsure = 0 if surname else 3
    return 2 - led + unsure + (0 if beside or first else 2), (begin, stop)


def _latin_lines(board: Board) -> Iterator[_Candidate]:
    """Lily Wang on a line of her own."""
    for found in re.compile(r"[^\n]+").finditer(board.plain):
        start, end = found.span()
        if _LATIN_NAME.fullmatch(found[0].strip()) and board.is_free(start, end):
            yield 8, start, start - end, [], end


def _is_remark(part: str) -> bool:
    """Whether words stand together as in a name in WeChat; a mere blank joins what is known."""
    if len(part) > 40 or not looks_like_remark(part) or (found := read_remark(part)) is None:
        return False
    if label_field(flat(part).split()[0]):
        return False
    return not (found.tags or found.notes) or _JOINED.search(part) is not None


def _called_at_start(plain: str) -> int:
    """How long the name is in 王总您好 and 李经理说他要钢材."""
    for size in (4, 3, 2):
        if _GOES_ON.match(plain, size) and (found := called_name(plain[:size])):
            return 0 if found.before else size
    return 0


def _called_at_end(plain: str) -> int:
    """How long the name is in 帮我联系周总."""
    for size in (4, 3, 2):
        if len(plain) > size and (found := called_name(plain[-size:])) and not found.before:
            return size
    return 0


def _is_word(plain: str) -> bool:
    return plain in words("trades") or plain in words("jobs") or is_city(plain)


def _near(board: Board, start: int, end: int, other: int, other_end: int) -> bool:
    """Whether nothing but blanks, brackets and labels stands between."""
    between = range(end, other) if other >= end else range(other_end, start)
    return len(between) < 14 and all(
        not board.is_free(at, at + 1) or not board.plain[at].isalnum() for at in between
    )


def _alone(board: Board, start: int, end: int) -> bool:
    """Whether it has a line to itself, but for a name in latin letters beside it."""
    line_start = board.plain.rfind("\n", 0, start) + 1
    line_end = board.plain.find("\n", end)
    line = board.plain[line_start : line_end if line_end >= 0 else None]
    others = line.replace(board.plain[start:end], "", 1).strip(" ()-:*")
    return "\n" in board.plain.strip() and (
        not others or _LATIN_WORDS.fullmatch(others) is not None
    )


def _free_words(board: Board) -> Iterator[tuple[int, int]]:
    """What stands between separators."""
    for start, end in list(board.runs()):
        for found in _WORD.finditer(board.plain, start, end):
            yield found.span()


def _free_parts(board: Board) -> Iterator[tuple[int, int]]:
    """What stands between commas, lines and what is understood; blanks may be in it, and the
    words alone."""
    for start, end in list(board.runs()):
        for found in re.compile(r"[^\n,;、|。!?:]+").finditer(board.plain, start, end):
            part = found[0].strip()
            begin = found.start() + found[0].index(part) if part else found.start()
            yield begin, begin + len(part)
            if " " in part or "(" in part or "/" in part:
                for word in _WORD.finditer(board.plain, begin, begin + len(part)):
                    yield word.span()
