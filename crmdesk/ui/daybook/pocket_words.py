"""What the pocket sheet says of a visit, in four lines."""

from __future__ import annotations

from datetime import tzinfo

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.daybook.visits import Stop, Visit
from crmdesk.models.interactions.rules import title_text
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.kit.when import short_day


def who(visit: Visit) -> str:
    """10:00 王建国 王总 · 明达建材."""
    name = visit.name
    if visit.salutation and visit.salutation != name:
        name = f"{name} {visit.salutation}"
    return " ".join(part for part in (visit.time, " · ".join(_parts(name, visit.company))) if part)


def about(visit: Visit) -> str:
    """Why."""
    return pgettext("list", "; ").join(visit.why) or pgettext("pocket", "Visit")


def reach_of(visit: Visit, country: str) -> str:
    """The number to call, and where."""
    return " · ".join(_parts(say_phone(visit.phone, country, None), visit.address))


def known_of(visit: Visit, zone: tzinfo) -> str:
    """What is owed, what was bought, what was said last."""
    owed = bought = talk = ""
    if visit.owed > 0:
        owed = _("Owed {amount}").format(amount=say_money(visit.owed, visit.currency))
    if visit.goods and visit.bought_on is not None:
        bought = pgettext("pocket", "bought {goods} ({day})").format(
            goods=visit.goods, day=short_day(visit.bought_on)
        )
    if visit.talk is not None:
        talk = pgettext("pocket", "{day} {how}: {words}").format(
            day=short_day(visit.talk.at.astimezone(zone).date()),
            how=title_text(visit.talk.kind, visit.talk.direction),
            words=" ".join(visit.talk.text.split()),
        )
    return " · ".join(_parts(owed, bought, talk))


def stop_text(stop: Stop) -> str:
    """A reason in the list one chooses from."""
    name = " · ".join(_parts(stop.name, stop.company))
    why = f"{stop.time} {stop.why}".strip()
    return pgettext("pocket", "{who} – {why}").format(who=name, why=why) if why else name


def _parts(*parts: str) -> list[str]:
    return [part for part in parts if part]
