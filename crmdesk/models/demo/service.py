"""What the made-up office repairs: service orders at every step, contracts with their visits."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.months import add_months, last_day
from crmdesk.models.cases.pausing import PARTS, PauseDraft
from crmdesk.models.core.i18n import speaking
from crmdesk.models.demo.words import country, lines
from crmdesk.models.derived.summary import refresh_summaries
from crmdesk.models.schema import Contact, Customer, CustomerSales
from crmdesk.models.service import actions
from crmdesk.models.service.contracts import ContractDraft, add_contract, visits_of
from crmdesk.models.service.drafts import (
    AssignDraft,
    FeedbackDraft,
    GroupDraft,
    PartLine,
    ReceiveDraft,
    WorkDraft,
    WorkLine,
)
from crmdesk.models.service.groups import add_group
from crmdesk.models.service.rules import FEEDBACK, RECEIVE, WORK, usual_levels
from crmdesk.models.service.visits import VisitDraft, do_visit

_PEOPLE = 24
_OPEN = (RECEIVE, WORK, WORK, FEEDBACK, RECEIVE, WORK)
"""How far those that are open got: so that a small office shows them all."""
_LEFT = (3, 20, 50, 110, 200, 300)
"""In how many days the contracts end."""
_EVERY = (1, 3, 6, 1, 3, 12)
_DONE = 22


def add_service(session: Session, staff: Sequence[int], today: date, zone: ZoneInfo) -> None:
    """Six open service orders, some months of finished ones, six contracts."""
    best = (
        select(CustomerSales.customer_id)
        .join(Customer, Customer.id == CustomerSales.customer_id)
        .where(Customer.stage.in_(("customer", "returning")), Customer.kind == "company")
        .order_by(CustomerSales.sales.desc())
        .limit(_PEOPLE)
    )
    customers = list(session.scalars(best))
    if not customers:
        return
    made = _Service(session, customers, staff, today, zone)
    made.add_groups()
    with speaking("zh_TW" if country() == "TW" else "zh_CN"):  # names of levels
        made.add_contracts()
    for number in range(_DONE):
        made.finished(number)
    for number, step in enumerate(_OPEN):
        made.opened(number, step)
    session.flush()
    refresh_summaries(session, customers)


class _Service:
    def __init__(
        self,
        session: Session,
        customers: Sequence[int],
        staff: Sequence[int],
        today: date,
        zone: ZoneInfo,
    ) -> None:
        self._session, self._customers, self._staff = session, customers, staff
        self._today, self._zone = today, zone
        self._rng = random.Random(f"{today}/service")
        self._groups: dict[str, int] = {}
        self._requests = [line.split("|") for line in lines("service", "requests")]

    def add_groups(self) -> None:
        for at, line in enumerate(lines("service", "groups")):
            name, hours = line.split("|")
            person = self._staff[(at + 1) % len(self._staff)]
            self._groups[name] = add_group(self._session, GroupDraft(name, person, int(hours)))

    def add_contracts(self) -> None:
        """One about to end, one to be spoken of, the rest for a while; visits behind and ahead."""
        included, told = lines("service", "included"), lines("service", "visits")
        for at, (left, every) in enumerate(zip(_LEFT, _EVERY, strict=True)):
            ends_on = self._today + timedelta(days=left)
            starts_on = add_months(ends_on + timedelta(days=1), -12)
            draft = ContractDraft(
                self._customers[at % len(self._customers)],
                level=usual_levels()[at % 3],
                starts_on=starts_on,
                ends_on=ends_on,
                fee=(9800, 6800, 3600)[at % 3] * 100,
                included=included[at % 3],
                staff_id=self._staff[at % len(self._staff)],
                every_months=every,
            )
            contract = add_contract(self._session, draft, now=self._at(starts_on, 10))
            for visit in visits_of(self._session, contract):
                if visit.due_on < self._today - timedelta(days=3):
                    now = self._at(visit.due_on - timedelta(days=2), 15)
                    text = told[at % len(told)]
                    do_visit(self._session, visit.id, VisitDraft(text, 90), now=now)

    def opened(self, number: int, step: int) -> None:
        """One that is still to be done."""
        at = self._at(self._today - timedelta(days=number), 10)
        order = self._receive(number, number + 2, at)
        if step >= WORK:
            day = self._today + timedelta(days=number % 3)
            draft = AssignDraft(self._staff[number % len(self._staff)], day, "14:00")
            self._save(order, draft, at + timedelta(hours=1))
        if step >= FEEDBACK:
            self._save(order, self._work(number, at), at + timedelta(hours=4))
        if number == 2:
            reason = lines("service", "waits")[0]
            actions.pause_order(
                self._session, order, PauseDraft(reason, PARTS), now=at + timedelta(hours=5)
            )

    def finished(self, number: int) -> None:
        """One of the last months."""
        at = self._at(self._today - timedelta(days=8 + 5 * number), 9)
        order = self._receive(number, number, at)
        self._save(order, AssignDraft(self._staff[number % len(self._staff)]), at)
        self._save(order, self._work(number, at), at + timedelta(hours=5))
        told = lines("service", "told")[number % 3]
        who = self._contact(self._customers[number % len(self._customers)])[1]
        score = self._rng.choice((5, 5, 5, 4, 4, 3, 2))
        draft = FeedbackDraft(told, score, who)
        actions.feed_back(self._session, order, draft, now=at + timedelta(days=1))

    def _receive(self, number: int, who: int, at: datetime) -> int:
        group, product, words, _done, _part, _cost = self._requests[number % len(self._requests)]
        customer = self._customers[who % len(self._customers)]
        months = (14, 5, 30)[number % 3]
        draft = ReceiveDraft(
            customer,
            words=words,
            subject=words.split("，")[0],
            channel=("call", "wechat", "visit")[number % 3],
            contact_id=self._contact(customer)[0],
            product=product,
            serial=f"SN-{2400 + 37 * number}",
            group_id=self._groups[group],
            warranty_until=last_day(add_months(at.date(), -months), 12),
            wanted_on=(at + timedelta(days=1)).date(),
        )
        return actions.receive_order(self._session, draft, now=at)

    def _work(self, number: int, at: datetime) -> WorkDraft:
        _group, _product, _words, done, part, cost = self._requests[number % len(self._requests)]
        free = number % 3 == 1
        parts = (PartLine(part, 1000, int(cost) * 100),) if part else ()
        line = WorkLine(done, self._staff[number % len(self._staff)], at.date(), 45, "site")
        paid_on = at.date() if number % 4 else None
        if free:
            return WorkDraft((line,), parts, "warranty")
        return WorkDraft((line,), parts, "paid", (8000, 12000, 26000)[number % 3], paid_on)

    def _save(self, order: int, draft: AssignDraft | WorkDraft, now: datetime) -> None:
        actions.save_step(self._session, order, draft, finish=True, now=now)

    def _contact(self, customer: int) -> tuple[int | None, str]:
        query = select(Contact.id, Contact.name).where(Contact.customer_id == customer)
        row = self._session.execute(query.order_by(Contact.id).limit(1)).first()
        return (row.id, row.name) if row is not None else (None, "—")

    def _at(self, day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), self._zone)
