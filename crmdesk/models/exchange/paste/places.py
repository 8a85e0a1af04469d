"""Addresses in pasted texts: where one begins, how far it goes, where the talk begins again."""

from __future__ import annotations

import re

from crmdesk.models.customers.places import province_of, province_of_city, split_address
from crmdesk.models.exchange.cleaning.called_names import called_name
from crmdesk.models.exchange.paste.board import Board
from crmdesk.models.exchange.paste.words import place_pattern, talk_pattern
from crmdesk.models.exchange.vocabulary.looks import is_person

_STREET = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:大道|路|街|道|巷|弄|里|胡同|村|镇|乡)[\u4e00-\u9fff]{0,6}\s?\d+(?:[-之]\d+)?\s?(?:号|弄|巷|栋|幢)"
    r"|[\u4e00-\u9fff]{2,8}(?:区|县|市|镇|乡)[\u4e00-\u9fff0-9]{2,30}?(?:路|街|道|巷|弄|村|镇|乡|小区|花园|大厦|广场|园)"
)
_PART = re.compile(
    r"(?:省|市|区|县|镇|乡|村|组|街道|路|街|道|巷|弄|里|段|号|栋|幢|座|楼|层|室|单元|户|门|铺|档|厦|广场|花园|小区"
    r"|公寓|中心|城|园|苑|府|庭|院|湾|郡|居|墅|基地|市场|工业区|开发区|大学|学校|学院|医院|酒店|超市|商场|厂|店"
    r"|公司|商行|旁|对面|附近|口|内|F|#|[A-Z]?\d+)\)?$|^\d+(?:[-/#之]\d+)*[A-Za-z]?$|^[A-Z]\d*座?$"
    r"|(?:路|街|道|巷|弄|号|栋|幢|楼|室|单元|村|镇|乡|区|县|市)",
    re.IGNORECASE,
)
_ADMIN = re.compile(r"(?:省|市|区|县|镇|乡|街道|自治州|大道)$|..(?:路|街|巷|弄)$")
_AFTER = re.compile(r"[ ,]*(\d{6})(?!\d)")
_END = re.compile(
    r"\d+(?:[-之]\d+)*\s?(?:号|室|楼|层|栋|幢|座|户|单元|铺|F|房)(?:之\d+)?(?:\d+(?:室|楼)?)?", re.I
)
_SENT_TO = re.compile(r".*(?:送到|发到|寄到|发往|寄往|住在|地址是?|位于|在)")
_AFTER_CITY = re.compile(r"的|人|这边|那边|客户|市场")
_ENGLISH = re.compile(
    r"\b(?:Road|Rd\.?|Street|St\.|Avenue|Ave\.?|Building|Bldg\.?|Floor|Room|Rm\.?|District|Lane|Blvd)(?=\W|$)"
)
_BREAK = re.compile(r"[ ,;、|\n()]|。|!|\?|$")
_POSTCODE = re.compile(r"(?<!\d)\d{6}[ ,]{0,2}$|(?<!\d)(?:\d{3}|\d{5,6})[ ]{0,2}$")


def read_addresses(board: Board) -> None:
    """Take addresses that say themselves what they are; the longest of them wins no prize."""
    for start, end in list(board.runs()):
        place = start
        while place < end and (begin := _begin(board.plain, place, end)) >= 0:
            stop = address_end(board, begin, end)
            if board.take("address", _with_postcode(board, start, begin), stop):
                place = stop
                take_postcode(board, stop)
            else:
                place = begin + 2
    if not board.values("address"):
        _read_english(board)


def address_end(board: Board, begin: int, end: int) -> int:
    """Where an address that begins at `begin` ends, at `end` (a line, a piece) at the latest."""
    end = min(end, board.free_end(begin, end))
    newline = board.plain.find("\n", begin, end)
    end = newline if newline >= 0 else end
    words = _words(board.plain, begin, end)
    stop, _first = _cut(board.plain, *words[0]), words.pop(0)
    if stop < _first[1]:
        return stop
    for start, word_end in words:
        word = board.plain[start:word_end]
        if not _goes_on(word):
            break
        cut = _cut(board.plain, start, word_end)
        stop = cut
        if cut < word_end:
            break
    return _with_bracket(board, stop, end)


def take_postcode(board: Board, stop: int) -> None:
    """Six digits right behind an address."""
    if (found := _AFTER.match(board.plain, stop)) and not board.first("postcode"):
        board.take("postcode", *found.span(1))


def _begin(plain: str, start: int, end: int) -> int:
    """Where the next address begins, -1 for nowhere."""
    found: list[int] = []
    place = place_pattern().search(plain, start, end)
    if place and _AFTER_CITY.match(plain, place.end()) is None:
        found.append(place.start())
    if street := _STREET.search(plain, start, end):
        within = found and street.start() < found[0] < street.end()
        said = _SENT_TO.match(street[0])
        found += [] if within else [street.start() + (said.end() if said else 0)]
    for word_start, word_end in _words(plain, start, end):
        if is_city(plain[word_start:word_end]):
            found.append(word_start)
            break
    return min(found, default=-1)


def is_city(word: str) -> bool:
    """A province or city and nothing else."""
    return (
        bool(province_of_city(word))
        or province_of(word) == word
        or (len(word) < 9 and bool(split_address(word).city) and not split_address(word).street)
    )


def _words(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words between separators, from `start` on; never empty."""
    found: list[tuple[int, int]] = []
    place = start
    while place < end:
        match = _BREAK.search(plain, place, end)
        stop = match.start() if match else end
        if stop > place:
            found.append((place, stop))
        place = max(stop + 1, place + 1)
    return found or [(start, end)]


def _goes_on(word: str) -> bool:
    """Whether a word after a blank still belongs to the address."""
    if re.fullmatch(r"\d{5,6}", word):
        return False
    if _ADMIN.search(word):
        return True
    if is_person(word) or called_name(word) or word.endswith("收") or talk_pattern().match(word):
        return False
    return _PART.search(word) is not None


def _cut(plain: str, start: int, end: int) -> int:
    """Where within a word the address ends: after a number of the house talk or a name begins."""
    word = plain[start:end]
    for found in _END.finditer(word):
        tail = word[found.end() :]
        if tail and (
            talk_pattern().match(tail) or is_person(tail.removesuffix("收")) or called_name(tail)
        ):
            return start + found.end()
    return end


def _with_bracket(board: Board, stop: int, end: int) -> int:
    """(近西溪路) right after it belongs to it; 【需求】 announces something else."""
    plain = board.plain
    if plain[stop : stop + 1] == ")" and plain.rfind("(", 0, stop) > plain.rfind(")", 0, stop):
        return stop + 1
    found = re.compile(r"\s?\([^()\n]{2,16}\)").match(plain, stop, end)
    if (
        found is None
        or board.text[stop:end].lstrip()[:1] not in "(（"
        or called_name(found[0].strip(" ()").removesuffix("收"))
    ):
        return stop
    inside = found[0].strip(" ()").removesuffix("收")
    return stop if is_person(inside) or talk_pattern().match(inside) else found.end()


def _with_postcode(board: Board, start: int, begin: int) -> int:
    found = _POSTCODE.search(board.plain, start, begin)
    return found.start() if found else begin


def _read_english(board: Board) -> None:
    for start, end in list(board.runs()):
        for found in re.compile(r"[^\n]+").finditer(board.plain, start, end):
            if len(_ENGLISH.findall(found[0])) and "," in found[0] and found[0].isascii():
                board.take("address", *found.span())
