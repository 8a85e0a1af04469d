"""What is told by its shape: numbers, mail addresses, accounts, birthdays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crmdesk.models.calendar.birthday_text import parse_birthday
from crmdesk.models.customers.tax_numbers import doubt_tax_number
from crmdesk.models.exchange.paste.board import Board
from crmdesk.models.exchange.paste.words import label_field

_EMAIL = re.compile(  # each word is tried once, from its beginning: they may be long
    r"(?<![A-Za-z0-9._%+\-])(?:mailto:)?[._%+\-]*"
    r"([A-Za-z0-9][A-Za-z0-9._%+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,})"
)
_WEB = re.compile(r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+[A-Za-z0-9/]", re.I)
_EXTENSION = r"(?:\s?(?:转|分机|ext\.?|x|\*|#)\s?[:.]?\s?\d{1,6})?"
_MOBILE = (
    r"(?:\+?86[- ]{0,2}|0086[- ]?|0)?1[3-9]\d(?:[- ]?\d{4}){2}(?:(?:\s?转\s?|-)\d{3,4}|\[\d{4}\])?"
)
_AREA = r"(?:(?:\+?86[- ]?)?(?:\(0\d{2,3}\)|0\d{2,3})|\+86[- ]?\(?(?:10|2\d|[3-9]\d\d)\)?)"
_LANDLINE = rf"{_AREA}[- ]?[2-9]\d{{2,3}}[- ]?\d{{4}}(?:-\d{{1,4}}(?!\d))?{_EXTENSION}"
_TAIWAN = (
    r"(?:\+?886[- ]?|0)9\d{2}[- ]?\d{3}[- ]?\d{3}"
    r"|(?:\(0\d{1,2}\)|0[2-8]\d{0,2}|\+?886[- ]?\d)[- ]?\d{3,4}[- ]?\d{3,4}(?:-\d{1,3}(?!\d))?"
    + _EXTENSION
)
_OTHERS = (
    rf"[48]00(?:[- ]?\d){{7}}{_EXTENSION}"
    r"|\+?(?:852|853)[- ]?[2-9]\d{3}[- ]?\d{4}"
    r"|\+(?!86)[1-9]\d{0,2}[- ]?(?:\(\d{1,4}\)[- ]?)?\d(?:[- ]?\d){5,11}"
)
_PHONE = re.compile(
    rf"(?<![\d.])(?:{_MOBILE}|{_LANDLINE}|{_TAIWAN}|{_OTHERS})(?![\d])", re.IGNORECASE
)
_LABELLED_PHONE = re.compile(
    rf"(?:\d{{3,4}}[- ])?[2-9]\d{{2,3}}[- ]?\d{{4}}{_EXTENSION}(?!\d)", re.IGNORECASE
)
_WECHAT = re.compile(
    r"(?<![A-Za-z])(?P<label>(?:加?微信号?|we\s?chat(?:\s?id)?|weixin|wx|vx|v信|威信|薇信|微)(?:id|账号|号码|号)?"
    r"\s*[:是]?\s*)(?P<value>[A-Za-z][-_A-Za-z0-9]{5,19}|1[3-9]\d{9}|\d{6,11})(?![-_A-Za-z0-9@])",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\(?(?:手机|电话|号码|手机号)?(?:号)?(?:就是|同|即|和|与)?(?:微信|vx|wx)(?:号)?(?:就是|同|也是)(?:手机|电话|号码)?(?:号码|号|步)?\)?"
    r"|\(?(?:手机|电话)(?:号)?(?:同|即|就是|加)微信(?:号)?\)?|\(微信\)",
    re.IGNORECASE,
)
_QQ = re.compile(
    r"(?<![A-Za-z])(?P<label>qq(?:号码|号)?\s*[:是]?\s*)(?P<value>[1-9]\d{4,10})(?!\d)", re.I
)
_LINE = re.compile(
    r"(?<![A-Za-z])(?P<label>line\s?(?:id\s*[:是]?|[:])\s*)(?P<value>@?[A-Za-z0-9][-._A-Za-z0-9]{2,19})",
    re.I,
)
_POSTCODE = re.compile(
    r"(?P<label>(?:邮政编码|邮编|邮递区号|post\s?code|zip(?:\s?code)?|p\.?c\.?)\s*[:]?\s*)(?P<value>\d{3}(?:\d{2,3})?)(?!\d)",
    re.IGNORECASE,
)
_TAX = re.compile(r"(?<![0-9A-Za-z])9[1-5][0-9A-HJ-NPQRTUWXY]{16}(?![0-9A-Za-z])")
_BIRTH = re.compile(
    r"(?P<label>(?:出生年月日|出生日期|出生年月|(?:农历|阴历|阳历|公历|新历|旧历)?生日|出生|birthday|birth\s?date|dob)\s*[:是为]?\s*)"
    r"(?P<value>[\d〇零一二三四五六七八九十正腊冬初廿卅闰农阴阳公新旧历年月日号民国/.\- ()]{3,24})",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    r"(?P<value>(?:(?:农历|阴历|阳历|公历)?(?:\d{2,4}[年\-/.])?(?:\d{1,2}|闰?[正一二三四五六七八九十冬腊]{1,2})[月\-/.]"
    r"(?:\d{1,2}|初?[一二三四五六七八九十廿卅]{1,3})[日号]?))(?P<label>\s?(?:的|过|是)?(?:她|他|我|您)?生日|\s?生(?![\u4e00-\u9fff]))"
)
_BEFORE = re.compile(r"([A-Za-z/\-]{1,12}|[\u4e00-\u9fff]{1,6})\s?\d?\s*[:：]?\s*\(?\Z")


_HONG_KONG = re.compile(r"(?<![\d-])[2-9]\d{3}[- ]?\d{4}(?![\d-])")
_BOTH = re.compile(
    r"(?:手机|电话|号码)\s*[/、&和及(+]?\s*(?:微信|vx|wx)(?:号|同号)?\)?\s*:?\s*(?=\+?\d)"
    r"|(?:微信|vx|wx)(?:号)?\s*[/、&和及(+]\s*(?:手机|电话|号码)\)?\s*:?\s*(?=\+?\d)",
    re.IGNORECASE,
)
_TAX_LABEL = re.compile(
    r"(?P<label>(?:税号|纳税人识别号|统一编号|统编|信用代码)\s*:?\s*)"
    r"(?P<value>[0-9A-Z]{18}|[0-9A-Z]{15}|[0-9A-Z]{20}|\d{8})(?![0-9A-Za-z])"
)


def read_numbers(board: Board, country: str) -> None:
    """Take what its shape tells; the surest first."""
    _take_all(board, "email", _EMAIL.finditer(board.plain), 1)
    _take_all(board, "web", _WEB.finditer(board.plain), 0)
    for found in _BOTH.finditer(board.plain):
        if board.is_free(*found.span()):
            board.label(*found.span())
            board.same_wechat = True
    for field, pattern in (
        ("wechat", _WECHAT), ("qq", _QQ), ("line", _LINE), ("invoice.tax_number", _TAX_LABEL),
    ):  # fmt: skip
        _take_labelled(board, field, pattern)
    for found in _TAX.finditer(board.plain):
        if not doubt_tax_number(found[0]):
            board.take("invoice.tax_number", *found.span())
    _read_birthday(board, country)
    _read_phones(board)
    if country in ("HK", "MO"):
        _take_all(board, "phone", _HONG_KONG.finditer(board.plain), 0)
    _take_labelled(board, "postcode", _POSTCODE)
    _read_same(board)


def label_before(board: Board, start: int, *fields: str) -> str:
    """Mark the word that says what begins at `start`, one for these fields, and give it back."""
    head = board.plain[max(0, start - 20) : start]
    found = _BEFORE.search(head)
    if found is None:
        return ""
    word = found[1]
    for at in range(len(word)):
        field = label_field(word[at:])
        alone = at == 0 or not (word.isascii() or "name" in fields)
        if field in fields and alone:
            begin = start - len(head) + found.start(1) + at
            if board.is_free(begin, begin + len(word) - at):
                board.label(begin, start)
                return board.text[begin : begin + len(word) - at]
    return ""


def announced(board: Board, start: int, field: str) -> bool:
    """Whether the word right before `start` says that such a field begins."""
    found = _BEFORE.search(board.plain, max(0, start - 20), start)
    return found is not None and label_field(found[1]) == field


def _read_phones(board: Board) -> None:
    for found in _PHONE.finditer(board.plain):
        start, end = found.span()
        if start and board.plain[start - 1].isascii() and board.plain[start - 1].isalpha():
            if not board.is_free(start, end) or not (word := label_before(board, start, "phone")):
                continue
            board.take("phone", start, end)
            board.name_last(word)
        elif board.take("phone", start, end):
            board.name_last(label_before(board, start, "phone"))
    for found in _LABELLED_PHONE.finditer(board.plain):
        start = found.start()
        if board.is_free(start, found.end()) and (word := label_before(board, start, "phone")):
            board.take("phone", start, found.end())
            board.name_last(word)


def _read_same(board: Board) -> None:
    """微信同号: her account is the number of the mobile; a label, for the number stands once."""
    for found in _SAME.finditer(board.plain):
        phone = board.first("phone")
        if phone is not None and board.is_free(*found.span()):
            board.label(*found.span())
            board.same_wechat = True


def _read_birthday(board: Board, country: str) -> None:
    for pattern in (_BIRTH, _BIRTH_AFTER):
        for found in pattern.finditer(board.plain):
            start, end = found.span("value")
            lunar = "农" in found["label"] or "阴" in found["label"]
            while end - start >= 3:
                told = board.text[start:end].strip()
                if parse_birthday(("农历" if lunar else "") + told, country=country):
                    begin = min(start, found.start("label")) if lunar else start
                    if board.take("birthday", begin, end):
                        board.label(*found.span("label"))
                    return
                end -= 1


def _take_labelled(board: Board, field: str, pattern: re.Pattern[str]) -> None:
    for found in pattern.finditer(board.plain):
        if board.is_free(*found.span()) and board.take(field, *found.span("value")):
            board.label(*found.span("label"))


def _take_all(board: Board, field: str, found: Iterable[re.Match[str]], group: int) -> None:
    for match in found:
        if board.take(field, *match.span(group)):
            board.label(*match.span())
            label_before(board, match.start(), field)
