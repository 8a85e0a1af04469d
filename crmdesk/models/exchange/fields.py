"""The canonical list of what crosses the border in sheets: one code and one header each.

Import recognises these headers in all our languages, export writes them; so an export comes
back without loss. A `Target` is one column of a sheet: a field, and which of several.
"""

import re
from dataclasses import dataclass
from enum import Enum

from crmdesk.models.core.i18n import P_, pgettext


class Kind(Enum):
    """How the cells of a field are read."""

    TEXT = "text"
    NAME = "name"
    NOTE = "note"
    WORDS = "words"
    CHOICE = "choice"
    PHONE = "phone"
    EMAIL = "email"
    BIRTHDAY = "birthday"
    DAY = "day"
    INSTANT = "instant"
    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yes_no"
    AMOUNT = "amount"
    QUANTITY = "quantity"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of column; `many` may stand several times, `contact` also for a contact.

    What is not `imported` we only tell; what is not `exported` goes into other columns.
    """

    code: str
    header: str
    kind: Kind = Kind.TEXT
    many: bool = False
    contact: bool = False
    imported: bool = True
    exported: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """Where a column goes: the n-th value of a field, of the customer itself or of contact 1, 2 ….

    As text (remembered mappings, JSON): "phone", "phone#2", "phone@work", "contact1.email",
    "custom@爱车"; `label` is a label's code or text, for a custom field its name.
    """

    field: str
    n: int = 1
    contact: int = 0
    label: str = ""

    def __str__(self) -> str:
        who = f"contact{self.contact}." if self.contact else ""
        which = f"#{self.n}" if self.n > 1 else ""
        return f"{who}{self.field}{which}{'@' if self.label else ''}{self.label}"

    @classmethod
    def parse(cls, text: str) -> "Target":
        """The target written as `text`; raises ValueError where it is none."""
        found = _TARGET.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(found[2], int(found[3] or 1), int(found[1] or 0), found[4] or "")


_TARGET = re.compile(r"(?:contact(\d+)\.)?([a-z_.]+?)(?:#(\d+))?(?:@(.*))?", re.DOTALL)

CHANNELS = {
    "wechat": P_("column", "WeChat"),
    "wecom": P_("column", "WeCom"),
    "qq": P_("column", "QQ"),
    "line": P_("column", "LINE"),
    "fax": P_("column", "Fax"),
    "web": P_("column", "Website"),
}
CONSENT_CHANNELS = {
    "call": P_("column", "Consent to calls"),
    "sms": P_("column", "Consent to SMS"),
    "email": P_("column", "Consent to e-mail"),
    "wechat": P_("column", "Consent to WeChat"),
    "letter": P_("column", "Consent to letters"),
}


def _channel_fields() -> list[Field]:
    found = [Field(code, name, many=True, contact=True) for code, name in CHANNELS.items()]
    return [
        *found,
        Field("wechat.nickname", P_("column", "WeChat nickname"), many=True, contact=True),
        Field("wechat.remark", P_("column", "WeChat remark name"), many=True, contact=True),
        Field("wechat.our_phone", P_("column", "WeChat on our phone"), many=True, contact=True),
        Field("wechat.staff", P_("column", "WeChat added by"), many=True, contact=True),
        Field("wechat.label", P_("column", "WeChat label"), Kind.CHOICE, many=True, contact=True),
        Field("wecom.label", P_("column", "WeCom label"), Kind.CHOICE, many=True, contact=True),
        Field("qq.label", P_("column", "QQ label"), Kind.CHOICE, many=True, contact=True),
        Field("line.label", P_("column", "LINE label"), Kind.CHOICE, many=True, contact=True),
        Field("fax.label", P_("column", "Fax label"), Kind.CHOICE, many=True, contact=True),
        Field("web.label", P_("column", "Website label"), Kind.CHOICE, many=True, contact=True),
        Field("channel", P_("column", "Other channel"), many=True, contact=True),
        Field("channel.kind", P_("column", "Other channel kind"), many=True, contact=True),
        Field(
            "channel.label",
            P_("column", "Other channel label"),
            Kind.CHOICE,
            many=True,
            contact=True,
        ),
    ]


def _consent_fields() -> list[Field]:
    return [
        *(Field(f"consent.{code}", name, Kind.CHOICE) for code, name in CONSENT_CHANNELS.items()),
        Field("consent.call.at", P_("column", "Consent to calls: when"), Kind.INSTANT),
        Field("consent.call.how", P_("column", "Consent to calls: how")),
        Field("consent.call.staff", P_("column", "Consent to calls: taken by")),
        Field("consent.sms.at", P_("column", "Consent to SMS: when"), Kind.INSTANT),
        Field("consent.sms.how", P_("column", "Consent to SMS: how")),
        Field("consent.sms.staff", P_("column", "Consent to SMS: taken by")),
        Field("consent.email.at", P_("column", "Consent to e-mail: when"), Kind.INSTANT),
        Field("consent.email.how", P_("column", "Consent to e-mail: how")),
        Field("consent.email.staff", P_("column", "Consent to e-mail: taken by")),
        Field("consent.wechat.at", P_("column", "Consent to WeChat: when"), Kind.INSTANT),
        Field("consent.wechat.how", P_("column", "Consent to WeChat: how")),
        Field("consent.wechat.staff", P_("column", "Consent to WeChat: taken by")),
        Field("consent.letter.at", P_("column", "Consent to letters: when"), Kind.INSTANT),
        Field("consent.letter.how", P_("column", "Consent to letters: how")),
        Field("consent.letter.staff", P_("column", "Consent to letters: taken by")),
    ]


CUSTOMER_FIELDS: tuple[Field, ...] = (
    Field("number", P_("column", "Number")),
    Field("kind", P_("column", "Kind"), Kind.CHOICE),
    Field("name", P_("column", "Name"), Kind.NAME, contact=True),
    Field("salutation", P_("column", "Salutation"), contact=True),
    Field("gender", P_("column", "Gender"), Kind.CHOICE, contact=True),
    Field("title", P_("column", "Job title"), contact=True),
    Field("department", P_("column", "Department"), contact=True),
    Field("role", P_("column", "Role"), Kind.CHOICE, contact=True),
    Field("company", P_("column", "Company")),
    Field("parent", P_("column", "Belongs to")),
    Field("stage", P_("column", "Stage"), Kind.CHOICE),
    Field("stage_since", P_("column", "In this stage since"), Kind.DAY),
    Field("source", P_("column", "Source")),
    Field("industry", P_("column", "Industry")),
    Field("country", P_("column", "Country")),
    Field("region", P_("column", "Region")),
    Field("city", P_("column", "City"), exported=False),
    Field("size", P_("column", "Size"), Kind.CHOICE),
    Field("tags", P_("column", "Tags"), Kind.WORDS),
    Field("owner", P_("column", "Owner")),
    Field("referrer", P_("column", "Referred by")),
    Field("phone", P_("column", "Phone"), Kind.PHONE, many=True, contact=True),
    Field("phone.label", P_("column", "Phone label"), Kind.CHOICE, many=True, contact=True),
    Field("email", P_("column", "E-mail"), Kind.EMAIL, many=True, contact=True),
    Field("email.label", P_("column", "E-mail label"), Kind.CHOICE, many=True, contact=True),
    *_channel_fields(),
    Field("address", P_("column", "Address"), many=True, contact=True),
    Field("address.label", P_("column", "Address label"), Kind.CHOICE, many=True, contact=True),
    Field("address.country", P_("column", "Address country"), many=True, contact=True),
    Field("address.region", P_("column", "Address region"), many=True, contact=True),
    Field("address.city", P_("column", "Address city"), many=True, contact=True),
    Field("address.street", P_("column", "Street"), many=True, contact=True),
    Field("address.postcode", P_("column", "Postcode"), many=True, contact=True),
    Field("birthday", P_("column", "Birthday"), Kind.BIRTHDAY, contact=True),
    Field("anniversary", P_("column", "Anniversary"), Kind.BIRTHDAY, many=True),
    Field("anniversary.label", P_("column", "Anniversary of what"), many=True),
    Field("hobbies", P_("column", "Hobbies")),
    Field("diet", P_("column", "Diet"), Kind.CHOICE),
    Field("gift_taste", P_("column", "Taste in gifts")),
    Field("preferred_channel", P_("column", "Preferred channel"), Kind.CHOICE),
    Field("preferred_hour", P_("column", "Best time to call"), Kind.CHOICE),
    Field("occupation", P_("column", "Occupation")),
    Field("education", P_("column", "Education"), Kind.CHOICE),
    Field("income", P_("column", "Income"), Kind.CHOICE),
    Field("bereaved_on", P_("column", "In mourning since"), Kind.DAY),
    Field("warning", P_("column", "Warning")),
    Field("invoice.title", P_("column", "Invoice title"), many=True),
    Field("invoice.tax_number", P_("column", "Tax number"), many=True),
    Field("invoice.address", P_("column", "Invoice address"), many=True),
    Field("invoice.phone", P_("column", "Invoice phone"), many=True),
    Field("invoice.bank", P_("column", "Bank"), many=True),
    Field("invoice.account", P_("column", "Bank account"), many=True),
    Field("invoice.kind", P_("column", "Invoice kind"), Kind.CHOICE, many=True),
    Field("invoice.email", P_("column", "Invoice e-mail"), many=True),
    Field("invoice.mobile", P_("column", "Invoice mobile"), many=True),
    *_consent_fields(),
    Field("note", P_("column", "Note"), Kind.NOTE, contact=True),
    Field("private_note", P_("column", "Private note"), Kind.NOTE),
    Field("last_contact", P_("column", "Last contact"), Kind.INSTANT, imported=False),
    Field("tier", P_("column", "Value tier"), imported=False),
)

INTERACTION_FIELDS: tuple[Field, ...] = (
    Field("customer_number", P_("column", "Customer number")),
    Field("customer", P_("column", "Customer")),
    Field("phone", P_("column", "Phone"), Kind.PHONE, exported=False),
    Field("contact", P_("column", "Contact")),
    Field("at", P_("column", "Time"), Kind.INSTANT),
    Field("kind", P_("column", "Kind of contact"), Kind.CHOICE),
    Field("direction", P_("column", "Direction"), Kind.CHOICE),
    Field("purpose", P_("column", "Purpose"), Kind.CHOICE),
    Field("outcome", P_("column", "Outcome"), Kind.CHOICE),
    Field("text", P_("column", "Content"), Kind.NOTE),
    Field("minutes", P_("column", "Minutes"), Kind.NUMBER),
    Field("cost", P_("column", "Cost"), Kind.MONEY),
    Field("currency", P_("column", "Currency")),
    Field("staff", P_("column", "Handled by")),
)

COMPLAINT_FIELDS: tuple[Field, ...] = (
    Field("number", P_("column", "Complaint number")),
    Field("customer_number", P_("column", "Customer number")),
    Field("customer", P_("column", "Customer")),
    Field("contact", P_("column", "Contact")),
    Field("handler", P_("column", "Handled by")),
    Field("status", P_("column", "Status"), Kind.CHOICE),
    Field("step", P_("column", "Step"), Kind.NUMBER),
    Field("opened_at", P_("column", "Opened"), Kind.INSTANT),
    Field("subject", P_("column", "Subject")),
    Field("product", P_("column", "Product")),
    Field("channel", P_("column", "Channel"), Kind.CHOICE),
    Field("words", P_("column", "Customer's words"), Kind.NOTE),
    Field("mood", P_("column", "Mood"), Kind.CHOICE),
    Field("facts", P_("column", "Facts"), Kind.NOTE),
    Field("severity", P_("column", "Severity"), Kind.CHOICE),
    Field("compensation", P_("column", "Compensation"), Kind.NOTE),
    Field("cost", P_("column", "Cost"), Kind.MONEY),
    Field("currency", P_("column", "Currency")),
    Field("cause", P_("column", "Cause"), Kind.NOTE),
    Field("improvement", P_("column", "Improvement"), Kind.NOTE),
    Field("closed_at", P_("column", "Closed"), Kind.INSTANT),
    Field("closing", P_("column", "Closing"), Kind.CHOICE),
    Field("solution", P_("column", "Solution"), Kind.NOTE, many=True),
    Field("solution.accepted", P_("column", "Solution accepted"), Kind.YES_NO, many=True),
    Field("solution.at", P_("column", "Solution time"), Kind.INSTANT, many=True),
    Field("action", P_("column", "Action"), Kind.NOTE, many=True),
    Field("action.staff", P_("column", "Action by"), many=True),
    Field("action.at", P_("column", "Action time"), Kind.INSTANT, many=True),
    Field("call.at", P_("column", "Call-back time"), Kind.INSTANT, many=True),
    Field("call.staff", P_("column", "Call-back by"), many=True),
    Field("call.reached", P_("column", "Call-back reached"), Kind.YES_NO, many=True),
    Field("call.satisfied", P_("column", "Call-back satisfied"), Kind.YES_NO, many=True),
    Field("call.score", P_("column", "Call-back score"), Kind.NUMBER, many=True),
    Field("call.text", P_("column", "Call-back note"), Kind.NOTE, many=True),
    Field("step.staff", P_("column", "Step done by"), many=True),
    Field("step.at", P_("column", "Step done at"), Kind.INSTANT, many=True),
)

ORDER_FIELDS: tuple[Field, ...] = (
    Field("number", P_("column", "Order number")),
    Field("ordered_on", P_("column", "Order date"), Kind.DAY),
    Field("customer_number", P_("column", "Customer number")),
    Field("customer", P_("column", "Customer"), Kind.NAME),
    Field("phone", P_("column", "Phone"), Kind.PHONE, exported=False),
    Field("company", P_("column", "Company"), exported=False),
    Field("contact", P_("column", "Contact")),
    Field("product", P_("column", "Product")),
    Field("spec", P_("column", "Specification")),
    Field("quantity", P_("column", "Quantity"), Kind.QUANTITY),
    Field("unit", P_("column", "Unit")),
    Field("price", P_("column", "Unit price"), Kind.AMOUNT),
    Field("amount", P_("column", "Amount"), Kind.AMOUNT),
    Field("cost", P_("column", "Cost of goods"), Kind.AMOUNT),
    Field("unit_cost", P_("column", "Unit cost"), Kind.AMOUNT, exported=False),
    Field("total", P_("column", "Order amount"), Kind.AMOUNT, exported=False),
    Field("owed", P_("column", "Owed"), Kind.AMOUNT, exported=False),
    Field("status", P_("column", "Order status"), Kind.CHOICE),
    Field("settled", P_("column", "Settled"), Kind.YES_NO),
    Field("courier", P_("column", "Courier number")),
    Field("delivery", P_("column", "Delivery")),
    Field("staff", P_("column", "Salesperson")),
    Field("currency", P_("column", "Currency")),
    Field("note", P_("column", "Order note"), Kind.NOTE),
    Field("paid", P_("column", "Paid"), Kind.PAID, many=True),
    Field("paid.on", P_("column", "Paid on"), Kind.DAY, many=True),
    Field("paid.method", P_("column", "Payment method"), Kind.CHOICE, many=True),
    Field("paid.note", P_("column", "Payment note"), many=True),
)

SHEETS = {
    "customers": (P_("sheet", "Customers"), CUSTOMER_FIELDS),
    "interactions": (P_("sheet", "Contact log"), INTERACTION_FIELDS),
    "complaints": (P_("sheet", "Complaints"), COMPLAINT_FIELDS),
    "orders": (P_("sheet", "Orders"), ORDER_FIELDS),
}
"""What our own workbook of everything holds: code, name of the sheet, its columns."""

BY_CODE: dict[str, dict[str, Field]] = {
    sheet: {field.code: field for field in fields} for sheet, (_name, fields) in SHEETS.items()
}


def header_of(target: Target, sheet: str = "customers") -> str:
    """The header of a column in the user's language: "Phone 2", "Contact 1 Phone"."""
    if target.field == "custom":
        return target.label
    field = BY_CODE[sheet][target.field]
    header = numbered(pgettext("column", field.header), target.n)
    if not target.contact:
        return header
    return pgettext("column", "Contact {number} {field}").format(
        number=target.contact, field=header
    )


def numbered(header: str, n: int) -> str:
    """The header of the n-th of several equal columns; the first bears no number."""
    if n < 2:
        return header
    return f"{header} {n}" if header.isascii() else f"{header}{n}"
