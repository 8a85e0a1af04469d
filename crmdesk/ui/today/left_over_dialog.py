"""What was left undone, moved to another day with a reason: each by itself, or all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.today.left_over import ACTION, LeftOver, RollDraft, roll_over
from crmdesk.ui.kit.form import WIDTH, FormDialog
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.when import say_day
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.when_words import WhenWords
from crmdesk.ui.today.hands import Hands

_MOST = 6
"""Rows of the list shown without scrolling."""
_NOT_NEEDED = "not_needed"


class LeftOverDialog(FormDialog):
    """Unticked ones stay for the next reason; it closes when none is left."""

    def __init__(self, hands: Hands, items: Sequence[LeftOver]) -> None:
        super().__init__(_("Move on with a reason"), hands.panel)
        self.setObjectName("left_over_dialog")
        self._hands, self._items = hands, list(items)
        self.list = QListWidget()
        self.why = ChoiceRow([(code, text) for code, text in _reasons().items()])
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("or in your own words"))
        self.quick = ChoiceRow([(day, text) for text, day in _days(hands.office.today())])
        self.to = WhenWords(hands.office.today)
        self._lay_out()
        self._fill()
        self.ready()
        self.why.setFocus()

    def draft(self) -> RollDraft:
        """What is to become of the ticked ones."""
        when = self.to.when()
        needed = self.why.value() != _NOT_NEEDED
        return RollDraft(when.day if when and needed else None, self.reason.text().strip(), needed)

    def ticked(self) -> list[LeftOver]:
        """Those the reason is about; one alone needs no tick."""
        if len(self._items) == 1:
            return list(self._items)
        return [
            one
            for row, one in enumerate(self._items)
            if self.list.item(row).checkState() == Qt.CheckState.Checked
        ]

    def _lay_out(self) -> None:
        self.list.setAccessibleName(_("What was left undone"))
        self.list.setObjectName("left_over_list")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_wide(self.list)
        self._add_chips(self.why, _("Why"))
        self.add_field("reason", _("Wh&y"), self.reason)
        self._add_chips(self.quick, _("Another day"))
        self.add_field("to", _("&To"), self.to)
        self.save_button.setText(_("Move"))
        self.why.changed.connect(self._on_reason)
        self.quick.changed.connect(self._on_quick)
        self.submitted.connect(self._store)
        self.quick.set_value(self._hands.office.today())
        self.to.set_text(f"{self._hands.office.today():%Y-%m-%d}")

    def _add_chips(self, chips: ChoiceRow, name: str) -> None:
        chips.setAccessibleName(name)
        chips.setFixedHeight(chips.heightForWidth(WIDTH - 140))
        self.body.addWidget(chips, self.body.rowCount(), 1)

    def _fill(self) -> None:
        self.list.clear()
        for one in self._items:
            day = say_day(one.due_on, self._hands.office.today())
            item = QListWidgetItem(f"{one.name} · {one.text or _('Follow-up')} · {day}", self.list)
            if len(self._items) > 1:
                item.setCheckState(Qt.CheckState.Checked)
        height = self.list.sizeHintForRow(0) * min(len(self._items), _MOST) + 12
        self.list.setFixedHeight(max(height, 32))

    def _on_reason(self, code: object) -> None:
        self.reason.setText(_reasons().get(str(code), ""))
        needed = code != _NOT_NEEDED
        self.quick.setEnabled(needed)
        self.to.setEnabled(needed)
        self.save_button.setText(_("Move") if needed else _("Close"))

    def _on_quick(self, day: object) -> None:
        if isinstance(day, date):
            self.to.set_text(f"{day:%Y-%m-%d}")

    def _store(self, draft: RollDraft) -> None:
        hands, chosen = self._hands, self.ticked()
        if not chosen:
            return
        name = chosen[0].name
        if len(chosen) > 1:
            name = ngettext("{n} thing", "{n} things", len(chosen)).format(n=len(chosen))
        items = [(one.source, one.id) for one in chosen]

        def store(_job: Job) -> None:
            with hands.db.write(ACTION, name=name, reason=draft.reason) as session:
                today, now = hands.office.today(), hands.db.now()
                roll_over(session, items, draft, today=today, now=now)

        self.wait_for(hands.jobs.write(store), lambda _done: self._on_stored(chosen, name, draft))

    def _on_stored(self, chosen: Sequence[LeftOver], name: str, draft: RollDraft) -> None:
        told = _("Needed no more: {name}").format(name=name)
        if draft.to is not None:
            day = say_day(draft.to, self._hands.office.today())
            told = _("Moved to {day}: {name} – {why}").format(day=day, name=name, why=draft.reason)
        self._hands.navigator.say(told, undoable=True)
        self._items = [one for one in self._items if one not in chosen]
        if not self._items:
            self.accept()
            return
        self._fill()
        self.why.set_value(None)
        self.reason.clear()
        self.ready()
        self.why.setFocus()


def _reasons() -> dict[str, str]:
    return {
        "no_answer": _("No answer"),
        "moved": _("The customer asked for another day"),
        "no_time": _("No time"),
        _NOT_NEEDED: _("Needed no more"),
    }


def _days(today: date) -> list[tuple[str, date]]:
    from crmdesk.ui.kit.later_menu import quick_days

    rest = [(text, day) for text, day in quick_days(today) if day <= today + timedelta(weeks=1)]
    return [(_("Today"), today), *rest]
