"""Gifts: what better is not given, who may not accept any, and what this year came to already."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.core.later import pattern
from crmdesk.models.schema import Contact, Customer, CustomerTag, Interaction, Tag

_COUNTED = "个件盒瓶份箱条套束只罐袋斤個條隻"
_TABOO = (
    ("clock", pattern(r"[钟鐘](?![点點头頭情总總经經姐哥工老先女小])|\bclock\b"),
     P_("gift", "A clock sounds like “seeing off the dead”.")),
    ("umbrella", pattern(r"[伞傘]|umbrella"),
     P_("gift", "An umbrella sounds like “parting”.")),
    ("pear", pattern(r"(?<![花凤鳳])梨(?!木)|\bpears?\b"),
     P_("gift", "A pear sounds like “leaving”.")),
    ("fan", pattern(r"扇(?![贝貝])|\bfan\b"), P_("gift", "A fan sounds like “scattering”.")),
    ("shoes", pattern(r"鞋|\bshoes\b"), P_("gift", "Shoes sound like “evil”.")),
    ("knife", pattern(r"刀(?![鱼魚豆削])|\bkni(?:fe|ves)\b"),
     P_("gift", "Knives and scissors cut a friendship.")),
    ("handkerchief", pattern(r"手帕|毛巾|handkerchief|towel"),
     P_("gift", "Towels and handkerchiefs are given at funerals.")),
    ("chrysanthemum", pattern(r"菊花(?!茶)|chrysanthemum"),
     P_("gift", "Chrysanthemums are for the dead.")),
    ("green_hat", pattern(r"[绿綠]帽|green hat"),
     P_("gift", "A green hat means an unfaithful wife.")),
    ("four", pattern(rf"(?:四|(?<![\d.])4)\s*[{_COUNTED}]"),
     P_("gift", "Four sounds like “death”: rather give a pair, six or eight.")),
)  # fmt: skip
_OFFICIAL = re.compile(
    "政府|机关|機關|公务员|公務員|事业单位|事業單位|国企|國企|国有企业|公职|公職|官员|官員|official"
)


@dataclass(frozen=True, slots=True)
class GiftsGiven:
    """This year's gifts to one person; `cost` in minor units of `currency`."""

    count: int
    cost: int
    currency: str


def taboos(text: str) -> list[str]:
    """What is wrong with a gift, in words; nothing where nothing is."""
    return [pgettext("gift", told) for _code, found, told in _TABOO if found.search(text)]


def may_not_accept(session: Session, customer_id: int) -> bool:
    """Whether industry, occupation or a tag says she is in public service."""
    return bool(officials(session, [customer_id]))


def officials(session: Session, customers: Sequence[int]) -> set[int]:
    """Those of whom industry, occupation or a tag says so."""
    facts = select(Customer.id, Customer.industry, Customer.occupation)
    found = {
        row.id
        for row in session.execute(facts.where(Customer.id.in_(customers)))
        if _OFFICIAL.search(f"{row.industry}\n{row.occupation}")
    }
    tags = select(CustomerTag.customer_id, Tag.name).join(Tag, Tag.id == CustomerTag.tag_id)
    tagged = session.execute(tags.where(CustomerTag.customer_id.in_(customers)))
    return found | {customer for customer, name in tagged if _OFFICIAL.search(name)}


def gifts_given(
    session: Session, customer_id: int, contact_id: int | None, today: date, zone: tzinfo
) -> GiftsGiven:
    """Gifts that went out since New Year's Day; those of a contact alone where one is named."""
    since = datetime.combine(date(today.year, 1, 1), time.min, zone).astimezone(UTC)
    query = select(
        func.count(Interaction.id),
        func.coalesce(func.sum(Interaction.cost), 0),
        func.coalesce(func.max(Interaction.currency), ""),
    ).where(
        Interaction.customer_id == customer_id,
        Interaction.at >= since,
        Interaction.kind == "gift",
        Interaction.direction != "in",
    )
    if contact_id is not None and session.get(Contact, contact_id) is not None:
        query = query.where(Interaction.contact_id == contact_id)
    count, cost, currency = session.execute(query).one()
    return GiftsGiven(int(count), int(cost or 0), currency)
