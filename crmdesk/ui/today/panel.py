"""Today: whom to contact, why, by which number; done in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QTimer
from PySide6.QtWidgets import QApplication

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.today.rows import TodayPage, TodayRow
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.follow_up_acts import FollowUpActs, LogContact
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.promise_acts import PromiseActs
from crmdesk.ui.kit.row_bar import add_row_keys
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.stream import StreamModel
from crmdesk.ui.kit.stream_view import StreamView
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.kit.widgets.states import ListArea
from crmdesk.ui.today.commands import TodayCommands
from crmdesk.ui.today.delegate import TodayDelegate
from crmdesk.ui.today.empty_day import EmptyDay
from crmdesk.ui.today.hands import Hands, Office
from crmdesk.ui.today.holiday_reminder import HolidayReminder
from crmdesk.ui.today.items import MoreItem, RowItem, items_by_hour, items_by_urgency
from crmdesk.ui.today.left_over_line import LeftOverLine
from crmdesk.ui.today.row_acts import RowActs
from crmdesk.ui.today.tools import TodayTools, remembered_staff
from crmdesk.ui.today.week_strip import WeekStrip
from crmdesk.ui.today.words import date_line

if TYPE_CHECKING:
    from crmdesk.models.first_page.page import FirstPage
    from crmdesk.models.office.entries import Named
    from crmdesk.models.office.profile import OfficeSettings
    from crmdesk.models.today.left_over import LeftOver

MINUTE = 60_000
MORE_AT_ONCE = 100


class TodayPanel(Page):
    """Arrows move up and down the rows and left and right through the week; Enter opens the
    customer, H turns between urgency and hour, M moves on what was left undone. What the other
    keys do stands in `row_acts.py`. `first` is shown until the database can be asked.
    """

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        log_contact: LogContact,
        first: FirstPage | None = None,
    ) -> None:
        super().__init__(pgettext("screen", "Today"))
        self.setObjectName("today_panel")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        office, staff = (first.facts.office, first.facts.staff) if first else _people(db)
        self._zone = office_zone(office.zone)
        self._day, self._limits = self.today(), dict[str, int]()
        self.week = WeekStrip(self.today)
        self._answers, self._soon = Latest(jobs, self), Soon(self.refresh, self)
        known = {one.id for one in staff}
        people = [one for one in remembered_staff() if one in known]
        kept = first.today if first and (first.day, [*first.whose]) == (self._day, people) else None
        if kept is None:
            self._answers.ask(self._question(people))  # while the rest of the page is made
        self.choices = TodayTools(staff, db.staff_id, self)
        self.staff = self.choices.staff
        self.office = Office(self.today, db.now, self._zone, office.country, len(staff) > 1)
        self.model = StreamModel(self)
        self.view = StreamView("today", self.model)
        self.view.setAccessibleName(pgettext("screen", "Today"))
        self._delegate = TodayDelegate(self.model, self.office)
        self.view.setItemDelegate(self._delegate)
        follow_ups = FollowUpActs(db, jobs, navigator, self.today, self)
        promises = PromiseActs(db, jobs, navigator, self.today, self)
        hands = Hands(self, db, jobs, navigator, log_contact, self.office, follow_ups, promises)
        self.commands = TodayCommands(hands)
        self._page, self._anew = TodayPage([]), False
        self._lay_out()
        self._connect(hub)
        self._show_waiting()
        if kept is not None:
            self._show_page(kept)

    def today(self) -> date:
        """The office's day."""
        return local_day(self._db.now(), self._zone)

    def current_row(self) -> TodayRow | None:
        """Whom the keyboard stands on."""
        item = self.model.item_at(self.view.currentIndex())
        return item.row if isinstance(item, RowItem) else None

    def current_customer(self) -> int | None:
        """What Ctrl+L and Ctrl+J are about."""
        row = self.current_row()
        return row.customer_id if row else None

    def refresh(self) -> None:
        """Read the page anew."""
        self._show_waiting()
        self._answers.ask(self._question(self.choices.people()))

    def _question(self, staff: Sequence[int]) -> Callable[[Job], TodayPage]:
        today, zone, limits = self.today(), self._zone, dict(self._limits)
        day = self.week.day()

        def ask(_job: Job) -> TodayPage:
            from crmdesk.models.today.queries import load_today

            with self._db.read() as session:
                return load_today(
                    session, today, zone, now=self._db.now(), staff=staff, limits=limits, day=day
                )

        return ask

    def _show_waiting(self) -> None:
        self.subtitle.setText(date_line(self.week.day()))
        self.area.show_loading()

    def _show_page(self, page: TodayPage) -> None:
        self._page = page
        self.week.show_week(page.week)
        here = self.week.day() == self.today()
        since = page.left_since or self.today()
        self.left_over.show_count(page.left_over if here else 0, since)
        self._show_rows()

    def _show_rows(self) -> None:
        current = 0 if self._anew else self.view.currentIndex().row()
        if self._anew:
            self.view.forget_place()
            self._anew = False
        sections, day = self._page.sections, self.week.day()
        if self.choices.by_hour():
            items = items_by_hour(sections, day, self.office)
        else:
            items = items_by_urgency(sections, self.office)
        self.model.set_items(items)
        here = self.area.isAncestorOf(QApplication.focusWidget() or self)
        if not self.model.rowCount():
            self.empty.show_for(day, self.today(), first_day=self._page.first_day)
            self.area.show_empty()
            if here:
                self.empty.setFocus()
            return
        self.area.show_content()
        if here:
            self.view.setFocus()
        if not self.view.currentIndex().isValid():
            self._stand_near(max(current, 1))

    def _stand_near(self, row: int) -> None:
        """Where the row just done stood, or the last before it."""
        rows = [n for n, item in enumerate(self.model.items()) if isinstance(item, RowItem)]
        if rows:
            at = next((number for number in rows if number >= row), rows[-1])
            self.view.setCurrentIndex(self.model.index(at, 0))

    def _on_changed(self, changes: Changes) -> None:
        from crmdesk.models.today.sources import TABLES

        if any(table in TABLES for table, _row in changes):
            self._soon.ask()

    def check_day(self) -> None:
        """A new day began while the window stood open."""
        if self.today() != self._day:
            self._day, self._limits = self.today(), {}
            self.week.back_to_today()
            self.refresh()
        self.view.viewport().update()  # clocks tell the minutes

    def move_left_over(self) -> None:
        """Move on what was left undone, with the reason."""
        if not self.left_over.count:
            return
        today, people = self.today(), self.choices.people()

        def read(_job: Job) -> list[LeftOver]:
            from crmdesk.models.today.left_over import load_left_over

            with self._db.read() as session:
                return load_left_over(session, today, people)

        job = failing_to(self, self._jobs.read(read))
        job.succeeded.connect(self.commands.roll_all)

    def _on_turned(self, *, read: bool) -> None:
        """Another day or another order: the rows begin at their top."""
        self._anew = True
        if read:
            self._limits = {}
            self.refresh()
        else:
            self._show_rows()

    def _on_opened(self, index: QModelIndex) -> None:
        item = self.model.item_at(index)
        if isinstance(item, RowItem):
            self.commands.open(item.row)
        elif isinstance(item, MoreItem):
            self._limits[item.code] = item.shown + MORE_AT_ONCE
            self.refresh()

    def _on_clicked(self, index: QModelIndex) -> None:
        if isinstance(self.model.item_at(index), MoreItem):
            self._on_opened(index)

    def _on_menu(self, at: QPoint) -> None:
        item = self.model.item_at(self.view.indexAt(at))
        if isinstance(item, RowItem):
            place = self.view.viewport().mapToGlobal(at)
            self.commands.menu(item.row, place).popup(place)

    def _on_phone(self, phone: str) -> None:
        if (row := self.current_row()) is not None and phone:
            self.commands.copy_phone(row)

    def _connect(self, hub: DataHub) -> None:
        self._answers.ready.connect(lambda _page: self.reminder.refresh())
        self._answers.ready.connect(self._show_page)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.choices.changed.connect(self.refresh)
        self.choices.sorted.connect(lambda: self._on_turned(read=False))
        self.week.chosen.connect(lambda _day: self._on_turned(read=True))
        self.view.opened.connect(self._on_opened)
        self.view.clicked.connect(self._on_clicked)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self._delegate.phone_clicked.connect(self._on_phone)
        hub.changed.connect(self._on_changed)
        hub.opened.connect(self.refresh)
        timer = QTimer(self, interval=MINUTE)
        timer.timeout.connect(self.check_day)
        timer.start()

    def _lay_out(self) -> None:
        new = PrimaryButton(_("New follow-up"), "add")
        new.setObjectName("new_follow_up")
        new.setToolTip(_("New follow-up") + " (Ctrl+T)")
        new.clicked.connect(lambda: self._navigator.open_follow_up())
        for tool in (self.choices.order, self.choices.staff, new):
            self.tools.addWidget(tool)
        self.empty = EmptyDay(self._navigator)
        self.area = ListArea(self.view, self.empty)
        self.reminder = HolidayReminder(self._db, self._jobs, self._navigator, self.today)
        self.left_over = LeftOverLine(self.today, self.move_left_over)
        card = Card(padding=8)
        for part in (self.week, self.left_over, self.reminder):
            card.add(part)
        card.add(self.area, 1)
        self.fill(card)
        self.setFocusProxy(self.view)
        self.rows = RowActs(self.view, self.model, self.commands)
        keys: dict[str, Callable[[], None]] = {
            "Left": lambda: self.week.step(-1),
            "Right": lambda: self.week.step(1),
            "H": self.choices.turn_order,
            "M": self.move_left_over,
        }
        add_row_keys(self.view, {key: partial(_without_row, run) for key, run in keys.items()})


def _people(db: Database) -> tuple[OfficeSettings, Sequence[Named]]:
    """The office and who works there."""
    from crmdesk.models.office.queries import load_staff
    from crmdesk.models.office.settings import load_office

    with db.read() as session:
        return load_office(session), load_staff(session)


def _without_row(run: Callable[[], None], _index: QModelIndex) -> None:
    run()
