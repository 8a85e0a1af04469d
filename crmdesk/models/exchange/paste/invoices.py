"""Invoice data in a pasted text: its lines are found, `invoice_text` says what stands in them."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import pairwise

from crmdesk.models.customers.invoice_text import InvoiceDraft, parse_invoice_block
from crmdesk.models.exchange.paste.board import Board, flat
from crmdesk.models.exchange.paste.words import GAP
from crmdesk.models.exchange.vocabulary.looks import is_company

_STRONG = (
    r"统一社会信用代码|社会信用代码|信用代码|纳税人识别号|纳税识别号|识别号|税号|税务登记号|开户银行|开户行|银行账[号户]"
    r"|账号|帐号|账户|发票抬头|抬头|开票名称|购方名称|购买方名称|买受人|统一编号|统编|发票类型|开票类型|收票邮箱|收票手机"
)
_WEAK = (
    r"名称|单位名称|公司名称|企业名称|客户名称|单位|户名|注册地址|公司地址|单位地址|地址|注册电话|公司电话|电话"
    r"|联络人|联系人|邮箱|电子邮箱|手机|手机号"
)
_ANY = rf"(?:{_STRONG}|{_WEAK})"
_LABEL = re.compile(
    rf"(?P<begin>^|[\s,;。)(]|\d[.、)]){GAP}(?P<word>{_ANY}(?:{GAP}[、,/和及与&]?{GAP}{_ANY})*)"
    r"\s*(?::|[ ](?=\S)|$)",
    re.MULTILINE,
)
_HEADING = re.compile(
    r"[ (]*(?:公司)?(?:开票|发票|开专票|专票|普票|增值税)[\u4e00-\u9fff]{0,4}(?:资料|信息"
    r"|如下|抬头)?[)]?\s*(?::\s*)?$"
    r"|[二三]联式?(?:发票)?\s*(?::\s*)?$"
)
_BANK = re.compile(r"银行|支行|信用社|^[\d ]{12,}$")
_TICKET = re.compile(r"(?:增值税)?(?:专用发票|普通发票|专票|普票)|[二三]联式?(?:发票)?")
_GO_ON = (["weak"], ["bank"])
_FIELDS = tuple(field.name for field in fields(InvoiceDraft) if field.name != "kind")


def read_invoice(board: Board) -> None:
    """Take what stands in a block of invoice data, if there is one."""
    region = _region(board)
    if region is None:
        return
    start, end = region
    told = parse_invoice_block(_line_by_line(board, start, end))
    if not (told.tax_number or (told.title and (told.bank or told.account))):
        return
    for name in _FIELDS:
        if value := getattr(told, name):
            _take(board, f"invoice.{name}", value, start, end)
    if told.kind:
        _take_kind(board, start, end)
    for found in _LABEL.finditer(board.plain, start, end):
        at, stop = found.span("word")
        if board.is_free(at, stop):
            board.label(at, stop)
    for line_start, line_end in _lines(board.plain, start, end):
        if _HEADING.match(board.plain, line_start, line_end) and board.is_free(
            line_start, line_end
        ):
            board.label(line_start, line_end)


def _line_by_line(board: Board, start: int, end: int) -> str:
    """The block with a line for each label, for a reader of lines."""
    cuts = [found.start("word") for found in _LABEL.finditer(board.plain, start, end)]
    cuts += [found.start() for found in _TICKET.finditer(board.plain, start, end)]
    places = [start, *sorted(cuts), end]
    return "\n".join(board.text[a:b].strip(" ,，;；") for a, b in pairwise(places))


def _region(board: Board) -> tuple[int, int] | None:
    """The lines of the block, from its title or heading to its last label."""
    lines = _lines(board.plain, 0, len(board.plain))
    kinds = [_kind(board, start, end) for start, end in lines]
    strong = [at for at, kind in enumerate(kinds) if kind == "strong"]
    if not strong:
        return None
    first, last = strong[0], strong[-1]
    above = first
    while above > 0 and kinds[above - 1] in ("weak", "heading", "company"):
        above -= 1
        if kinds[above] in ("heading", "company") or _names(board, lines[above]):
            first = above
    while len(strong) > 1 - (first < strong[0]) and kinds[last + 1 : last + 2] in _GO_ON:
        last += 1
    start = lines[first][0]
    if first == strong[0]:
        label = next((found for found in _LABEL.finditer(board.plain, *lines[first])), None)
        start = label.start() if label else start
    return start, lines[last][1]


def _kind(board: Board, start: int, end: int) -> str:
    line = board.plain[start:end]
    found = [label["word"] for label in _LABEL.finditer(line)]
    if any(re.search(_STRONG, word) for word in found):
        return "strong"
    if _HEADING.fullmatch(line):
        return "heading"
    if found:
        return "weak"
    if is_company(line.strip()):
        return "company"
    return "bank" if _BANK.search(line) else ""


def _names(board: Board, line: tuple[int, int]) -> bool:
    return (
        re.match(
            r"\s*(?:\d[.、)])?\s*(?:[\u4e00-\u9fff]{0,2}名称|单位|户名)", board.plain[slice(*line)]
        )
        is not None
    )


def _lines(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    return [found.span() for found in re.compile(r"[^\n]+").finditer(plain, start, end)]


def _take(board: Board, field: str, value: str, start: int, end: int) -> None:
    """What the block told, where it stands; blanks and dashes within do not count."""
    pattern = r"[\s\-]*".join(
        re.escape(character) for character in flat(value) if not character.isspace()
    )
    for found in re.compile(pattern, re.IGNORECASE).finditer(board.plain, start, end):
        if board.take(field, *found.span()):
            return


def _take_kind(board: Board, start: int, end: int) -> None:
    if found := _TICKET.search(board.plain, start, end):
        board.take("invoice.kind", *found.span())
