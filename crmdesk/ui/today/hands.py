"""What the rows of Today depend on to be told, and to be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.ui.kit.follow_up_acts import FollowUpActs, LogContact
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.promise_acts import PromiseActs


@dataclass(frozen=True, slots=True)
class Office:
    """What words about days and numbers depend on."""

    today: Callable[[], date]
    now: Callable[[], datetime]
    zone: tzinfo
    country: str
    show_staff: bool


@dataclass(frozen=True, slots=True)
class Hands:
    """What an act on a row may use."""

    panel: QWidget
    db: Database
    jobs: JobRunner
    navigator: Navigator
    log: LogContact
    office: Office
    follow_ups: FollowUpActs
    promises: PromiseActs
