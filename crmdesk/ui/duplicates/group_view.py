"""One group in full: each customer in it on a card, why, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.customers.rows import CustomerRow
from crmdesk.models.duplicates.reasons import Reason, reason_text
from crmdesk.ui.duplicates.group_rows import GroupRow
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.labels import ElidedLabel, label
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.when import say_when
from crmdesk.ui.kit.widgets.avatar import Avatar
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.scroll_area import scrolled

_PHONES = 3


class GroupView(Card):
    """`merge_asked`, `apart_asked` are about the group shown, `open_asked(id)` about one of it."""

    merge_asked = Signal()
    apart_asked = Signal()
    open_asked = Signal(object)

    def __init__(self, now: Callable[[], datetime], zone: tzinfo, country: str) -> None:
        super().__init__(padding=12)
        self.setObjectName("group_view")
        self._now, self._zone, self._country = now, zone, country
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(4, 4, 8, 4)
        self._column.setSpacing(10)
        self.merge = PrimaryButton(_("Merge…"), "merge")
        self.merge.setObjectName("merge")
        self.merge.setToolTip(with_shortcut(_("Look at them side by side and merge"), "Return"))
        self.merge.clicked.connect(lambda: self.merge_asked.emit())
        self.apart = PlainButton(_("Not the same"), "close")
        self.apart.setObjectName("not_the_same")
        self.apart.setToolTip(with_shortcut(_("Remember that these are different"), "N"))
        self.apart.clicked.connect(lambda: self.apart_asked.emit())
        buttons = QHBoxLayout()
        buttons.addWidget(self.merge)
        buttons.addWidget(self.apart)
        buttons.addStretch()
        self.add(scrolled(self._content), 1)
        self.add(buttons)
        self.show_group(None)

    def show_group(self, row: GroupRow | None) -> None:
        """Replace what is shown."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for button in (self.merge, self.apart):
            button.setEnabled(row is not None and len(row.people) > 1)
        if row is None:
            return
        for reason in row.group.reasons:
            against = reason.code.startswith("not_")
            self._column.addWidget(_reason(self._say(row, reason), against=against))
        self._column.addSpacing(2)
        for person in row.people:
            self._column.addWidget(self._card(person))
        self._column.addStretch(1)

    def _say(self, row: GroupRow, reason: Reason) -> str:
        return reason_text(reason, self._country, row.people[0].id if row.people else None)

    def _card(self, person: CustomerRow) -> QWidget:
        card = Card(padding=12)
        card.setObjectName(f"member_{person.id}")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Avatar(person.name, 36))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(_line(person.name, "heading"))
        where = " · ".join(filter(None, (person.number, person.company, person.title)))
        names.addWidget(_line(where, "secondary"))
        head.addLayout(names, 1)
        button = PlainButton(pgettext("duplicate", "Open"), kind="link")
        button.setObjectName(f"open_{person.id}")
        button.setAccessibleName(_("Open {name}").format(name=person.name))
        button.clicked.connect(lambda: self.open_asked.emit(person.id))
        head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        card.add(head)
        for text in self._facts(person):
            card.add(_line(text, ""))
        return card

    def _facts(self, person: CustomerRow) -> list[str]:
        phones = [" ".join(filter(None, (p.of, p.text))) for p in person.phones[:_PHONES]]
        more = len(person.phones) - len(phones)
        owner = _("Owner: {name}").format(name=person.owner) if person.owner else _("No owner")
        last = _("never contacted")
        if person.last_contact is not None:
            when = say_when(person.last_contact, self._now(), self._zone)
            last = _("last contact {when}").format(when=when)
        count = person.interactions
        talks = ngettext("{n} log entry", "{n} log entries", count).format(n=f"{count:,}")
        added = _("added {when}").format(when=say_when(person.created, self._now(), self._zone))
        return [
            pgettext("list", ", ").join(phones) + (f" +{more}" if more else "")
            or _("No phone number"),
            " · ".join((owner, last, *([talks] if count else []))),
            added,
        ]


def _line(text: str, role: str) -> ElidedLabel:
    made = ElidedLabel(role)
    made.setText(text)
    return made


def _reason(text: str, *, against: bool) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    mark = QLabel()
    role, tone = ("warning", "amber") if against else ("check", "green")
    mark.setPixmap(icon_pixmap(role, 16, tokens().tone(tone)[0], line.devicePixelRatioF()))
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, wrap=True), 1)
    return line
