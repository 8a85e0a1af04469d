"""What may be told of a contact besides its words: purpose, cost, hour, whom, what next."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.core.money import say_amount
from crmdesk.models.interactions.rules import PURPOSES, purpose_text
from crmdesk.ui.interactions.at_field import AtField, Office
from crmdesk.ui.interactions.minutes_field import MinutesField
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import say_day
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.money_field import MoneyField
from crmdesk.ui.kit.widgets.when_words import WhenWords


class Details(QWidget):
    """Every field is optional; `state()` is plain values, empty when nothing is told."""

    changed = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self._office = office
        self.purpose = ChoiceRow([(code, purpose_text(code)) for code in PURPOSES], small=True)
        self.minutes = MinutesField()
        self.cost = MoneyField()
        self.cost.setPlaceholderText(_("Cost"))
        self.at = AtField(office)
        self.contact = QComboBox()
        self.next = WhenWords(office.today)
        self._names()
        self._lay_out()
        self.purpose.changed.connect(lambda _code: self.changed.emit())
        self.minutes.textChanged.connect(lambda _text: self.changed.emit())
        self.cost.textChanged.connect(lambda _text: self.changed.emit())
        self.at.changed.connect(self.changed)
        self.contact.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.next.changed.connect(self.changed)

    def show_contacts(self, contacts: tuple[tuple[int, str], ...]) -> None:
        """Offer the people inside the customer; without any the field is gone."""
        self.contact.clear()
        self.contact.addItem(_("Nobody in particular"), None)
        for contact_id, name in contacts:
            self.contact.addItem(name, contact_id)
        self._contact_label.setVisible(bool(contacts))
        self.contact.setVisible(bool(contacts))

    def problems(self) -> dict[str, str]:
        """What stands here and cannot be understood."""
        found: dict[str, str] = {}
        if self.cost.unclear():
            found["cost"] = "interaction.cost.wrong"
        if code := self.at.problem():
            found["at"] = code
        if self.next.unclear():
            found["next"] = "interaction.next.when"
        return found

    def state(self) -> dict[str, Any]:
        day = self.at.day.day()
        told: dict[str, Any] = {
            "purpose": self.purpose.value(),
            "minutes": self.minutes.minutes(),
            "cost": self.cost.text(),
            "day": day.isoformat() if day else "",
            "clock": self.at.clock.text(),
            "contact": self.contact.currentData(),
            "next": self.next.text(),
        }
        return {name: value for name, value in told.items() if value}

    def restore(self, state: dict[str, Any]) -> None:
        """Show a `state()`; {} empties every field."""
        self.purpose.set_value(state.get("purpose"))
        self.minutes.set_minutes(state.get("minutes"))
        self.cost.setText(state.get("cost", ""))
        day = state.get("day")
        self.at.day.set_day(date.fromisoformat(day) if day else None)
        self.at.clock.setText(state.get("clock", ""))
        self.contact.setCurrentIndex(max(self.contact.findData(state.get("contact")), 0))
        self.next.set_text(state.get("next", ""))
        self.changed.emit()

    def summary(self) -> str:
        """What is told, in one line, for when the fields are folded away."""
        minutes, cost, at, when = (
            self.minutes.minutes(), self.cost.amount(), self.at.at(), self.next.when()
        )  # fmt: skip
        purpose = self.purpose.value()
        parts = [
            purpose_text(str(purpose)) if purpose else "",
            ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes else "",
            say_amount(cost) if cost else "",
            self.contact.currentText() if self.contact.currentData() else "",
            f"{say_day(at.date(), self._office.today())} {at:%H:%M}" if at else "",
        ]
        if when is not None:
            day = f"{say_day(when.day, self._office.today())} {when.time}".strip()
            parts.append(_("next: {day}").format(day=day))
        return " · ".join(part for part in parts if part)

    def _names(self) -> None:
        for name, editor, told in (
            ("purpose", self.purpose, _("Purpose")),
            ("minutes", self.minutes, _("Duration")),
            ("cost", self.cost, _("Cost")),
            ("contact", self.contact, _("Contact")),
        ):
            editor.setObjectName(f"log_{name}")
            editor.setAccessibleName(told)
        self.next.line.setAccessibleName(_("Next follow-up"))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._contact_label = label(_("Contact"), "secondary")
        lines: list[tuple[QWidget, tuple[QWidget, ...]]] = [
            (label(_("Next follow-up"), "secondary"), (self.next,)),
            (label(_("Purpose"), "secondary"), (self.purpose,)),
            (self._contact_label, (self.contact,)),
            (label(_("When"), "secondary"), (self.at,)),
            (label(_("Duration, cost"), "secondary"), (self.minutes, self.cost)),
        ]
        for number, (caption, editors) in enumerate(lines):
            caption.setContentsMargins(0, 7, 0, 0)
            grid.addWidget(caption, number, 0, Qt.AlignmentFlag.AlignTop)
            row = QHBoxLayout()
            row.setSpacing(8)
            for editor in editors:
                row.addWidget(editor, 1)
            grid.addLayout(row, number, 1)
