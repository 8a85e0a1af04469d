"""What better is known before a gift is bought: taboos, diet, mourning, limits, last year's gift.

Each is told and nothing is forbidden.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.care.gifts import officials, taboos
from crmdesk.models.care.ways import Person
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.core.later import pattern
from crmdesk.models.customers.rules import diet_texts, in_mourning
from crmdesk.models.schema import Customer, Gift, GiftList, Interaction

_BACK = timedelta(days=480)
"""So far back what somebody got is compared: the festival of last year is up to 13 months ago."""
_ALCOHOL = pattern(
    r"[酒醇](?!店|心|精)|茅台|五粮液|五糧液|啤|威士忌|高粱|wine|beer|whisky|liquor|brandy"
)
_PORK = pattern(r"猪|豬|火腿|腊[肉肠味]|臘[肉腸味]|香肠|香腸|肉松|肉鬆|pork|ham\b|bacon|sausage")
_MEAT = pattern(
    r"肉|火腿|腊[肉肠味]|臘[肉腸味]|香肠|香腸|牛排|羊|鸡|雞|鸭|鴨|鹅|鵝|鱼|魚|虾|蝦|蟹|海鲜|海鮮"
    r"|鲍|鮑|海参|海參|ham\b|meat|beef|fish|crab|seafood"
)
_FORBIDDEN = {"halal": (_PORK, _ALCOHOL), "vegetarian": (_MEAT,), "no_alcohol": (_ALCOHOL,)}
_AVOIDS = re.compile(r"^(?:不吃|不喝|不要|忌口?|对|對|怕)(.+?)(?:过敏|過敏)?$|^(.+?)(?:过敏|過敏)$")
_SENTENCE = re.compile(r"[。！？；：，]|[.!?;:](?:\s|$)|^(?:多谢|多謝|谢|謝|感谢|感謝|thank)", re.I)
_LONGEST_NAME = 40
_COUNT = re.compile(
    r"[\d一二两三四五六七八九十]{1,9}\s*[个件盒瓶份箱条套束只罐袋斤個條隻包提]|[\s\d×xX*·,，、]+"
)


@dataclass(frozen=True, slots=True)
class Notice:
    """`tone` is red (better not), or amber (think of it)."""

    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class Before:
    """A gift somebody got: `name` is "" where the log has a sentence instead of the goods."""

    day: date
    name: str
    cost: int
    list_id: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the customers of a list: read once for all of them."""

    officials: set[int] = field(default_factory=set)
    diets: Mapping[int, str] = field(default_factory=dict)
    bereaved: Mapping[int, date] = field(default_factory=dict)
    before: Mapping[Person, Sequence[Before]] = field(default_factory=dict)


def load_known(session: Session, customers: Sequence[int], today: date, zone: tzinfo) -> Known:
    """Of these customers and their people."""
    facts = select(Customer.id, Customer.diet, Customer.bereaved_on)
    rows = session.execute(facts.where(Customer.id.in_(customers))).all()
    return Known(
        officials(session, customers),
        {row.id: row.diet for row in rows if row.diet},
        {row.id: row.bereaved_on for row in rows if row.bereaved_on},
        _before(session, customers, today, zone),
    )


def notices(
    known: Known,
    person: Person,
    gift: str,
    *,
    festive: bool,
    today: date,
    day: date | None,
    list_id: int | None = None,
) -> Iterator[Notice]:
    """About one gift to one person; `day` is that of the occasion, `list_id` the list it is on."""
    customer = person[0]
    if customer in known.officials:
        yield Notice("red", _("In public service: may not accept gifts."))
    if festive and in_mourning(known.bereaved.get(customer), day or today):
        yield Notice("red", _("In mourning: no festive gift this year."))
    for told in taboos(gift):
        yield Notice("red", told)
    yield from _against_diet(known.diets.get(customer, ""), gift)
    last = day or today
    for before in _earlier(known, person, last, list_id):
        if gift and same_gift(gift, before.name):
            yield Notice("amber", _repeated(before, last))
            break


