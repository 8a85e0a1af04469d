"""What is done about return visits and after sales, for tests that do everything at random."""

import random
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.rhythms.actions import (
    finish_said,
    leave_out_visit,
    make_visit,
    put_off_visit,
)
from crmdesk.models.rhythms.closing import ITEMS, leave_out, reopen, tick
from crmdesk.models.rhythms.visits import ORIGINS, Visit
from crmdesk.models.schema import Customer, FollowUp
from crmdesk.models.tasks.actions import hand_follow_up, postpone_follow_up

Step = Callable[[Session, Database, random.Random], object]


def _some(session: Session, table: type[Customer] | type[FollowUp], chance: random.Random) -> int:
    ids = list(session.scalars(select(table.id).order_by(table.id)))
    if not ids:
        raise CrmError("nothing")
    return int(chance.choice(ids))


def _visit(session: Session, db: Database, chance: random.Random) -> object:
    day = db.now().date()
    her = _some(session, Customer, chance)
    visit = Visit(her, chance.choice(ORIGINS), day, chance.randint(1, 99))
    if chance.random() < 0.4:
        said = InteractionDraft(her, text="都好", next_on=chance.choice((None, day)))
        return make_visit(session, visit, said, now=db.now())
    if chance.random() < 0.5:
        return put_off_visit(session, visit, day + timedelta(days=3), now=db.now(), why="出差")
    return leave_out_visit(session, visit, now=db.now(), why="刚见过")


def _finish(session: Session, db: Database, chance: random.Random) -> object:
    said = InteractionDraft(0, text=chance.choice(("", "样品收到了")))
    return finish_said(session, _some(session, FollowUp, chance), said, now=db.now())


def _later(session: Session, db: Database, chance: random.Random) -> object:
    follow_up = _some(session, FollowUp, chance)
    hand_follow_up(session, follow_up, 1)
    return postpone_follow_up(session, follow_up, db.now().date(), why="客户开会")


def _check_off(session: Session, db: Database, chance: random.Random) -> object:
    her, day = _some(session, Customer, chance), db.now().date()
    code = chance.choice(list(ITEMS))
    if chance.random() < 0.5:
        return tick(session, her, day, code, now=db.now())
    if chance.random() < 0.5:
        return leave_out(session, her, day, code, "不用", now=db.now())
    return reopen(session, her, day, code)


CALLING: tuple[Step, ...] = (_visit, _visit, _finish, _later, _check_off, _check_off)
