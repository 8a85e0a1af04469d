"""What a way to reach somebody is called where the user gave it no label, and its icon."""

from __future__ import annotations

import re

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.page_rows import AddressRow, ChannelRow, EmailRow, PhoneRow
from crmdesk.models.customers.phones import label_text
from crmdesk.models.customers.rules import channel_kind_text

ReachRow = PhoneRow | EmailRow | AddressRow | ChannelRow
TABLE_OF: dict[type[ReachRow], str] = {
    PhoneRow: "phone",
    EmailRow: "email",
    AddressRow: "address",
    ChannelRow: "channel",
}


def reach_label(row: ReachRow) -> str:
    """The user's own label, else what it is."""
    if isinstance(row, PhoneRow):
        return phone_label(row)
    if isinstance(row, ChannelRow):
        kind = channel_kind_text(row.kind)
        return f"{kind} {label_text(row.label)}".strip()
    if row.label:
        return label_text(row.label)
    return _("E-mail") if isinstance(row, EmailRow) else _("Address")


def phone_label(row: PhoneRow) -> str:
    """手机 for a mobile nobody labelled."""
    if row.label:
        return label_text(row.label)
    mobile = re.fullmatch(r"\+86(1[3-9]\d{9})|\+886(9\d{8})", row.e164)
    return _("Mobile") if mobile else _("Phone")


def reach_value(row: ReachRow) -> str:
    """What was typed."""
    if isinstance(row, EmailRow):
        return row.address
    return row.value if isinstance(row, ChannelRow) else row.raw


def channel_note(row: ChannelRow) -> str:
    """Nickname and remark name behind the account: '（A建材王总 / 王总杭州）'."""
    names = " / ".join(dict.fromkeys(part for part in (row.nickname, row.remark) if part))
    where = _("on {phone}").format(phone=row.our_phone) if row.our_phone else ""
    return " · ".join(part for part in (names, where) if part)
