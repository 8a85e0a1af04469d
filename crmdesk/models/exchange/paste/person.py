"""One person (or company) in a text: everything found, and the rest."""

from __future__ import annotations

import re

from crmdesk.models.exchange.paste.board import Board
from crmdesk.models.exchange.paste.invoices import read_invoice
from crmdesk.models.exchange.paste.numbers import read_numbers
from crmdesk.models.exchange.paste.people_names import (
    label_name,
    read_companies,
    read_jobs,
    read_name,
)
from crmdesk.models.exchange.paste.places import address_end, read_addresses, take_postcode
from crmdesk.models.exchange.paste.words import label_field, label_pattern

_CLOSING = re.compile(
    r"^[ ]*(?:(?:best|kind|warm)?\s*regards|best wishes|sincerely(?: yours)?"
    r"|thanks(?: and regards)?|thank you|此致|敬礼|顺祝商祺|顺颂商祺|祝好|祝商祺"
    r"|发自我的[A-Za-z \u4e00-\u9fff]{2,12})[ ,.!]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBERING = re.compile(r"^[ ]*\(?\d{1,2}[.、):](?=[ ]*\D)", re.MULTILINE)
_BY_SHAPE = frozenset({"phone", "email", "postcode", "birthday", "web"})


def read_person(text: str, country: str) -> Board:
    """The text with every piece marked that tells something of a customer."""
    board = Board(text)
    for pattern in (_CLOSING, _NUMBERING):
        for found in pattern.finditer(board.plain):
            board.label(*found.span())
    read_invoice(board)
    read_numbers(board, country)
    _read_labelled(board)
    read_companies(board)
    read_addresses(board)
    read_jobs(board)
    read_name(board)
    _label_receipt(board)
    return board


def _read_labelled(board: Board) -> None:
    labels = [
        found
        for found in label_pattern().finditer(board.plain)
        if board.is_free(*found.span(_group(found))) and _stands_alone(board, found)
    ]
    for at, found in enumerate(labels):
        field = label_field(found[_group(found)])
        end = labels[at + 1].start() if at + 1 < len(labels) else len(board.text)
        newline = board.plain.find("\n", found.end(), end)
        end = newline if newline >= 0 else end
        if _read_value(board, field, found.end(), end):
            board.label(found.start(), found.end())


def _read_value(board: Board, field: str, start: int, end: int) -> bool:
    """Take what stands behind a label; whether the label has said its word."""
    stop = board.free_end(start, end)
    if not board.plain[start:end].strip(" ,;。"):
        return True
    if field in _BY_SHAPE:
        return stop <= start + 2 and stop < end
    if stop == start:
        return field in ("name", "address", "company")
    if field == "name":
        label_name(board, start, stop)
    elif field in ("address", "region"):
        latin = board.plain[start:stop].isascii()
        last = stop if latin else address_end(board, start, stop)
        taken = board.take(field, start, last)
        take_postcode(board, last)
        return taken
    elif field in ("company", "title"):
        return board.take(field, start, _word_end(board, start, stop))
    elif field == "note":
        return board.take(field, start, end if board.is_free(start, end) else stop)
    return True


def _word_end(board: Board, start: int, stop: int) -> int:
    """Up to a comma or a gap; a single blank is a part of a name in latin letters only."""
    pattern = r"[,;、|]|  " if board.plain[start:stop].strip().isascii() else r"[,;、| ]"
    found = re.compile(pattern).search(board.plain, start + 1, stop)
    return found.start() if found else stop


def _stands_alone(board: Board, found: re.Match[str]) -> bool:
    """名称 in 店铺名称 is no label of ours; behind a name 电话 is one."""
    if found["boxed"]:
        return board.text[found.start()] in "【[〔「"
    before = board.plain[found.start() - 1] if found.start() else "\n"
    word = found[_group(found)]
    if word.isascii():
        return not (before.isascii() and before.isalnum())
    return not before.isalpha() or label_field(word) in _BY_SHAPE


def _group(found: re.Match[str]) -> str:
    """Which form of a label was found."""
    return next(name for name in ("word", "boxed", "bare") if found[name])


def _label_receipt(board: Board) -> None:
    """收 behind a name says no more than the name."""
    name = board.first("name")
    if name is not None and (
        found := re.compile(r"[\s)]*(收)(?:件|货)?(?![\u4e00-\u9fff])").match(board.plain, name.end)
    ):
        board.label(*found.span())
