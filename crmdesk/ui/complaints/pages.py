"""The pages of steps 1 to 4."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit

from crmdesk.models.complaints.drafts import (
    ActionDraft,
    ListenDraft,
    ProposeDraft,
    ResolveDraft,
    VerifyDraft,
)
from crmdesk.models.complaints.queries import ComplaintPage
from crmdesk.models.complaints.rules import (
    CHANNELS,
    MOODS,
    SEVERITIES,
    channel_text,
    mood_text,
    severity_text,
)
from crmdesk.models.core.i18n import _
from crmdesk.models.office.entries import Named
from crmdesk.ui.complaints.actions_editor import ActionsEditor
from crmdesk.ui.complaints.history import Earlier, action_lines, solution_lines
from crmdesk.ui.complaints.lines import LinesEditor
from crmdesk.ui.kit.cases.first_page import FirstPage
from crmdesk.ui.kit.cases.step_page import StepPage, choose, combo, text_area
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.money_field import MoneyField


class ListenPage(FirstPage):
    """Step 1: who, in which words, in which mood."""

    def __init__(
        self, picker: CustomerPicker, staff: Sequence[Named], me: int, products: Sequence[str]
    ) -> None:
        super().__init__(picker, products)
        self.words = text_area(5, _("In the customer's own words"))
        self.mood = ChoiceRow([(code, mood_text(code)) for code in MOODS])
        self.channel = ChoiceRow([(code, channel_text(code)) for code in CHANNELS])
        self.handler = combo([(person.id, person.name) for person in staff])
        self.add("words", _("What the customer says"), self.words)
        self.add("mood", _("Mood"), self.mood)
        self.add("channel", _("Received by"), self.channel)
        self.add_contact(_("Who complains"))
        self.add("subject", _("Subject"), self.subject)
        self.pair(
            self.add("product", _("Product or service"), self.product),
            self.add("handler", _("Who handles it"), self.handler),
        )
        self.column.addStretch(1)
        choose(self.handler, me)
        self.channel.set_value("call")
        self.set_contacts(())

    def draft(self) -> ListenDraft:
        return ListenDraft(
            customer_id=self.picker.customer_id(),
            subject=self.subject.text(),
            words=self.words.toPlainText(),
            mood=str(self.mood.value() or ""),
            channel=str(self.channel.value() or ""),
            product=self.product.text(),
            contact_id=self.contact.currentData(),
            handler_id=self.handler.currentData(),
        )

    def load(self, page: ComplaintPage) -> None:
        """Show what is stored."""
        self.customer.hide()
        self.picker.set_customer(page.row.customer_id)
        self.words.setPlainText(page.words)
        self.subject.setText(page.row.subject)
        self.mood.set_value(page.mood)
        self.channel.set_value(page.channel)
        self.product.setText(page.product)
        choose(self.contact, page.contact_id)
        choose(self.handler, page.handler_id)


class VerifyPage(StepPage):
    """Step 2: the facts said back, and how grave it is."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = text_area(6, _("What, when, how many; what the customer confirmed"))
        self.severity = ChoiceRow([(code, severity_text(code)) for code in SEVERITIES])
        self.add("facts", _("Facts as confirmed"), self.facts)
        self.add("severity", _("Severity"), self.severity)
        self.column.addStretch(1)

    def draft(self) -> VerifyDraft:
        return VerifyDraft(self.facts.toPlainText(), str(self.severity.value() or ""))

    def load(self, page: ComplaintPage) -> None:
        """Show what is stored."""
        self.facts.setPlainText(page.facts)
        self.severity.set_value(page.row.severity)


class ProposePage(StepPage):
    """Step 3: what was offered, and which of it she took."""

    def __init__(self) -> None:
        super().__init__()
        self.earlier = Earlier(_("Offered before, and not enough"))
        self.column.addWidget(self.earlier)
        self.solutions = LinesEditor(
            _("e.g. exchange, refund, discount"), _("Another solution"), pick=_("Accepted")
        )
        self.add("solutions", _("Solutions offered"), self.solutions)
        self.column.addStretch(1)

    def draft(self) -> ProposeDraft:
        return ProposeDraft(self.solutions.texts(), self.solutions.picked())

    def load(self, page: ComplaintPage) -> None:
        """Show what is stored."""
        self.earlier.show_lines(solution_lines(page.solutions))
        now = [item for item in page.solutions if not item.earlier]
        accepted = [place for place, item in enumerate(now) if item.accepted]
        texts = [item.text for item in now]
        self.solutions.set_texts(texts, accepted[0] if accepted else None)


class ResolvePage(StepPage):
    """Step 4: what was done by whom and when, what the customer got, what it cost."""

    def __init__(self, staff: Sequence[Named], me: int, today: Callable[[], date]) -> None:
        super().__init__()
        self.earlier = Earlier(_("Done before"))
        self.column.addWidget(self.earlier)
        self.actions_done = ActionsEditor(staff, me, today)
        self.compensation = QLineEdit(placeholderText=_("e.g. a small gift, a voucher"))
        self.cost = MoneyField()
        self.cost.setMaximumWidth(180)
        self.add("actions", _("What was done"), self.actions_done)
        self.add("compensation", _("Compensation"), self.compensation)
        self.add("cost", _("Cost"), self.cost)
        self.column.addStretch(1)

    def draft(self) -> ResolveDraft:
        return ResolveDraft(
            self.actions_done.drafts(), self.compensation.text(), self.cost.amount()
        )

    def load(self, page: ComplaintPage) -> None:
        """Show what is stored."""
        self.earlier.show_lines(action_lines(page.actions))
        self.actions_done.set_drafts(
            [
                ActionDraft(action.text, action.staff_id, action.on_day)
                for action in page.actions
                if not action.earlier
            ]
        )
        self.compensation.setText(page.compensation)
        self.cost.set_amount(page.cost)
