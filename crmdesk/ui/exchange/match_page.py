"""What happens to customers that are there already, and what the sheets hold."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.exchange.plan import ImportChoices
from crmdesk.models.exchange.understood import Understanding
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow


class MatchPage(QWidget):
    """`choices_changed()`, `group_changed(on)` and `kind_changed(kind)` ask for a new plan."""

    choices_changed = Signal()
    group_changed = Signal(bool)
    kind_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode = ChoiceRow(
            [("update", _("Update")), ("fill", _("Fill blanks only")), ("skip", _("Leave alone")),
             ("create", _("Create again"))]
        )  # fmt: skip
        self.mode.set_value("update")
        self.group = QCheckBox(_("People of one company as its contacts"))
        self.group.setObjectName("group_by_company")
        self.kind = QComboBox()
        self.kind.setObjectName("kind")
        self.kind.setAccessibleName(_("What the file holds"))
        self.kind.addItem(_("Contents: recognised"), "")
        self.kind.addItem(_("Customers"), "customers")
        self.kind.addItem(_("Orders"), "orders")
        self.kind.addItem(pgettext("sheet", "Contact log"), "interactions")
        self._existing = QWidget()
        self._lay_out()
        self.mode.changed.connect(lambda value: self._on_mode(value))
        self.group.toggled.connect(self.group_changed)
        self.kind.activated.connect(
            lambda _at: self.kind_changed.emit(str(self.kind.currentData()))
        )

    def _lay_out(self) -> None:
        choices = QHBoxLayout(self._existing)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(12)
        choices.addWidget(label(_("Customers that are there already:"), "secondary"))
        choices.addWidget(self.mode, 1)
        kind = QHBoxLayout()
        kind.addWidget(self.kind)
        kind.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self._existing)
        outer.addWidget(self.group)
        outer.addLayout(kind)
        outer.addStretch(1)

    def import_choices(self) -> ImportChoices:
        """How customers that are there already are treated."""
        choices: dict[object, ImportChoices] = {
            "fill": ImportChoices("update", fill_only=True),
            "skip": ImportChoices("skip"),
            "create": ImportChoices("create"),
        }
        return choices.get(self.mode.value(), ImportChoices())

    def show_understanding(self, understanding: Understanding) -> None:
        """Ask about customers only where there are some: of orders there is nothing to say."""
        for widget in (self._existing, self.group):
            widget.setVisible(bool(understanding.customers))

    def _on_mode(self, value: object) -> None:
        if value is None:  # taking the choice back means the usual one
            self.mode.set_value("update")
        self.choices_changed.emit()
