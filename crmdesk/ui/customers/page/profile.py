"""Everything kept about a customer, to read and to change: the tab 资料."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.facts import FACTS
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.ui.customers.page.consent_lines import ConsentLines
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.fact_sections import FactSections
from crmdesk.ui.customers.page.law_lines import LawLines
from crmdesk.ui.customers.page.own_sections import AnniversaryLines, CustomSection
from crmdesk.ui.customers.page.private_lines import PrivateLines
from crmdesk.ui.customers.page.reach_lines import ReachLines
from crmdesk.ui.customers.page.reach_words import ReachRow
from crmdesk.ui.customers.page.section import Section
from crmdesk.ui.customers.page.words import care_text
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.scroll_area import scrolled

GAP = 20


class Profile(QWidget):
    """Ways to reach her first, then facts, days, own fields, consent and notes."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("profile")
        self.reach = ReachLines(context)
        self.facts = FactSections(context, self)
        self.anniversaries = AnniversaryLines(context)
        self.customs = CustomSection(context)
        self.consents = ConsentLines(context)
        self.private = PrivateLines(context)
        self.law = LawLines(context)
        self.facts.left.connect(self._on_left)
        reach, consents = Section(_("How to reach")), Section(_("Consent"))
        law = Section(_("Personal information"))
        law.body.addWidget(self.law)
        reach.body.addWidget(self.reach)
        consents.body.addWidget(self.consents)
        self.care = label("", "muted", wrap=True)
        self.care.setObjectName("care_share")
        consents.body.addWidget(self.care)
        personal = self.facts.sections["personal"]
        personal.body.addWidget(self.anniversaries)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(4, 12, 12, 16)
        column.setSpacing(GAP)
        for section in (
            reach, self.facts.sections["basic"], personal, self.customs, consents,
            self.facts.sections["notes"], self.private, law,
        ):  # fmt: skip
            column.addWidget(section)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(content)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(self._area)

    def show_page(self, page: CustomerPage) -> None:
        """Show what is stored; what is being typed stays."""
        rows: list[ReachRow] = [*page.phones, *page.emails, *page.channels, *page.addresses]
        self.reach.show_rows(rows)
        self.facts.show_page(page)
        self.anniversaries.show_page(page)
        self.customs.show_page(page)
        self.consents.show_page(page)
        self.law.show_page(page)
        self.private.show_page(page)
        self.care.setText(care_text(page.balance))
        self.care.setVisible(page.balance.contacts > 0)

    def finish(self) -> None:
        """Store what is being edited."""
        for part in (self.reach, self.facts, self.anniversaries, self.customs, self.private):
            part.finish()

    def fill_in(self, name: str) -> None:
        """Go to a fact, or to the line that adds a phone, an account …, ready to type."""
        if name in FACTS:
            field = self.facts.reveal(name)
            field.edit()
            self._area.ensureWidgetVisible(field, 0, 60)
        elif name in ("phone", "email", "address"):
            self.reach.add(name)
            self._area.ensureWidgetVisible(self.reach, 0, 60)
        else:
            self.reach.add("channel", name)
            self._area.ensureWidgetVisible(self.reach, 0, 60)

    def _on_left(self, name: str, step: int) -> None:
        """Tab goes on typing in the next fact that can be seen."""
        names = [key for key, field in self.facts.fields.items() if field.isVisible()]
        at = names.index(name) + step
        if 0 <= at < len(names):
            field = self.facts.fields[names[at]]
            field.edit()
            self._area.ensureWidgetVisible(field, 0, 60)
