"""Invoice data 开票资料 as a block of text: read from what was pasted, written to be copied.

The block is a form of the trade: its words follow the office's country, not the screen's language.
"""

import re
import unicodedata
from dataclasses import dataclass, fields, replace

from crmdesk.models.customers.tax_numbers import doubt_tax_number, tidy_tax_number

_TITLE = (
    "发票抬头 發票抬頭 抬头 抬頭 开票名称 開票名稱 购方名称 购买方名称 单位名称 公司名称 公司名稱"
    " 企业名称 客户名称 買受人 买受人 名称 名稱 单位 户名 title company"
)
_TAX = (
    "统一社会信用代码/纳税人识别号 纳税人识别号/统一社会信用代码 统一社会信用代码 社会信用代码"
    " 信用代码 纳税人识别号 纳税人税号 纳税识别号 税务登记证号 税务登记号 识别号 税号 税務編號"
    " 統一編號 统一编号 統編 统编 vat taxid tax"
)
_ADDRESS = "注册地址 公司地址 单位地址 开票地址 發票地址 联系地址 地址 address"
_PHONE = "注册电话 公司电话 单位电话 开票电话 联系电话 聯絡電話 电话号码 电话 電話 tel phone"
_BANK = "开户银行名称 开户银行 开户行名称 开户行 開戶銀行 基本户开户行 银行名称 银行 銀行 bank"
_ACCOUNT = "银行账号 银行帐号 银行账户 銀行帳號 开户账号 账户号 账号 帐号 帳號 账户 account"
_EMAIL = "接收邮箱 收票邮箱 电子邮箱 电子邮件 電子郵件 电邮 邮箱 信箱 email e-mail mail"
_MOBILE = "收票手机 收票人手机 手机号码 手机号 手机 行動電話 手機 mobile"
_KIND = "发票类型 發票類型 开票类型 票种 发票种类 invoice"
_JOINED = r"\s*[、,，/\\及和与與&]?\s*"

_WORDS = {
    "title": _TITLE, "tax_number": _TAX, "address": _ADDRESS, "phone": _PHONE, "bank": _BANK,
    "account": _ACCOUNT, "email": _EMAIL, "mobile": _MOBILE, "kind": _KIND,
}  # fmt: skip
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words.split()}


def _one_of(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


_LABEL = re.compile(
    rf"(?:(?P<addressphone>(?:{_one_of(_ADDRESS)}){_JOINED}(?:{_one_of(_PHONE)}))"
    rf"|(?P<bankaccount>(?:{_one_of(_BANK)}){_JOINED}(?:{_one_of(_ACCOUNT)}))"
    rf"|(?P<word>{'|'.join(sorted(map(re.escape, _FIELD_OF), key=len, reverse=True))}))"
    r"\s*(?:[:：]|(?<=[^\s:：])[ \t]+(?=\S)|$)",
    re.IGNORECASE | re.MULTILINE,
)
_BEFORE_LABEL = re.compile(r"(?:^|[\s,，;；。、)）\]】|])(?:[(（]?\d{1,2}[.、)）]\s*)?$")
_TRAILING_PHONE = re.compile(
    r"[,，、;；\s]*((?:\+?86[- ]?)?[(（]?\d[\d\s()（）\-]{5,}\d(?:\s*[转轉#-]\s*\d{1,6})?)$"
)
_TRAILING_ACCOUNT = re.compile(r"[,，、;；:：\s]*((?:\d[\s\-]?){7,}\d)$")
_KINDS = {
    "special": ("专票", "专用", "special"),
    "ordinary": ("普票", "普通", "ordinary"),
    "three_part": ("三聯", "三联"),
    "two_part": ("二聯", "二联"),
}
_NUMBERING = re.compile(r"(?<!\s)\s*+[(（]?\d{1,2}[.、)）]$")
_LONGEST = 100  # characters a number takes with what parts it
_HEADING = re.compile(r".{0,6}(?:资料|資料|信息|資訊|二联式?|二聯式?|三联式?|三聯式?)[:：]?")
_COMPANY = re.compile(
    r"公司|集团|厂$|店$|商行|事务所|中心|医院|学校|大学|合作社|工作室|經營部|经营部|企业"
)


@dataclass(frozen=True, slots=True)
class InvoiceDraft:
    """Invoice data as typed or pasted; `kind` is a code of `rules.invoice_kind_texts` or ""."""

    title: str = ""
    tax_number: str = ""
    address: str = ""
    phone: str = ""
    bank: str = ""
    account: str = ""
    kind: str = ""
    email: str = ""
    mobile: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        return {} if self.title.strip() else {"title": "invoice.title.empty"}

    def doubts(self, *, country: str = "CN") -> dict[str, str]:
        """Field name -> message code of what looks wrong but may be saved."""
        doubt = doubt_tax_number(self.tax_number, country=country)
        return {"tax_number": doubt} if doubt else {}


_NOTHING = InvoiceDraft()


def parse_invoice_block(text: str) -> InvoiceDraft:
    """The invoice data somebody pasted, labelled (名称：… 税号：…) or in bare lines."""
    labels = [found for found in _LABEL.finditer(text) if _stands_alone(text, found)]
    begin = labels[0].start() if labels else len(text)
    draft = _from_bare_lines(_NUMBERING.sub("", text[:begin].strip()))
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends[: len(labels)], strict=True):
        value = text[label.end() : end]
        first, _break, others = _NUMBERING.sub("", value.strip()).partition("\n")
        draft = _with(draft, label, _tidy(first))
        draft = _from_bare_lines(others, draft)
    return replace(
        draft,
        tax_number=tidy_tax_number(draft.tax_number),
        kind=draft.kind or _kind(text),
    )


