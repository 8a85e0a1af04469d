"""The canonical list of what crosses the border in sheets: one code and one header each.

Import recognises these headers in all our languages, export writes them; so an export comes
back without loss. A `Target` is one column of a sheet: a field, and which of several.
"""

from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.exchange.vocabulary.customer_fields import (
    CHANNELS,
    CONSENT_CHANNELS,
    CUSTOMER_FIELDS,
)
from crmdesk.models.exchange.vocabulary.log_fields import (
    COMPLAINT_FIELDS,
    INTERACTION_FIELDS,
    ORDER_FIELDS,
)
from crmdesk.models.exchange.vocabulary.targets import Field, Kind, Target
from crmdesk.models.exchange.vocabulary.task_fields import FOLLOW_UP_FIELDS, PROMISE_FIELDS

__all__ = [
    "BY_CODE",
    "CHANNELS",
    "COMPLAINT_FIELDS",
    "CONSENT_CHANNELS",
    "CUSTOMER_FIELDS",
    "FOLLOW_UP_FIELDS",
    "INTERACTION_FIELDS",
    "ORDER_FIELDS",
    "PROMISE_FIELDS",
    "SHEETS",
    "Field",
    "Kind",
    "Target",
    "header_of",
    "numbered",
]

SHEETS = {
    "customers": (P_("sheet", "Customers"), CUSTOMER_FIELDS),
    "interactions": (P_("sheet", "Contact log"), INTERACTION_FIELDS),
    "complaints": (P_("sheet", "Complaints"), COMPLAINT_FIELDS),
    "orders": (P_("sheet", "Orders"), ORDER_FIELDS),
    "promises": (P_("sheet", "Promises"), PROMISE_FIELDS),
    "follow_ups": (P_("sheet", "Follow-ups"), FOLLOW_UP_FIELDS),
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
