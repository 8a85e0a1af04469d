"""The forms of a gift list, of what is the same for many gifts, of the limit in a year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from crmdesk.models.care.gift_drafts import GiftListDraft, ManyGiftsDraft
from crmdesk.models.care.gift_queries import GiftListRow
from crmdesk.models.care.gift_rules import (
    WAYS,
    GiftSettings,
    once_a_year,
    same_season,
    way_text,
)
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.office.entries import Named
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.money_field import MoneyField


@dataclass(frozen=True, slots=True)
class Occasion:
    """One that may be chosen: its code, its next day, what a list for it would be called."""

    code: str
    text: str
    day: date | None = None
    name: str = ""


class GiftListDialog(FormDialog):
    """`before` are the lists there are: that of the year before may be taken over."""

    def __init__(
        self,
        occasions: Sequence[Occasion],
        before: Sequence[GiftListRow],
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        draft: GiftListDraft | None = None,
    ) -> None:
        super().__init__(_("Gift list") if draft else _("New gift list"), parent)
        self.setObjectName("gift_list_dialog")
        self._occasions, self._new = list(occasions), draft is None
        self._before = list(before)
        self._last: GiftListRow | None = None
        self.occasion = QComboBox()
        for occasion in self._occasions:
            self.occasion.addItem(occasion.text, occasion.code)
        self.name = QLineEdit()
        self.day = DateField(today)
        self.budget, self.per_person = MoneyField(), MoneyField()
        self.take_over = QCheckBox()
        self.add_field("occasion", _("&Occasion"), self.occasion)
        self.add_field("name", pgettext("gift", "&Name"), self.name)
        self.add_field("day", _("&Day"), self.day)
        self.add_field("budget", _("&Budget in all"), self.budget)
        self.add_field("per_person", _("At most a &person"), self.per_person)
        self.add_field("take_over", "", self.take_over)
        self.occasion.currentIndexChanged.connect(lambda _at: self._on_occasion())
        if draft is not None:
            self._show(draft)
        else:
            self._on_occasion()
        self.ready()

    def draft(self) -> GiftListDraft:
        copied = self._last.id if self._last and self.take_over.isChecked() else None
        return GiftListDraft(
            self.name.text(),
            str(self.occasion.currentData()),
            self.day.day(),
            amount_in(self.budget),
            amount_in(self.per_person),
            copied,
        )

    def existing(self) -> GiftListRow | None:
        """The list there is for the same feast of the same year."""
        code = str(self.occasion.currentData())
        if not self._new or not once_a_year(code):
            return None
        day = self.day.day()
        return next((row for row in self._of(code) if same_season(row.day, day)), None)

    def _show(self, draft: GiftListDraft) -> None:
        at = self.occasion.findData(draft.occasion)
        if at < 0:
            self.occasion.addItem(draft.occasion, draft.occasion)
            at = self.occasion.count() - 1
        self.occasion.setCurrentIndex(at)
        self.name.setText(draft.name)
        self.day.set_day(draft.day)
        self.budget.set_amount(draft.budget)
        self.per_person.set_amount(draft.per_person)
        self.set_row_visible("take_over", visible=False)

    def _of(self, occasion: str) -> list[GiftListRow]:
        return [row for row in self._before if row.occasion == occasion]

    def _on_occasion(self) -> None:
        """Name, day and what it cost last time come by themselves for a new list."""
        if not self._new:
            return
        chosen = self._occasions[self.occasion.currentIndex()]
        self.name.setText(chosen.name)
        self.day.set_day(chosen.day)
        earlier = (row for row in self._of(chosen.code) if not same_season(row.day, chosen.day))
        self._last = last = next(earlier, None)
        self.set_row_visible("take_over", visible=last is not None and last.gifts > 0)
        self.take_over.setChecked(last is not None and last.gifts > 0)
        if last is not None:
            self.budget.set_amount(last.budget)
            self.per_person.set_amount(last.per_person)
            told = ngettext(
                "Take over the gift of “{name}”", "Take over all {n} gifts of “{name}”", last.gifts
            )
            self.take_over.setText(told.format(n=last.gifts, name=last.name))


class ManyGiftsDialog(FormDialog):
    """What is the same for all the gifts selected; an empty field changes nothing.

    With `lists` it asks first on which list the customers chosen are put.
    """

    def __init__(
        self,
        staff: Sequence[Named],
        count: int,
        parent: QWidget | None = None,
        *,
        lists: Mapping[int, str] | None = None,
    ) -> None:
        told = ngettext("{n} gift", "{n} gifts", count).format(n=count)
        super().__init__(_("Put on a gift list") if lists is not None else told, parent)
        self.setObjectName("many_gifts_dialog")
        self.list = QComboBox()
        for list_id, name in (lists or {}).items():
            self.list.addItem(name, list_id)
        self.name, self.price = QLineEdit(), MoneyField()
        self.way = ChoiceRow([(code, way_text(code)) for code in WAYS], small=True)
        self.staff = staff_box(staff, None, blank=True)
        if lists is not None:
            self.list.addItem(_("New list…"), None)
            self.add_field("list", pgettext("gift", "&List"), self.list)
        self.add_field("name", pgettext("gift", "&Gift"), self.name)
        self.add_field("price", pgettext("gift", "&Price of each"), self.price)
        self.add_field("way", pgettext("gift", "Gets there by"), self.way)
        if lists is None:
            self.add_field("staff", pgettext("gift", "Given &by"), self.staff)
        self.ready()

    def draft(self) -> ManyGiftsDraft:
        return ManyGiftsDraft(
            self.name.text(),
            amount_in(self.price),
            self.staff.currentData(),
            str(self.way.value() or ""),
        )

    def list_id(self) -> int | None:
        """The list chosen; None for a new one."""
        chosen: int | None = self.list.currentData()
        return chosen


@dataclass(frozen=True, slots=True)
class LimitDraft:
    """What gifts to one person may come to in a year; None: whatever it takes."""

    yearly: int | None

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        wrong = self.yearly is not None and self.yearly < 0
        return {"yearly": "gift.price.wrong"} if wrong else {}


class LimitDialog(FormDialog):
    """The limit above which a gift is told to be too much."""

    def __init__(self, settings: GiftSettings, parent: QWidget | None = None) -> None:
        super().__init__(_("Limit for gifts"), parent)
        self.setObjectName("gift_limit_dialog")
        self.yearly = MoneyField()
        self.yearly.set_amount(settings.yearly)
        self.add_field(
            "yearly", _("A person and &year"), self.yearly,
            _("Above this sum of a calendar year gifts are marked red. Empty: no limit."),
        )  # fmt: skip
        self.ready()

    def draft(self) -> LimitDraft:
        return LimitDraft(amount_in(self.yearly))


def amount_in(field: MoneyField) -> int | None:
    """Below zero where something stands there that is no amount: the draft objects to it."""
    return -1 if field.unclear() else field.amount()


def staff_box(staff: Sequence[Named], chosen: int | None, *, blank: bool = False) -> QComboBox:
    """Who sees to it; `blank`: nobody told."""
    box = QComboBox()
    if blank:
        box.addItem("", None)
    for person in staff:
        box.addItem(person.name, person.id)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box
