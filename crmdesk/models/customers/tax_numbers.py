"""Check digits of tax numbers: 统一社会信用代码 of the mainland, 統一編號 of Taiwan."""

import re
import unicodedata

_SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_TAIWAN_WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)


def tidy_tax_number(typed: str) -> str:
    """Half-width capitals without blanks and dashes."""
    return re.sub(r"[\s\-]+", "", unicodedata.normalize("NFKC", typed)).upper()


def doubt_tax_number(number: str, *, country: str = "CN") -> str:
    """The code of what looks wrong, "" for nothing: a doubt is shown, it never refuses a save.

    The mainland's old numbers of 15 and 20 characters have no check digit; elsewhere than on the
    mainland and in Taiwan nothing is doubted.
    """
    text = tidy_tax_number(number)
    if not text:
        return ""
    if country == "TW":
        if not re.fullmatch(r"\d{8}", text):
            return "tax.taiwan.length"
        return "" if _taiwan_fits(text) else "tax.check"
    if country != "CN" or re.fullmatch(r"\d{15}|\d{17}[\dX]\d{2}|[0-9A-Z]{20}", text):
        return ""
    if not re.fullmatch(r"[0-9A-Z]{18}", text):
        return "tax.length"
    return "" if _credit_code_fits(text) else "tax.check"


def _credit_code_fits(code: str) -> bool:
    """GB 32100-2015: weights are powers of 3 modulo 31."""
    if any(character not in _SYMBOLS for character in code):
        return False
    total = sum(
        _SYMBOLS.index(character) * pow(3, at, 31) for at, character in enumerate(code[:17])
    )
    return _SYMBOLS[(31 - total % 31) % 31] == code[17]


def _taiwan_fits(number: str) -> bool:
    """Digits of weighted products sum up to a multiple of 5; a 7 in seventh place counts twice."""
    products = [int(digit) * weight for digit, weight in zip(number, _TAIWAN_WEIGHTS, strict=True)]
    total = sum(product // 10 + product % 10 for product in products)
    return total % 5 == 0 or (number[6] == "7" and (total + 1) % 5 == 0)
