"""Today: whom to contact, why, by which number; done in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QTimer

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import TodayPage, TodayRow
from crmdesk.ui.kit.follow_up_acts import FollowUpActs, LogContact
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.promise_acts import PromiseActs
from crmdesk.ui.kit.row_bar import RowBar, add_row_keys
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.stream import StreamModel
from crmdesk.ui.kit.stream_view import StreamView
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.today.commands import TodayCommands
from crmdesk.ui.today.delegate import TodayDelegate
from crmdesk.ui.today.hands import Hands, Office
from crmdesk.ui.today.holiday_reminder import HolidayReminder
from crmdesk.ui.today.items import MoreItem, RowItem, has_greeting, items_of
from crmdesk.ui.today.words import date_line

MINUTE = 60_000
MORE_AT_ONCE = 100
_TABLES = (
    "follow_up",
    "promise",
    "complaint",
    "complaint_pause",
    "complaint_escalation",
    "holiday",
    "customer",
    "contact",
    "interaction",
    "phone",
    "channel",
    "consent",
    "order",
    "setting",
    "staff",
)


RowRun = Callable[[TodayRow], None]


class TodayPanel(Page):
    """Arrows move, Enter opens the customer, D is done, L later, G logs, Ctrl+C copies the number,
    C the greeting, E changes its words first.
    """

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        log_contact: LogContact,
    ) -> None:
        super().__init__(pgettext("screen", "Today"))
        self.setObjectName("today_panel")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        with db.read() as session:
            office, staff = load_office(session), load_staff(session)
        self._zone = office_zone(office.zone)
        self._day, self._limits = self.today(), dict[str, int]()
        self._answers, self._soon = Latest(jobs, self), Soon(self.refresh, self)
        self._answers.ask(self._question())  # answered while the rest of the page is made
        self.office = Office(self.today, db.now, self._zone, office.country, len(staff) > 1)
        self.staff = FilterChip(_("Who"), [(person.id, person.name) for person in staff])
        self.staff.setVisible(len(staff) > 1)
        self.model = StreamModel(self)
        self.view = StreamView("today", self.model)
        self.view.setAccessibleName(pgettext("screen", "Today"))
        self._delegate = TodayDelegate(self.model, self.office)
        self.view.setItemDelegate(self._delegate)
        follow_ups = FollowUpActs(db, jobs, navigator, self.today, self)
        promises = PromiseActs(db, jobs, navigator, self.today, self)
        hands = Hands(self, db, jobs, navigator, log_contact, self.office, follow_ups, promises)
        self.commands = TodayCommands(hands)
        self._lay_out()
        self._connect(hub)
        self._show_waiting()

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
        self._answers.ask(self._question([int(str(value)) for value in self.staff.values()]))

    def _question(self, staff: Sequence[int] = ()) -> Callable[[Job], TodayPage]:
        today, zone, limits = self.today(), self._zone, dict(self._limits)

        def ask(_job: Job) -> TodayPage:
            with self._db.read() as session:
                return load_today(
                    session, today, zone, now=self._db.now(), staff=staff, limits=limits
                )

        return ask

    def _show_waiting(self) -> None:
        self.subtitle.setText(date_line(self.today()))
        self.area.show_loading()

    def _on_page(self, page: TodayPage) -> None:
        self.reminder.refresh()
        current = self.view.currentIndex().row()
        self.model.set_items(items_of(page.sections, self.office))
        if not self.model.rowCount():
            self.area.show_empty()
            return
        self.area.show_content()
        if not self.view.currentIndex().isValid():
            self._stand_near(max(current, 1))

    def _stand_near(self, row: int) -> None:
        """Where the row just done stood, or the last before it."""
        rows = [n for n, item in enumerate(self.model.items()) if isinstance(item, RowItem)]
        if rows:
            at = next((number for number in rows if number >= row), rows[-1])
            self.view.setCurrentIndex(self.model.index(at, 0))

    def _on_changed(self, changes: Changes) -> None:
        if any(touches(changes, table) for table in _TABLES):
            self._soon.ask()

    def check_day(self) -> None:
        """A new day began while the window stood open."""
        if self.today() != self._day:
            self._day, self._limits = self.today(), {}
            self.refresh()
        self.view.viewport().update()  # clocks tell the minutes

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

    def _run(self, run: RowRun, index: QModelIndex) -> None:
        item = self.model.item_at(index)
        if isinstance(item, RowItem):
            self.view.setCurrentIndex(index)
            run(item.row)

    def _later(self, row: TodayRow) -> None:
        rect = self.view.visualRect(self.view.currentIndex())
        at = QPoint(rect.right() - 220, rect.bottom() - 8)
        self.commands.later(row, self.view.viewport().mapToGlobal(at))

    def _connect(self, hub: DataHub) -> None:
        self._answers.ready.connect(self._on_page)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.staff.changed.connect(lambda _values: self.refresh())
        self.view.opened.connect(self._on_opened)
        self.view.clicked.connect(self._on_clicked)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self._delegate.phone_clicked.connect(self._on_phone)
        hub.changed.connect(self._on_changed)
        timer = QTimer(self, interval=MINUTE)
        timer.timeout.connect(self.check_day)
        timer.start()

    def _lay_out(self) -> None:
        new = PrimaryButton(_("New follow-up"), "add")
        new.setObjectName("new_follow_up")
        new.setToolTip(_("New follow-up") + " (Ctrl+T)")
        new.clicked.connect(lambda: self._navigator.open_follow_up())
        self.tools.addWidget(self.staff)
        self.tools.addWidget(new)
        empty = EmptyState(
            "smile",
            _("Nobody is waiting today"),
            _("A good moment to greet a customer you have not spoken to for long."),
            _("Look through the customers"),
            lambda: self._navigator.show_screen("customers"),
            primary=False,
        )
        self.area = ListArea(self.view, empty)
        self.reminder = HolidayReminder(self._db, self._jobs, self._navigator, self.today)
        card = Card(padding=8)
        card.add(self.reminder)
        card.add(self.area, 1)
        self.fill(card)
        self.setFocusProxy(self.view)
        self._add_buttons()
        keys: dict[str, RowRun] = {
            "D": self.commands.done,
            "L": self._later,
            "N": self.commands.dismiss,
            "G": self.commands.log,
            "F2": self.commands.edit,
            "C": self.commands.greet.copy,
            "E": self.commands.greet.edit,
            "Ctrl+C": self.commands.copy_phone,
        }
        add_row_keys(self.view, {key: partial(self._run, run) for key, run in keys.items()})

    def _add_buttons(self) -> None:
        bar = RowBar(self.view, lambda index: isinstance(self.model.item_at(index), RowItem))
        self.view.settled.connect(bar.place)
        bar.add(
            "row_greet", "copy", _("Copy greeting and log it"), "C",
            partial(self._run, self.commands.greet.copy), fits=lambda index: has_greeting(
                self.model.item_at(index)),
        )  # fmt: skip
        for name, role, tip, key, run in (
            ("row_done", "check", _("Done"), "D", self.commands.done),
            ("row_later", "clock", _("Later"), "L", self._later),
            ("row_log", "call", _("Log a contact"), "G", self.commands.log),
            ("row_open", "person", _("Open customer"), "Enter", self.commands.open),
        ):
            bar.add(name, role, tip, key, partial(self._run, run))
