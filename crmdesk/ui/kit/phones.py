"""The one door of the window for telephone numbers, addresses and accounts: said as read aloud,
masked where the office wants it, copied and dialled as a telephone takes them.

Nobody else in the window may turn a number into words (a test watches). A masked number is seen,
copied or called only after that was noted in the journal; paper and files hold it whole
(`whole_numbers`), and are noted as such.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QGuiApplication

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.phones import digits_to_copy, format_phone
from crmdesk.models.masking import veil
from crmdesk.models.masking.veil import cover as hide_numbers
from crmdesk.models.masking.veil import hides as is_masked
from crmdesk.models.masking.veil import whole as whole_numbers
from crmdesk.ui.kit.links import call_number
from crmdesk.ui.kit.navigation import Navigator

__all__ = [
    "Number",
    "copy_number",
    "copy_phone",
    "dial",
    "dial_number",
    "hide_numbers",
    "is_masked",
    "key_of",
    "say_account",
    "say_email",
    "say_in_text",
    "say_number",
    "say_phone",
    "show_number",
    "whole_numbers",
]


class Number(Protocol):
    """A telephone number as stored; `e164` is "" where it was not understood."""

    @property
    def e164(self) -> str: ...
    @property
    def raw(self) -> str: ...
    @property
    def extension(self) -> str: ...


def key_of(number: Number) -> str:
    """What a number is known by when it is looked at."""
    return number.e164 or number.raw


def say_phone(phone: str, country: str, customer_id: int | None) -> str:
    """E.164 with blanks where one breathes, as in the office's country; else as it was typed.

    `customer_id` is whose it is; None for a number that is nobody's yet, as in a file read in.
    """
    shown = format_phone(phone, country=country, raw=phone) if phone.startswith("+") else phone
    return veil.phone(customer_id, phone, shown) if phone else ""


def say_number(number: Number, country: str, customer_id: int | None) -> str:
    """The same of a stored number, with its extension."""
    shown = format_phone(number.e164 or None, number.extension, country, number.raw)
    return veil.phone(customer_id, key_of(number), shown, number.extension)


def say_email(address: str, customer_id: int | None) -> str:
    """An e-mail address of hers."""
    return veil.email(customer_id, address)


def say_account(kind: str, value: str, customer_id: int | None) -> str:
    """Her account at a messenger."""
    return veil.account(customer_id, value, kind)


def say_in_text(words: str, customer_id: int | None) -> str:
    """What somebody wrote about her, with what looks like a number masked."""
    return veil.text(customer_id, words)


def show_number(
    customer_id: int, number: str, masked: str, navigator: Navigator, then: Callable[[], object]
) -> None:
    """Do `then` with a number that is seen: at once, or when it was noted that it is looked at."""
    if veil.hides(customer_id, number):
        navigator.reveal(customer_id, number, masked, then)
    else:
        then()


def copy_phone(phone: str, country: str, navigator: Navigator, customer_id: int) -> None:
    """Into the clipboard without blanks, and say so."""

    def copy() -> None:
        digits = digits_to_copy(phone if phone.startswith("+") else None, phone, country)
        QGuiApplication.clipboard().setText(digits)
        navigator.say(_("Copied: {number}").format(number=digits))

    if phone:
        masked = say_phone(phone, country, customer_id)
        show_number(customer_id, phone, masked, navigator, copy)


def copy_number(number: Number, country: str, navigator: Navigator, customer_id: int) -> None:
    """The same of a stored number."""
    copy_phone(key_of(number), country, navigator, customer_id)


def dial(
    phone: str, country: str, navigator: Navigator, customer_id: int, extension: str = ""
) -> None:
    """Hand the number to whatever this computer calls with; copied where nothing does."""

    def call() -> None:
        number = phone if phone.startswith("+") else digits_to_copy(None, phone, country)
        if not call_number(number, extension):
            copy_phone(phone, country, navigator, customer_id)
            navigator.say(_("No program here dials. The number was copied."))

    if phone:
        masked = say_phone(phone, country, customer_id)
        show_number(customer_id, phone, masked, navigator, call)


def dial_number(number: Number, country: str, navigator: Navigator, customer_id: int) -> None:
    """The same of a stored number, with its extension."""
    dial(key_of(number), country, navigator, customer_id, number.extension)
