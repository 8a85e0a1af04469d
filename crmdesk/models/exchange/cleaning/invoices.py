"""The invoice data of a company in one cell: with labels, in lines, or one behind the other."""

import re

from crmdesk.models.exchange.cleaning.column_cells import ColumnCells
from crmdesk.models.exchange.paste.board import Board
from crmdesk.models.exchange.paste.invoices import read_invoice
from crmdesk.models.exchange.records.customers import Invoice
from crmdesk.models.exchange.vocabulary.looks import is_company, is_email, is_mobile, is_phone
from crmdesk.models.exchange.vocabulary.texts import is_placeholder

_TAX = re.compile(r"[0-9A-Z]{15}|[0-9A-Z]{17,20}|\d{8}")
_ACCOUNT = re.compile(r"\d{9,30}")
_BANK = re.compile(r".*(?:银行|銀行|支行|分行|信用社|营业部|储蓄所)\S*")
_ADDRESS = re.compile(r".*[路街道巷弄村镇乡区县市号室楼栋號區縣鎮鄉].*")
_LABEL = re.compile(
    r"(?:名称|单位|抬头|税号|纳税人识别号|地址|电话|开户行|开户银行|账号|帐号|銀行|抬頭|統編|統一編號)[:：]?"
)
_BETWEEN = re.compile(r"[\s,，;；、|]+")


def invoices(column: ColumnCells) -> list[Invoice | None]:
    """The invoice data of each cell; what is none is for the note."""
    found: list[Invoice | None] = []
    for index, text in enumerate(column.texts):
        invoice = read_invoice_cell(text) if text and not is_placeholder(text) else None
        if invoice is None and text and not is_placeholder(text):
            column.keep(index)
        found.append(invoice)
    return found


def read_invoice_cell(text: str) -> Invoice | None:
    """What the cell says; None where nothing in it is invoice data."""
    board = Board(text)
    read_invoice(board)
    told = {piece.field.removeprefix("invoice."): piece.value for piece in board.pieces}
    if _TAX.fullmatch(told.get("tax_number", "").replace(" ", "")):
        known = {name: value for name, value in told.items() if name in Invoice._fields}
        return Invoice(**known)
    invoice = _by_shape(text)
    return invoice if invoice.tax_number or (invoice.bank and invoice.account) else None


def _by_shape(text: str) -> Invoice:
    """Words one behind the other: each is what it looks like, an unknown one goes on with it."""
    told: dict[str, str] = {}
    last = ""
    for word in _BETWEEN.split(text):
        plain = _LABEL.sub("", word)
        if not plain:
            continue
        field = _field_of(plain, told)
        if field:
            told[field], last = plain, field
        elif last in ("title", "address", "bank"):
            told[last] = f"{told[last]} {plain}"
    return Invoice(**told)


def _field_of(word: str, told: dict[str, str]) -> str:
    tests = (
        ("tax_number", _TAX.fullmatch(word.upper())),
        ("email", is_email(word)),
        ("mobile" if is_mobile(word) else "phone", is_phone(word)),
        ("account", _ACCOUNT.fullmatch(word)),
        ("bank", _BANK.fullmatch(word)),
        ("title", is_company(word)),
        ("address", _ADDRESS.fullmatch(word)),
    )
    return next((field for field, found in tests if found and field not in told), "")
