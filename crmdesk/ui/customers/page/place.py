"""Where the page of a customer stands: empty until the page is built, the costliest of all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.ui.customers.page.body import NARROWEST
from crmdesk.ui.customers.page.view import CustomerView
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.pieces import Pieces


class PagePlace(QWidget):
    """Builds the page in pieces once it is seen or wanted: `first` what it needs, then `build`."""

    def __init__(
        self, jobs: JobRunner, first: Callable[[], object], build: Callable[[QWidget], CustomerView]
    ) -> None:
        super().__init__()
        self.setObjectName("customer_place")
        self.setMinimumWidth(NARROWEST)  # else the list is made narrower when the page comes
        self.page: CustomerView | None = None
        self._build = build
        self._built: CustomerView | None = None
        self._wanted: list[Callable[[CustomerView], object]] = []
        self._pieces = Pieces(jobs, (first, self.build, self.make), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def build(self) -> CustomerView:
        """The page, not yet to be seen: dressing it takes as long as building it."""
        if self._built is None:
            self._built = self._build(self)
        return self._built

    def make(self) -> CustomerView:
        """The page in its place, built now if it was not yet; what was wanted of it is done."""
        if self.page is None:
            self.page = self.build()
            self.layout().addWidget(self.page)  # type: ignore[union-attr]
            while self._wanted:
                self._wanted.pop(0)(self.page)
        return self.page

    def when_there(self, then: Callable[[CustomerView], object]) -> None:
        """Do it now or, a moment later, with the page."""
        if self.page is not None:
            then(self.page)
        else:
            self._wanted.append(then)
            self._pieces.begin()

    def show_customer(self, customer_id: int | None) -> None:
        """Show her, or nobody."""
        self.when_there(lambda page: page.show_customer(customer_id))

    def show_soon(self, customer_id: int | None) -> None:
        """The same, read beside this thread."""
        self.when_there(lambda page: page.show_soon(customer_id))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.page is None:
            self._pieces.begin()