def last_gift(
    known: Known, person: Person, today: date, list_id: int | None = None
) -> Before | None:
    """What she got last before this year's season; what this list gave her is not meant."""
    return next(_earlier(known, person, today, list_id), None)


def goods(text: str) -> str:
    """The gift a log entry names; "" where it tells a story."""
    first = text.partition("\n")[0].strip()
    return "" if len(first) > _LONGEST_NAME or _SENTENCE.search(first) else first


def _earlier(known: Known, person: Person, today: date, list_id: int | None) -> Iterator[Before]:
    for one in known.before.get(person, ()):
        own = list_id is not None and one.list_id == list_id
        if one.name and not own and (today - one.day).days > 60:
            yield one


def spent_in(known: Known, person: Person, year: int) -> int:
    """What gifts to her cost in a year, in minor units."""
    return sum(one.cost for one in known.before.get(person, ()) if one.day.year == year)


def same_gift(one: str, other: str) -> bool:
    """Whether two gifts are the same goods, whatever their number: 茶叶礼盒 2盒, 茶叶."""
    first, second = (_COUNT.sub("", text).casefold() for text in (one, other))
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) >= 2 and shorter in longer


def _repeated(before: Before, day: date) -> str:
    if before.day.year == day.year - 1:
        return _("Got {gift} last year too.").format(gift=before.name)
    return _("Got {gift} on {day:%Y-%m-%d} already.").format(gift=before.name, day=before.day)


def _against_diet(diet: str, gift: str) -> Iterator[Notice]:
    if not gift:
        return
    texts = diet_texts()
    for word in re.split(r"[\s,，、;；]+", diet):
        if any(found.search(gift) for found in _FORBIDDEN.get(word, ())):
            told = _("Her table: {diet}. This does not go with it.")
            yield Notice("red", told.format(diet=texts[word]))
        elif (avoided := _AVOIDS.match(word)) and (avoided[1] or avoided[2]) in gift:
            yield Notice("red", pgettext("gift", "Noted of her: {word}.").format(word=word))


def _before(
    session: Session, customers: Sequence[int], today: date, zone: tzinfo
) -> dict[Person, list[Before]]:
    """Gifts of the log, of her last 16 months, the newest first."""
    since = datetime.combine(today - _BACK, time.min, zone).astimezone(UTC)
    query = (
        select(
            Interaction.customer_id, Interaction.contact_id, Interaction.at, Interaction.text,
            Interaction.cost, Interaction.id, Gift.name, Gift.list_id,
        )
        .outerjoin(Gift, Gift.interaction_id == Interaction.id)
        .where(
            Interaction.customer_id.in_(customers),
            Interaction.at >= since,
            Interaction.kind == "gift",
            Interaction.direction != "in",
        )
        .order_by(Interaction.at.desc(), Interaction.id.desc())
    )  # fmt: skip
    found: dict[Person, list[Before]] = {}
    for row in session.execute(query):
        day = row.at.astimezone(zone).date()
        name = goods(row.text) if row.list_id is None else row.name
        one = Before(day, name, row.cost or 0, row.list_id)
        found.setdefault((row.customer_id, row.contact_id), []).append(one)
    return found


def planned_in(session: Session, customers: Sequence[int], year: int) -> dict[Person, int]:
    """What is on the lists of a year and not given yet: it will cost as well."""
    query = (
        select(Gift.customer_id, Gift.contact_id, Gift.price, GiftList.day, GiftList.created_at)
        .join(GiftList, GiftList.id == Gift.list_id)
        .where(Gift.customer_id.in_(customers), Gift.status != "given", Gift.price.is_not(None))
    )
    found: dict[Person, int] = {}
    for row in session.execute(query):
        if (row.day.year if row.day else row.created_at.year) == year:
            person = (row.customer_id, row.contact_id)
            found[person] = found.get(person, 0) + row.price
    return found
