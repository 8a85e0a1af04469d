"""The few things worth knowing before the first page of an office: who, where, locked or not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.welcome.answers import Answers

LONGEST_NAME = 60


class Questions(QWidget):
    """All answered already; `left` when Enter is pressed in the name."""

    left = Signal()

    def __init__(self, given: Answers) -> None:
        super().__init__()
        self.name = QLineEdit(given.name)
        self.name.setObjectName("first_name")
        self.name.setAccessibleName(_("Your name"))
        self.name.setPlaceholderText(_("Shown with what you do; may stay empty"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.returnPressed.connect(lambda: self.left.emit())
        self.country = ChoiceRow(
            [("CN", _("Mainland China")), ("TW", _("Taiwan")), ("HK", _("Hong Kong")),
             ("MO", _("Macau"))],
        )  # fmt: skip
        self.country.setObjectName("first_country")
        self.country.setAccessibleName(_("The office is in"))
        self._country = given.country
        self.country.set_value(given.country)
        self.country.changed.connect(self._on_country)
        self.protect = QCheckBox(_("Lock the customer book with a password, chosen right after"))
        self.protect.setObjectName("first_protect")
        self.protect.setChecked(given.protect)
        self._lay_out()

    def answers(self) -> Answers:
        """As they stand now."""
        return Answers(self._country, self.name.text().strip(), self.protect.isChecked())

    def _on_country(self, chosen: object) -> None:
        """One of them is always chosen: a second click takes nothing back."""
        if chosen is not None:
            self._country = str(chosen)
        self.country.set_value(self._country)

    def _lay_out(self) -> None:
        place = QVBoxLayout()
        place.setSpacing(4)
        place.addWidget(self.country)
        place.addWidget(label(_("Decides phone numbers, invoices and dates."), "hint"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, text in enumerate((_("Your name"), _("The office is in"), _("Password"))):
            made = label(text, "secondary")
            made.setFixedHeight((36, 32, 28)[row])
            grid.addWidget(made, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.name, 0, 1)
        grid.addLayout(place, 1, 1)
        grid.addWidget(self.protect, 2, 1, Qt.AlignmentFlag.AlignLeft)
