"""A service of a plan was given: when, how, in which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.interactions.rules import kind_text
from crmdesk.models.plans.drafts import DeliveryDraft
from crmdesk.models.plans.queries import ServiceRow
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.money_field import MoneyField

_KINDS = ("visit", "meeting", "call", "wechat", "email", "letter")


class DeliveryDialog(FormDialog):
    """All is filled in: Enter logs it."""

    def __init__(
        self, service: ServiceRow, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Service given: {service}").format(service=service.text), parent)
        self.setObjectName("delivery_dialog")
        self.on = DateField(today, today(), future=False)
        self.kind = ChoiceRow([(code, kind_text(code)) for code in _KINDS], small=True)
        self.kind.set_value("visit")
        self.text = QLineEdit(service.text)
        self.cost = MoneyField()
        self.add_field("on", pgettext("plan", "&On"), self.on)
        self.add_field("kind", pgettext("plan", "&How"), self.kind)
        self.add_field("text", _("&What for the log"), self.text)
        self.add_field("cost", _("Co&st"), self.cost)
        self.ready()
        self.text.setFocus()
        self.text.selectAll()

    def draft(self) -> DeliveryDraft:
        return DeliveryDraft(
            self.on.day(),
            str(self.kind.value() or "visit"),
            self.text.text(),
            -1 if self.cost.unclear() else self.cost.amount(),
        )
