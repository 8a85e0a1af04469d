"""The fields of a pasted person: what each is called, which pieces fill it, in which colour."""

from __future__ import annotations

from dataclasses import dataclass, fields

from crmdesk.models.core.i18n import N_, _
from crmdesk.models.customers.invoice_text import InvoiceDraft, invoice_block, parse_invoice_block
from crmdesk.models.exchange.paste.drafts import PasteDraft

BETWEEN = "；"


@dataclass(frozen=True, slots=True)
class PasteField:
    """One line of the form; `always` shows it though it is empty. `several`: values between ;"""

    name: str
    label: str
    tone: str
    pieces: tuple[str, ...] = ()
    always: bool = False
    several: bool = False


FIELDS = (
    PasteField("name", N_("Name"), "violet", ("name",), always=True),
    PasteField("salutation", N_("Salutation"), "violet", always=True),
    PasteField("phones", N_("Phone"), "green", ("phone",), always=True, several=True),
    PasteField("company", N_("Company"), "amber", ("company",), always=True),
    PasteField("title", N_("Job title"), "amber", ("title",)),
    PasteField("wechat", N_("WeChat"), "teal", ("wechat",), always=True),
    PasteField("remark", N_("Name in WeChat"), "teal"),
    PasteField("qq", N_("QQ"), "teal", ("qq",)),
    PasteField("line", N_("LINE"), "teal", ("line",)),
    PasteField("emails", N_("E-mail"), "teal", ("email",), several=True),
    PasteField("web", N_("Website"), "teal", ("web",)),
    PasteField("address", N_("Address"), "blue", ("address", "region", "postcode"), always=True),
    PasteField("birthday", N_("Birthday"), "violet", ("birthday",)),
    PasteField("industry", N_("Industry"), "amber"),
    PasteField("tags", N_("Tags"), "neutral", several=True),
)
_TONES = {piece: entry.tone for entry in FIELDS for piece in entry.pieces}
_OF_PIECE = {piece: entry.name for entry in FIELDS for piece in entry.pieces}


def tone_of_piece(piece: str) -> str:
    """One of tokens.TONES."""
    return "amber" if piece.startswith("invoice.") else _TONES.get(piece, "neutral")


def field_of_piece(piece: str) -> str:
    """The field of the form a piece stands in."""
    return "invoice" if piece.startswith("invoice.") else _OF_PIECE.get(piece, "")


def pieces_of_field(name: str) -> tuple[str, ...]:
    """Which pieces of a text fill a field."""
    if name == "invoice":
        return tuple(f"invoice.{field.name}" for field in fields(InvoiceDraft))
    return next((entry.pieces for entry in FIELDS if entry.name == name), ())


def text_of(draft: PasteDraft, name: str, country: str = "CN") -> str:
    """A field as it stands in the form."""
    value = getattr(draft, name)
    if isinstance(value, InvoiceDraft):
        more = value.bank or value.account or value.mobile
        return invoice_block(value, country="CN" if more else country)
    return BETWEEN.join(value) if isinstance(value, tuple) else str(value)


def value_of(name: str, text: str) -> object:
    """What was typed into a field, as a draft holds it."""
    if name == "invoice":
        return parse_invoice_block(text) if text.strip() else InvoiceDraft()
    entry = next((entry for entry in FIELDS if entry.name == name), None)
    if entry is not None and entry.several:
        plain = text.replace(";", BETWEEN).replace("\n", BETWEEN)
        return tuple(part.strip() for part in plain.split(BETWEEN) if part.strip())
    return text


def label_of(name: str) -> str:
    """What a field is called."""
    return next(_(entry.label) for entry in FIELDS if entry.name == name)
