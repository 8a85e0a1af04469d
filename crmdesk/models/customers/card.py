"""A customer's card as plain text, to paste into a chat or a parcel form."""

from collections.abc import Iterator

from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.models.customers.phones import format_phone
from crmdesk.models.customers.rules import channel_kind_text


def card_text(page: CustomerPage, *, country: str = "CN") -> str:
    """Name, where she works, and how to reach her; nothing private."""
    return "\n".join(line for line in _lines(page, country) if line)


def _lines(page: CustomerPage, country: str) -> Iterator[str]:
    yield page.name
    yield " ".join(part for part in (page.text("company"), page.text("title")) if part)
    for phone in page.phones:
        yield format_phone(phone.e164 or None, phone.extension, country, phone.raw)
    for contact in page.contacts:
        numbers = (
            format_phone(p.e164 or None, p.extension, country, p.raw) for p in contact.phones
        )
        yield " ".join((contact.name, contact.title, *numbers)).replace("  ", " ").strip()
    for email in page.emails:
        yield email.address
    for channel in page.channels:
        yield f"{channel_kind_text(channel.kind)} {channel.value}"
    for address in page.addresses:
        yield address.raw
