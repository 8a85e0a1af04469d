"""Who of the file is somebody known already, and what happens to them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.exchange.planning.plan import ImportChoices, Mode
from crmdesk.ui.exchange.importer import Preview
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.scroll_area import scrolled

_MODES: dict[str, tuple[Mode, bool]] = {
    "update": ("update", False),
    "fill": ("update", True),
    "skip": ("skip", False),
    "create": ("create", False),
}


class MatchPage(QWidget):
    """`choices_changed(ImportChoices)` and `group_changed(on)` ask for a new plan."""

    choices_changed = Signal(object)
    group_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modes = QButtonGroup(self)
        self._radios: dict[str, QRadioButton] = {}
        self.group = QCheckBox(_("Group people by company"))
        self.group.setObjectName("group_by_company")
        self.counts = MatchCounts()
        self._customers, self._others = self._about_customers(), self._about_others()
        self._company = self._group_card()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(12)
        column.addWidget(self._customers)
        column.addWidget(self._others)
        column.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(16)
        outer.addWidget(scrolled(left), 1)
        outer.addWidget(self._right())
        self.group.toggled.connect(self.group_changed)
        self._modes.buttonClicked.connect(lambda _b: self.choices_changed.emit(self.choices()))

    def _right(self) -> QWidget:
        made = QWidget()
        made.setFixedWidth(260)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.counts)
        column.addWidget(self._company)
        column.addStretch(1)
        return made

    def choices(self) -> ImportChoices:
        """How customers that are there already are treated."""
        code = next((code for code, radio in self._radios.items() if radio.isChecked()), "update")
        mode, fill_only = _MODES[code]
        return ImportChoices(mode, fill_only=fill_only)

    def show_preview(self, shown: Preview) -> None:
        """What is chosen, and what comes of it."""
        chosen = (shown.choices.mode, shown.choices.fill_only)
        for code, mode in _MODES.items():
            self._radios[code].setChecked(mode == chosen)
        with QSignalBlocker(self.group):
            self.group.setChecked(shown.read.group_by_company)
        found = shown.understanding
        for widget in (self._customers, self._company):
            widget.setVisible(bool(found.customers))
        self._others.setVisible(any(sheet.others for sheet in found.sheets))
        self.counts.show_preview(shown)

    def _about_customers(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        rules = Card(_("Who is there already"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, rule in enumerate(_rules(), start=1):
            grid.addWidget(label(str(at), "key"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(rule, wrap=True), at, 1)
        rules.add(grid)
        rules.add(label(_("Nobody is ever matched by the name alone."), "hint", wrap=True))
        column.addWidget(rules)
        column.addWidget(self._mode_card())
        return made

    def _mode_card(self) -> Card:
        card = Card(_("What happens to them"))
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, 26)
        grid.setColumnStretch(1, 1)
        for at, (code, title, text) in enumerate(_mode_texts()):
            radio = self._radios[code] = QRadioButton(title)
            radio.setObjectName(f"choice_{code}")
            radio.setToolTip(text)
            radio.setAccessibleDescription(text)
            self._modes.addButton(radio)
            grid.addWidget(radio, at * 2, 0, 1, 2)
            hint = label(text, "hint", wrap=True)
            hint.setContentsMargins(0, 0, 0, 3)
            grid.addWidget(hint, at * 2 + 1, 1)
        self._radios["update"].setChecked(True)
        card.add(grid)
        return card

    def _group_card(self) -> Card:
        card = Card()
        card.add(self.group)
        text = _("Else each person of a company becomes a customer of her own.")
        card.add(label(text, "hint", wrap=True))
        return card

    def _about_others(self) -> QWidget:
        card = Card(_("Orders and entries of the log"))
        for text in (
            _("They go to the customer with the same number, mobile and name, or name and company;"
              " one not found is created from an order."),
            _("What was imported before is not imported again, and never changed."),
        ):  # fmt: skip
            card.add(label(text, wrap=True))
        return card


class MatchCounts(Card):
    """How many are new and how many known, as chosen now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("With this choice"), parent=parent)
        self.setObjectName("match_counts")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self._numbers: dict[str, QLabel] = {}
        self._words: dict[str, QLabel] = {}
        self._told: dict[str, int] = {}
        for at, (code, text) in enumerate(_count_texts()):
            number = self._numbers[code] = label("", "big")
            number.setObjectName(f"count_{code}")
            self._words[code] = label(text, "secondary")
            self._grid.addWidget(number, at, 0, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(self._words[code], at, 1)
        self.add(self._grid)

    def show_preview(self, shown: Preview) -> None:
        """The numbers of a plan; orders and entries where the file has any."""
        plan, counts = shown.plan, shown.plan.counts()
        entries = (*plan.interactions, *plan.complaints, *plan.promises, *plan.follow_ups)
        others = {
            "orders": sum(order.is_order for order in plan.new_orders) if plan.orders else None,
            "entries": sum(row.action == "create" for row in entries) if entries else None,
        }
        self._told = {
            "new": len(plan.created),
            "known": shown.known,
            "changed": counts["updated"],
            "merged": counts["merged"],
            "skipped": counts["skipped"],
        }
        self._told |= {code: count for code, count in others.items() if count is not None}
        for code, number in self._numbers.items():
            number.setText(f"{self._told.get(code, 0):,}")
            number.setVisible(code in self._told)
            self._words[code].setVisible(code in self._told)

    def numbers(self) -> dict[str, int]:
        """What is shown."""
        return dict(self._told)


def _count_texts() -> Iterator[tuple[str, str]]:
    yield "new", pgettext("count", "new")
    yield "orders", pgettext("count", "new orders")
    yield "entries", pgettext("count", "new entries")
    yield "known", pgettext("count", "known already")
    yield "changed", pgettext("count", "of them changed")
    yield "merged", pgettext("count", "merged with other rows")
    yield "skipped", pgettext("count", "left out")


def _rules() -> Iterator[str]:
    yield _("The customer number is the same, and the name or a phone as well.")
    yield _("The mobile and the name are the same; simplified or traditional makes no difference.")
    yield _("The name and the company are the same; another phone is then added.")
    yield _("The very same row was imported before: it is left out.")


def _mode_texts() -> Iterator[tuple[str, str, str]]:
    update = _("The file holds; phones, tags and notes are added; a blank cell erases nothing.")
    yield "update", _("Update"), update
    yield "fill", _("Fill blanks only"), _("What you have stays; only what is missing is taken.")
    yield "skip", _("Leave alone"), _("Only new customers are imported.")
    yield "create", _("Create again"), _("Every row becomes a new customer, also those known.")
