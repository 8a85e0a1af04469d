"""The people found in one text, each to be ticked and looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.exchange.paste_people import Person

_TICKED, _EMPTY = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class PeopleList(QListWidget):
    """Shown where there are several. Space ticks, arrows move."""

    current_changed = Signal(int)
    wanted_changed = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paste_people")
        self.setAccessibleName(_("People found in the text"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._filling = False
        self.currentRowChanged.connect(self._on_current)
        self.itemChanged.connect(self._on_ticked)
        self.hide()

    def show_people(self, people: Sequence[Person]) -> None:
        """Replace the list; the place stood on stays."""
        self._filling = True
        at = max(0, min(self.currentRow(), len(people) - 1))
        while self.count() > len(people):
            self.takeItem(self.count() - 1)
        while self.count() < len(people):
            item = QListWidgetItem(self)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        for number, person in enumerate(people):
            item = self.item(number)
            item.setText(_line(number, person))
            item.setToolTip(item.text())
            item.setCheckState(_TICKED if person.wanted else _EMPTY)
        if people:
            self.setCurrentRow(at)
        self._filling = False
        self.setVisible(len(people) > 1)

    def current(self) -> int:
        """Whom the fields show."""
        return max(0, self.currentRow())

    def _on_current(self, at: int) -> None:
        if not self._filling and at >= 0:
            self.current_changed.emit(at)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        if not self._filling:
            self.wanted_changed.emit(self.row(item), item.checkState() == _TICKED)


def _line(number: int, person: Person) -> str:
    draft = person.draft()
    told = " · ".join(filter(None, (draft.shown_name or _("No name"), *draft.phones[:1])))
    if name := person.target_name():
        target = _("Add to {name}").format(name=name)
        return f"{number + 1}. {told} → {target}"
    if any(one.reason != "shown" for one in person.known) and not person.decided:
        told = " · ".join((told, _("Perhaps there already")))
    return f"{number + 1}. {told}"
