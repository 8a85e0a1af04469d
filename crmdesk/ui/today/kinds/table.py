"""Which kind the rows of each source are: the one entry a new source needs here.

The keys are the values of `TodayRow.source`; a kind stands in a module of its own beside this
one, named like its source in models/today.
"""

from __future__ import annotations

from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.today.hands import Office
from crmdesk.ui.today.kinds.care import BIRTHDAY, FESTIVAL, FESTIVE_ORDER
from crmdesk.ui.today.kinds.caring import GIFT, PLAN_SERVICE, PLAN_VISIT
from crmdesk.ui.today.kinds.complaints import COMPLAINT
from crmdesk.ui.today.kinds.due import FOLLOW_UP, PROMISE
from crmdesk.ui.today.kinds.kind import Kind
from crmdesk.ui.today.kinds.replies import REPLY
from crmdesk.ui.today.kinds.service import SERVICE_CONTRACT, SERVICE_ORDER, SERVICE_VISIT
from crmdesk.ui.today.kinds.surveys import SURVEY
from crmdesk.ui.today.kinds.visits import CLOSING, VISIT

KINDS: dict[str, Kind] = {
    "follow_up": FOLLOW_UP,
    "promise": PROMISE,
    "customer": BIRTHDAY,
    "contact": BIRTHDAY,
    "festival": FESTIVAL,
    "festival_contact": FESTIVAL,
    "festive_order": FESTIVE_ORDER,
    "gift": GIFT,
    "plan": PLAN_VISIT,
    "plan_service": PLAN_SERVICE,
    "complaint": COMPLAINT,
    "service_order": SERVICE_ORDER,
    "service_visit": SERVICE_VISIT,
    "service_contract": SERVICE_CONTRACT,
    "reply": REPLY,
    "visit": VISIT,
    "closing": CLOSING,
    "survey": SURVEY,
}


def kind_of(row: TodayRow) -> Kind:
    return KINDS[row.source]


def pressing(row: TodayRow, office: Office) -> str:
    """The first words, in the colour of `tone`: how late, when, how old."""
    return kind_of(row).pressing(row, office)


def reason(row: TodayRow, office: Office) -> str:
    """What for."""
    return kind_of(row).reason(row, office)


def tone(row: TodayRow) -> str:
    """The colour of what presses."""
    return kind_of(row).tone(row)
