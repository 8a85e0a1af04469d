"""What somebody typed to find a customer who is not there yet, as the beginning of a new one."""

import re

from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.derived.names import guess_kind

_NUMBER = re.compile(r"\+?\d[\d\s()*#/+-]{3,}\d(?:\s*[转轉]\s*\d+)?")


def draft_from_words(text: str) -> CustomerDraft:
    """Numbers become the phone, an address with @ the e-mail, the rest the name of its kind."""
    phones = tuple(found[0].strip() for found in _NUMBER.finditer(text))
    words = _NUMBER.sub(" ", text).split()
    email = next((word for word in words if "@" in word.strip("@")), "")
    name = " ".join(word for word in words if word != email)
    return CustomerDraft(
        name=name,
        kind="company" if guess_kind(name) == "company" else "person",
        phones=phones,
        email=email,
    )
