"""Which useful facts about a customer are still missing, to be asked for while she is there."""

from collections.abc import Callable

from crmdesk.models.core.i18n import N_, _
from crmdesk.models.customers.facts import FACTS
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.models.customers.rules import channel_kind_text, channel_kind_texts, chat_channel

MOST = 4
_CHATS = ("wechat", "wecom", "line")  # one of them is enough to write to her
_CHAT = "chat"  # the one that is usual in the country

_Lacks = Callable[[CustomerPage], bool]

_CHECKS: dict[str, tuple[str, frozenset[str], _Lacks]] = {
    "phone": (
        N_("Phone"),
        frozenset({"person", "company", "internal"}),
        lambda page: not page.phones and not any(row.phones for row in page.contacts),
    ),
    "contact": (N_("Contact"), frozenset({"company"}), lambda page: not page.contacts),
    "salutation": (
        N_("Salutation"),
        frozenset({"person"}),
        lambda page: not page.text("salutation"),
    ),
    "birthday": (
        N_("Birthday"),
        frozenset({"person", "internal"}),
        lambda page: page.birthday is None,
    ),
    _CHAT: (
        "",
        frozenset({"person"}),
        lambda page: not any(row.kind in _CHATS for row in page.channels),
    ),
    "address": (N_("Address"), frozenset({"company"}), lambda page: not page.addresses),
    "invoice": (N_("Invoice data"), frozenset({"company"}), lambda page: not page.invoices),
    "company": (N_("Company"), frozenset({"person"}), lambda page: not page.text("company")),
    "source_id": (N_("Source"), frozenset({"person", "company"}), lambda page: not page.source),
    "owner_id": (N_("Owner"), frozenset({"person", "company"}), lambda page: not page.owner),
}


def missing_facts(page: CustomerPage, country: str) -> tuple[str, ...]:
    """The few most useful gaps, the most useful first: names of facts, or of what to add.

    Who cannot be written to lacks the account that is usual in the office's country.
    """
    lacking = (
        chat_channel(country) if name == _CHAT else name
        for name, (_label, kinds, lacks) in _CHECKS.items()
        if page.kind in kinds and lacks(page)
    )
    return tuple(lacking)[:MOST]


def missing_label(name: str) -> str:
    """What a gap is called in the user's language."""
    if name in channel_kind_texts():
        return channel_kind_text(name)
    return _(FACTS[name].label if name in FACTS else _CHECKS[name][0])
