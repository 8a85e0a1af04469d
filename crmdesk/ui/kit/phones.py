"""Telephone numbers in lists: shown as read aloud, copied as a telephone takes them."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.phones import digits_to_copy, format_phone
from crmdesk.ui.kit.navigation import Navigator


def say_phone(phone: str, country: str) -> str:
    """E.164 with blanks where one breathes, as in the office's country; else as it was typed."""
    return format_phone(phone, country=country, raw=phone) if phone.startswith("+") else phone


def copy_phone(phone: str, country: str, navigator: Navigator) -> None:
    """Into the clipboard without blanks, and say so."""
    if phone:
        digits = digits_to_copy(phone if phone.startswith("+") else None, phone, country)
        QGuiApplication.clipboard().setText(digits)
        navigator.say(_("Copied: {number}").format(number=digits))


def dial(phone: str, country: str, navigator: Navigator) -> None:
    """Hand the number to whatever this computer calls with; copied where nothing does."""
    if not phone:
        return
    number = phone if phone.startswith("+") else digits_to_copy(None, phone, country)
    if not QDesktopServices.openUrl(QUrl(f"tel:{number}")):
        copy_phone(phone, country, navigator)
        navigator.say(_("No program here dials. The number was copied."))
