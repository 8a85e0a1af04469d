"""The card for the phone call: who, how to address her, what to mind, the last talks, what next."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.models.customers.rules import kind_text, stage_text, stage_texts
from crmdesk.models.office.queries import load_staff, load_tags
from crmdesk.ui.customers.listing.columns import STAGE_TONES
from crmdesk.ui.customers.page.action_row import ActionRow
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.fitting_scroll import FittingScroll
from crmdesk.ui.customers.page.glance import Glance
from crmdesk.ui.customers.page.missing_strip import MissingStrip
from crmdesk.ui.customers.page.phone_line import PhoneLine
from crmdesk.ui.customers.page.pill_button import PillButton, add_choices
from crmdesk.ui.customers.page.tag_line import TagLine
from crmdesk.ui.customers.page.talks import TalkList
from crmdesk.ui.customers.page.warnings import WarningStrip
from crmdesk.ui.customers.page.who_mark import WhoMark
from crmdesk.ui.kit.closing_button import ClosingButton
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.labels import ElidedLabel, label, line
from crmdesk.ui.kit.phones import say_in_text
from crmdesk.ui.kit.widgets.card import Card

NARROW, WIDE = 430, 820
MARK, LOW_MARK = 48, 40


class HeaderCard(Card):
    """One column in the pane, two on a wide page. `fact_asked(name)`: fill this in."""

    fact_asked = Signal(str)
    failed = Signal(object)

    def __init__(self, context: PageContext, hub: DataHub, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self.setObjectName("customer_header")
        self._context = context
        self._page: CustomerPage | None = None
        self.mark = WhoMark()
        self.name = ElidedLabel("big")
        self.name.setObjectName("customer_name")
        self.salutation = label("", "secondary", selectable=True)
        self.second = ElidedLabel("secondary")
        self.stage = PillButton(_("Stage"), self._fill_stages)
        self.stage.setObjectName("stage")
        self.owner = PillButton(_("Owner"), self._fill_staff)
        self.owner.setObjectName("owner")
        self.phone = PhoneLine(context)
        self.action_row = ActionRow(context, self.phone)
        self.tags = TagLine()
        self.warnings = WarningStrip()
        self.closing = ClosingButton(context.db, context.jobs, hub, context.navigator)
        self.glance = Glance(context, lambda: self.fact_asked.emit("birthday"))
        self.talks = TalkList(context.zone)
        self.missing = MissingStrip()
        self.no_talks = label(_("No contact logged yet."), "muted")
        self._talks_title = label(_("Last contacts"), "muted")
        self._repeat, self._low = True, False
        self._line = line()
        self._lay_out()
        self.tags.added.connect(self._add_tag)
        self.tags.removed.connect(self._remove_tag)
        self.tags.asked_known.connect(self._offer_tags)
        self.missing.asked.connect(self.fact_asked)

    def show_page(self, page: CustomerPage) -> None:
        """Show everything that changed."""
        before, self._page = self._page, page
        self.mark.show_who(page.name, page.kind)
        self.name.setText(page.name)
        self.salutation.setText(page.text("salutation"))
        self.salutation.setVisible(bool(page.text("salutation")))
        self.second.setText(_second(page))
        self._show_pills(page)
        self.phone.show_page(page)
        self.action_row.show_page(page)
        if before is None or before.id != page.id:
            self.tags.begin(page.id)
        self.tags.show_tags(page.tags)
        told = [replace(one, words=tuple(map(self._context.say_value, one.words)))
                for one in page.warnings]  # fmt: skip
        self.warnings.show_warnings(told, self._context.today())
        self.glance.show_page(page)
        self._follow_the_eye()
        self.closing.show_customer(page.id)
        talks = [replace(talk, text=say_in_text(talk.text, page.id)) for talk in page.talks]
        self.talks.show_talks(talks, self._context.now())
        self._show_talks()
        self.missing.show_page(page, self._context.office.country)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """One column or two, with more or less air."""
        wide = self.width() >= WIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self._columns.setSpacing(32 if wide else 6 if self._low else 10)
        self._line.setVisible(not wide and not self._low)
        self._show_owner()

    def set_low(self, *, low: bool, timeline_below: bool) -> None:
        """Little room in height: the newest talk in a line, none where the timeline shows them."""
        self.talks.set_low(low=low)
        self.mark.set_side(LOW_MARK if low else MARK)
        padding = 12 if low else 16
        if (outer := self.layout()) is not None:
            outer.setContentsMargins(padding, padding, padding, padding)
        self._left.setSpacing(6 if low else 10)
        self._right.setSpacing(4 if low else 8)
        self._low = low
        self._turn()
        self._repeat = not (low and timeline_below)
        self._show_talks()

    def _show_talks(self) -> None:
        there = self._page is not None and bool(self._page.talks)
        self.talks.setVisible(there and self._repeat)
        self._talks_title.setVisible(there and self._repeat and not self._low)
        self.no_talks.setVisible(not there)

    def _show_pills(self, page: CustomerPage) -> None:
        self.stage.show_choice(stage_text(page.stage), STAGE_TONES.get(page.stage, "neutral"))
        self.stage.setVisible(page.kind != "internal")
        self._show_owner()

    def _show_owner(self) -> None:
        """By name alone where there is no room for more; the tool tip says what it is."""
        name = self._page.owner if self._page is not None else ""
        owner = _("Owner: {name}").format(name=name) if name else _("No owner")
        self.owner.show_choice(name if name and self.width() < NARROW else owner)
        self.owner.setAccessibleName(owner)

    def _fill_stages(self, menu: QMenu) -> None:
        if self._page is not None:
            add_choices(menu, stage_texts().items(), self._page.stage, self._set_stage)

    def _fill_staff(self, menu: QMenu) -> None:
        if self._page is None:
            return
        with self._context.db.read() as session:
            staff: list[tuple[object, str]] = [(row.id, row.name) for row in load_staff(session)]
        owner = self._page.facts.get("owner_id")
        add_choices(menu, [*staff, (None, _("No owner"))], owner, self._set_owner)

    def _offer_tags(self) -> None:
        with self._context.db.read() as session:
            self.tags.offer([tag.name for tag in load_tags(session)])

    def _set_stage(self, stage: object) -> None:
        self._set("stage", str(stage))

    def _set_owner(self, owner: object) -> None:
        self._set("owner_id", owner if isinstance(owner, int) else None)

    def _set(self, field: str, value: str | int | None) -> None:
        if self._page is not None:
            job = self._context.set_fact(field, value, self._page.facts.get(field))
            job.failed.connect(self.failed)

    def _add_tag(self, name: str) -> None:
        self._context.add_tag(name).failed.connect(self.failed)

    def _remove_tag(self, name: str) -> None:
        self._context.remove_tag(name).failed.connect(self.failed)

    def _lay_out(self) -> None:
        left, right = self._left, self._right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(10)
        right.setSpacing(8)
        left.addLayout(self._identity())
        left.addWidget(self.warnings)
        called = QHBoxLayout()
        called.addWidget(self.phone, 1)
        called.addWidget(self.owner)
        left.addLayout(called)
        left.addWidget(self.action_row)
        left.addWidget(self.closing, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        for part in (
            self._talks_title, self.no_talks, self.talks, self.glance, self.missing, self.tags,
        ):  # fmt: skip
            right.addWidget(part)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(10)
        self._columns.addLayout(left, 5)
        self._columns.addWidget(self._line)
        self._columns.addLayout(right, 4)
        self._columns.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        content.setLayout(self._columns)
        self.add(FittingScroll(content))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._follow_the_eye()

    def _follow_the_eye(self) -> None:
        """Tab as one reads; lines made later would come last of all."""
        as_read = (
            self.stage, self.action_row.more, self.phone.copy_button, self.phone.others, self.owner,
            *self.action_row.buttons(), *self.glance.lines(),
        )  # fmt: skip
        for one, following in pairwise(as_read):
            QWidget.setTabOrder(one, following)

    def _identity(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.name, self.salutation, self.stage):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.action_row.more)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self.second)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        return row


def _second(page: CustomerPage) -> str:
    """Where she belongs: '市场总监 · 杭州西湖文化传媒'."""
    parts = [page.text("title"), page.text("company")]
    if page.kind != "person":
        parts = [kind_text(page.kind), page.text("industry"), page.text("region"), *parts]
    shown = " · ".join(part for part in parts if part)
    return shown or page.text("number")
