"""Gifts to buy and to give, visits and services of plans."""

from __future__ import annotations

from typing import Any

from crmdesk.models.core.i18n import N_, _, ngettext, pgettext
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.when import say_day, short_day
from crmdesk.ui.today.hands import Hands, Office
from crmdesk.ui.today.kinds.kind import Kind


def _gift_pressing(row: TodayRow, office: Office) -> str:
    """To buy, to give; after the day how late."""
    if row.due_on is not None and (late := (office.today() - row.due_on).days) > 0:
        return ngettext("{n} day late", "{n} days late", late).format(n=late)
    return pgettext("gift", "To give") if row.code == "bought" else pgettext("gift", "To buy")


def _gift_reason(row: TodayRow, _office: Office) -> str:
    what = row.text or pgettext("gift", "Not chosen yet")
    parts = [what, row.feast_name]
    if row.due_on is not None:
        parts.append(short_day(row.due_on))
    return " · ".join(part for part in parts if part)


def _gift_on(row: TodayRow, hands: Hands) -> None:
    """One step further: bought, or given and logged."""
    if row.code != "bought":
        told = _("Bought: {name}").format(name=row.name)
        hands.follow_ups.each("gift.mark", [row.id], row.name, _buy, told)
        return

    def give(session: Any, gift_id: int) -> None:
        from crmdesk.models.care.gift_actions import give_gifts

        give_gifts(session, [gift_id], on=hands.office.today(), now=hands.db.now())

    told = _("Gift given and logged: {name}").format(name=row.name)
    hands.follow_ups.each("gift.give", [row.id], row.name, give, told)


def _buy(session: Any, gift_id: int) -> None:
    from crmdesk.models.care.gift_actions import mark_gifts

    mark_gifts(session, [gift_id], "bought")


def _open_list(row: TodayRow, hands: Hands) -> None:
    hands.navigator.show_gift_list(row.step)


def _plan_pressing(row: TodayRow, office: Office) -> str:
    due, today = row.due_on or office.today(), office.today()
    if due < today:
        days = (today - due).days
        return ngettext("{n} day late", "{n} days late", days).format(n=days)
    return _("by {day}").format(day=say_day(due, today))


def _visit_reason(_row: TodayRow, _office: Office) -> str:
    return _("Service plan: a visit is due")


def _service_reason(row: TodayRow, _office: Office) -> str:
    return _("Service plan: {service}").format(service=row.text)


def _log_visit(row: TodayRow, hands: Hands) -> None:
    """What was talked about there: that is the visit the plan counts."""
    hands.log(
        row.customer_id, hands.panel, contact_id=row.contact_id, kind="visit", direction="out"
    )


def _open_plan(row: TodayRow, hands: Hands) -> None:
    hands.navigator.open_plan(row.step)


GIFT = Kind(
    reason=_gift_reason,
    pressing=_gift_pressing,
    done=_gift_on,
    done_words=N_("Bought, then given"),
    edit=_open_list,
)
PLAN_VISIT = Kind(
    reason=_visit_reason,
    pressing=_plan_pressing,
    done=_log_visit,
    done_words=N_("Visited…"),
    log=_log_visit,
    edit=_open_plan,
)
PLAN_SERVICE = Kind(
    reason=_service_reason,
    pressing=_plan_pressing,
    done=_open_plan,
    done_words=N_("Open the plan"),
    edit=_open_plan,
)
