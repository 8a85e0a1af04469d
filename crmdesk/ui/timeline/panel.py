"""All that happened with one customer, newest first, with the place to write on top."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.timeline.entries import TimelineFilter
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.row_bar import RowBar, add_row_keys
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.stream import StreamModel
from crmdesk.ui.kit.stream_view import StreamView
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.timeline.commands import EditInteraction, EntryCommands
from crmdesk.ui.timeline.delegate import TimelineDelegate
from crmdesk.ui.timeline.feed import Feed
from crmdesk.ui.timeline.items import EntryItem
from crmdesk.ui.timeline.narrowing import Narrowing

LEAST_FOR_BOTH = 640  # px: composer with details, and some of the stream
LOW_WINDOW = 740  # px: below it the composer says less while nobody writes


class Composer(Protocol):
    """Where one writes what happened."""

    @property
    def widget(self) -> QWidget:
        """What is shown on top of the timeline."""

    def show_customer(self, customer_id: int) -> None:
        """What is written from now on is about this customer."""

    def set_low(self, *, low: bool) -> None:
        """Whether the window is low."""

    def focus_text(self) -> None:
        """Put the cursor where one writes."""

    def preset(self, *, contact_id: int | None = None, kind: str = "", direction: str = "") -> None:
        """Fill in what is known already, unless something was begun."""

    def on_unfold(self, tell: Callable[[bool], None]) -> None:
        """Tell when the details, which need room, are shown (True) and gone again."""


class TimelinePanel(QWidget):
    """Shown inside the page of a customer, which says what it is and frames it.

    `show_customer` turns it to another one.
    """

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        composer: Composer,
        edit_interaction: EditInteraction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_panel")
        self._db, self._customer, self._composer = db, 0, composer
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
        self.model = StreamModel(self)
        self.view = StreamView("timeline", self.model)
        self.view.setAccessibleName(_("Timeline"))
        self._delegate = TimelineDelegate(self.model, lambda: local_day(db.now(), self._zone))
        self.view.setItemDelegate(self._delegate)
        self._commands = EntryCommands(db, jobs, navigator, edit_interaction, self)
        self.narrowing = Narrowing()
        self.feed = Feed(db, jobs, self.model, self._zone, self)
        self._soon = Soon(self.feed.refresh, self)
        self._lay_out()
        self._connect(hub)
        self._know_staff()

    def show_customer(self, customer_id: int) -> None:
        """Everything about this customer, unfiltered."""
        self._customer = customer_id
        self.narrowing.reset()
        self.view.forget_place()
        self._composer.show_customer(customer_id)
        self._show_filtered()
        self.feed.count()

    def focus_composer(self) -> None:
        """Ctrl+L: write what happened with the customer shown."""
        self._composer.focus_text()

    def take_call(self, contact_id: int | None) -> None:
        """The customer shown is calling: an incoming call, with whom, ready for the words."""
        self._composer.preset(contact_id=contact_id, kind="call", direction="in")
        self._composer.focus_text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._composer.set_low(low=self.window().height() < LOW_WINDOW)

    def _lay_out(self) -> None:
        empty = EmptyState(
            "history",
            _("Nothing has happened yet"),
            _("Write above what was said, press Enter, and it stands here."),
            _("Log a contact"),
            self.focus_composer,
            primary=False,
        )
        self.area = ListArea(self.view, empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._composer.widget)
        column.addWidget(self.narrowing)
        column.addWidget(self.area, 1)
        self._bar = RowBar(self.view, self._has_tools, top=6)
        self._bar.add("edit_entry", "edit", _("Edit"), "F2", self._edit)
        self._bar.add("delete_entry", "delete", _("Delete"), "Del", self._delete)
        self.view.settled.connect(self._bar.place)

    def _connect(self, hub: DataHub) -> None:
        self.narrowing.changed.connect(self._show_filtered)
        self.narrowing.search.left_down.connect(self.view.setFocus)
        self._composer.on_unfold(self._make_room)
        self.feed.loaded.connect(self._on_loaded)
        self.feed.failed.connect(lambda error: self.area.show_error(error, self._show_filtered))
        self.feed.counted.connect(self.narrowing.kinds.show_counts)
        self.view.opened.connect(self._edit)
        self.view.customContextMenuRequested.connect(self._on_menu)
        add_row_keys(
            self.view,
            {
                "F2": self._edit,
                "Del": self._delete,
                "Space": self._delegate.toggle,
                "N": self._needs_no_answer,
                "Ctrl+C": self._copy,
            },
        )
        hub.changed.connect(self._on_changed)

    def _know_staff(self) -> None:
        with self._db.read() as session:
            self._delegate.show_staff = len(load_staff(session, everyone=True)) > 1

    def _show_filtered(self) -> None:
        if self._customer:
            wanted = self.narrowing.wanted()
            self._delegate.searched = wanted.text.strip()
            self.area.show_loading()
            self.feed.show(self._customer, wanted)

    def _on_loaded(self) -> None:
        if self.model.rowCount():
            self.area.show_content()
        elif self.narrowing.wanted() != TimelineFilter():
            self.area.show_no_match(self._delegate.searched, self.narrowing.clear)
        else:
            self.area.show_empty()

    def _make_room(self, unfolded: bool) -> None:  # noqa: FBT001 - told by the composer
        """Where the page is low, the stream gives its place to the details being filled in."""
        low = unfolded and self.height() < LEAST_FOR_BOTH
        self.narrowing.setVisible(not low)
        self.area.setVisible(not low)

    def _on_changed(self, changes: Changes) -> None:
        if touches(changes, "staff"):
            self._know_staff()
        if self._customer and (
            touches(changes, "customer_summary", self._customer)
            or touches(changes, "veil")
            or touches(changes, "customer_sales", self._customer)
            or touches(changes, "interaction")
            or touches(changes, "promise")
            or touches(changes, "service_order")
            or touches(changes, "contact")
            or touches(changes, "staff")
        ):
            self._soon.ask()

    def _has_tools(self, index: QModelIndex) -> bool:
        return isinstance(self.model.item_at(index), EntryItem)

    def _edit(self, index: QModelIndex) -> None:
        if isinstance(item := self.model.item_at(index), EntryItem):
            self._commands.edit(item.entry)

    def _delete(self, index: QModelIndex) -> None:
        if isinstance(item := self.model.item_at(index), EntryItem):
            self._commands.delete(item.entry, self._customer)

    def _needs_no_answer(self, index: QModelIndex) -> None:
        item = self.model.item_at(index)
        if isinstance(item, EntryItem) and item.waits is not None:
            self._commands.needs_no_answer(self._customer)

    def _copy(self, index: QModelIndex) -> None:
        if (item := self.model.item_at(index)) is not None:
            self._commands.copy(item.spoken())

    def _on_menu(self, at: QPoint) -> None:
        item = self.model.item_at(self.view.indexAt(at))
        if isinstance(item, EntryItem):
            place = self.view.viewport().mapToGlobal(at)
            waits = item.waits is not None
            self._commands.show_menu(item.entry, item.spoken(), self._customer, place, waits=waits)
