"""The five pages of the complaint dialog, each made when it is first turned to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crmdesk.models.complaints.improvements import load_causes
from crmdesk.models.complaints.queries import ComplaintPage
from crmdesk.models.complaints.rules import CONFIRM, LISTEN, PROPOSE, RESOLVE, STEPS, VERIFY
from crmdesk.models.core.clock import local_day
from crmdesk.models.core.db import Database
from crmdesk.models.office.queries import Named
from crmdesk.ui.complaints.confirm_page import ConfirmPage
from crmdesk.ui.complaints.pages import ListenPage, ProposePage, ResolvePage, VerifyPage
from crmdesk.ui.complaints.words import Page
from crmdesk.ui.kit.widgets.card import scrolled

USUAL = 5
"""So many of the commonest causes are one click away."""
AnyPage = TypeVar("AnyPage", bound=Page)


class StepPages(QStackedWidget):
    """`edited()` is said at every word; a page made later shows what was loaded before."""

    edited = Signal()

    def __init__(
        self,
        listen: ListenPage,
        db: Database,
        zone: tzinfo,
        staff: Sequence[Named],
    ) -> None:
        super().__init__()
        self._db, self._zone, self._staff = db, zone, staff
        self._made: list[Page] = []
        self._stored: ComplaintPage | None = None
        self._places: list[QVBoxLayout] = []
        for _step in STEPS:
            place = QWidget()
            room = QVBoxLayout(place)
            room.setContentsMargins(0, 0, 0, 0)
            self._places.append(room)
            self.addWidget(place)
        self.listen = self._begin(LISTEN, listen)

    @cached_property
    def verify(self) -> VerifyPage:
        return self._begin(VERIFY, VerifyPage())

    @cached_property
    def propose(self) -> ProposePage:
        return self._begin(PROPOSE, ProposePage())

    @cached_property
    def resolve(self) -> ResolvePage:
        return self._begin(RESOLVE, ResolvePage(self._staff, self._db.staff_id, self._today))

    @cached_property
    def confirm(self) -> ConfirmPage:
        with self._db.read() as session:
            causes = [cause.text for cause in load_causes(session)[:USUAL]]
        return self._begin(CONFIRM, ConfirmPage(self._db.now, self._zone, causes))

    def _today(self) -> date:
        return local_day(self._db.now(), self._zone)

    @property
    def step(self) -> int:
        """The step whose page is in front."""
        return self.currentIndex() + 1

    def turn_to(self, step: int) -> None:
        """Bring the page of this step to the front."""
        self.page(step)
        self.setCurrentIndex(step - 1)

    def page(self, step: int) -> Page:
        """The page of a step, made now if it was not yet."""
        if step == LISTEN:
            return self.listen
        if step == CONFIRM:
            return self.confirm
        return self.middle(step)

    def middle(self, step: int) -> VerifyPage | ProposePage | ResolvePage:
        """The page of step 2, 3 or 4."""
        if step == VERIFY:
            return self.verify
        return self.propose if step == PROPOSE else self.resolve

    def load(self, stored: ComplaintPage) -> None:
        """Show what is stored: at once on the pages there are, on the others when they are made."""
        self._stored = stored
        for page in self._made:
            page.load(stored)

    def _begin(self, step: int, page: AnyPage) -> AnyPage:
        if self._stored is not None:
            page.load(self._stored)
        page.edited.connect(self.edited)
        self._made.append(page)
        self._places[step - 1].addWidget(scrolled(page))
        return page