def invoice_block(invoice: object, *, country: str = "CN") -> str:
    """The lines to hand to whoever writes the invoice; what is unknown is left out."""
    values = {field.name: str(getattr(invoice, field.name)) for field in fields(InvoiceDraft)}
    if country in ("TW", "HK", "MO"):
        lines = [
            ("抬頭", values["title"]),
            ("統一編號", values["tax_number"]),
            ("地址", values["address"]),
            ("電話", values["phone"]),
            ("電子郵件", values["email"]),
        ]
    else:
        lines = [
            ("名称", values["title"]),
            ("税号", values["tax_number"]),
            ("地址、电话", f"{values['address']} {values['phone']}".strip()),
            ("开户行及账号", f"{values['bank']} {values['account']}".strip()),
            ("收票邮箱", values["email"]),
            ("收票手机", values["mobile"]),
        ]
    return "\n".join(f"{label}：{value}" for label, value in lines if value)


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """A label begins a line or follows a break; 公司 within a name is none."""
    before = text[: found.start()]
    line = before[before.rfind("\n") + 1 :]
    if found[0].rstrip(" \t")[-1:] in (":", "："):
        return _BEFORE_LABEL.search(before) is not None or not line
    return re.fullmatch(r"\s*(?:[(（]?\d{1,2}[.、)）])?\s*", line) is not None


def _with(draft: InvoiceDraft, label: re.Match[str], value: str) -> InvoiceDraft:
    if label["addressphone"]:
        address, phone = _split(value, _TRAILING_PHONE)
        return replace(draft, address=draft.address or address, phone=draft.phone or phone)
    if label["bankaccount"]:
        bank, account = _split(value, _TRAILING_ACCOUNT)
        return replace(draft, bank=draft.bank or bank, account=draft.account or account)
    field = _FIELD_OF[label["word"].lower()]
    if field == "kind":
        value = _kind(value)
    if field == "account":
        value = _half(value)
    return draft if getattr(draft, field) else replace(draft, **{field: value})


def _from_bare_lines(text: str, draft: InvoiceDraft = _NOTHING) -> InvoiceDraft:
    """Lines without labels, told apart by what they look like."""
    for line in filter(None, map(_tidy, re.split(r"[\n\r]+", text))):
        draft = _with_bare(draft, line)
    return draft


def _with_bare(draft: InvoiceDraft, line: str) -> InvoiceDraft:
    if _HEADING.fullmatch(line):
        return draft
    number = tidy_tax_number(line)
    if re.fullmatch(r"[0-9A-Z]{15}|[0-9A-Z]{18}|[0-9A-Z]{20}|\d{8}", number):
        return replace(draft, tax_number=draft.tax_number or number)
    if not draft.title and _COMPANY.search(line) and not re.search(r"银行|銀行", line):
        return replace(draft, title=line)
    if re.search(r"银行|銀行|支行|信用社", line):
        bank, account = _split(line, _TRAILING_ACCOUNT)
        return replace(draft, bank=draft.bank or bank, account=draft.account or account)
    if re.fullmatch(r"[\d\s]{9,}", line):
        return replace(draft, account=draft.account or _half(line))
    address, phone = _split(line, _TRAILING_PHONE)
    if not draft.address and re.search(r"[省市区县區縣路街道号號]", address):
        return replace(draft, address=address, phone=draft.phone or phone)
    return draft if draft.title else replace(draft, title=line)


def _split(value: str, tail: re.Pattern[str]) -> tuple[str, str]:
    """What stands before the number at the end, and the number."""
    half = unicodedata.normalize("NFKC", value) if len(value) == len(_nfkc(value)) else value
    found = tail.search(half, max(0, len(half) - _LONGEST))  # from each digit of it anew
    if found is None:
        return value, ""
    return value[: found.start()].strip(" ,，、;；:："), _half(found[1])


def _nfkc(value: str) -> str:
    return unicodedata.normalize("NFKC", value)


def _half(value: str) -> str:
    return " ".join(_nfkc(value).split())


def _tidy(value: str) -> str:
    return " ".join(value.split()).strip(" ,，;；。、:：|")


def _kind(text: str) -> str:
    for code, words in _KINDS.items():
        if any(word in text for word in words):
            return code
    return ""
