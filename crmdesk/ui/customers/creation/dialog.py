"""A new customer: the name first, everything else when one has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.duplicates import LikelyDuplicate, find_duplicates, is_erased
from crmdesk.models.customers.first_words import draft_from_words
from crmdesk.models.customers.salutations import offered_salutations
from crmdesk.models.derived.names import guess_kind
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.ui.customers.creation.duplicates import DuplicateStrip
from crmdesk.ui.customers.creation.fields import CustomerFields, words_of
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton

DRAFT_KEY = "customer.new"


class CustomerDialog(FormDialog):
    """Collects a CustomerDraft and warns of likely duplicates; the words survive a crash.

    `chosen(id)`: the user goes to a customer who is there already.
    """

    chosen = Signal(object)

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        office: OfficeSettings,
        zone: tzinfo,
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("New customer"), parent)
        self.setObjectName("new_customer")
        self._db, self._office = db, office
        self._kind_chosen = self._unfolded = False
        self._earlier: dict[str, Any] = {}
        self.fields = CustomerFields(db, office.country)
        self._extra = ("title", self.fields.chat, "email")
        self.strip = DuplicateStrip(zone)
        self.strip.chosen.connect(self._on_chosen)
        self.notice = _Notice()
        self.erased = label(
            _("This person asked to be erased. Create only at her own wish."), "problem", wrap=True
        )
        self.erased.setObjectName("asked_to_be_erased")
        self.erased.hide()
        line = self.fields.chat == "line"
        more = _("Job title, LINE, e-mail") if line else _("Job title, WeChat, e-mail")
        self.more = PlainButton(more, "add", "link")
        self.more.setObjectName("more_fields")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._unfold)
        self._duplicates = Latest(jobs, self)
        self._duplicates.ready.connect(self._on_duplicates)
        self._lay_out()
        self._saver = DraftSaver(db, jobs, DRAFT_KEY, self.fields.words, self._on_earlier, self)
        self._begin(text)

    def draft(self) -> CustomerDraft:
        return self.fields.draft()

    def done(self, result: int) -> None:
        """Created, or thrown away on purpose: either way the words need not be kept."""
        self._duplicates.drop()
        self._saver.stop()
        super().done(result)

    def _lay_out(self) -> None:
        self.save_button.setText(_("Create"))
        self.add_wide(self.notice)
        for name, (caption, widget) in self.fields.captions().items():
            self.add_field(name, caption, widget)
            if name == "kind":
                self.add_wide(self.strip)
                self.add_wide(self.erased)
            elif name == self._extra[-1]:
                self.add_wide(self.more)
        lines = self.fields.lines
        lines["name"].textChanged.connect(self._on_name)
        self.fields.kind.changed.connect(self._on_kind)
        for name in ("name", "phone", "company", "email", self.fields.chat):
            lines[name].textChanged.connect(lambda _text: self._ask())

    def _begin(self, text: str) -> None:
        """Start with what was typed to find her, or with words a crash left behind."""
        kept = self._saver.begin()
        if text.strip():
            self.fields.fill(words_of(draft_from_words(text)))
            if kept:
                self.notice.say(
                    _("Words typed earlier were not saved."), _("Bring back"), self._bring_back
                )
        elif kept:
            self.fields.fill(self._earlier)
            self.notice.say(
                _("These words were typed earlier and not saved."), _("Clear"), self._clear
            )
        self.ready()
        self._show_kind()
        lines = self.fields.lines
        empty = [line for line in (lines["name"], lines["phone"]) if not line.text()]
        (empty[0] if empty else self.fields.salutation.line).setFocus()
        self._ask()

    def _on_earlier(self, words: dict[str, Any]) -> None:
        self._earlier = words

    def _bring_back(self) -> None:
        self.fields.fill(self._earlier)

    def _clear(self) -> None:
        self.fields.fill({})
        self.fields.lines["name"].setFocus()

    def _on_name(self, name: str) -> None:
        """What the name tells: what kind of customer, and how one may address her."""
        if not self._kind_chosen:
            company = guess_kind(name) == "company"
            self.fields.kind.set_value("company" if company else "person")
            self._show_kind()
        person = self.fields.kind.value() != "company"
        self.fields.salutation.offer(offered_salutations(name) if person else ())

    def _on_kind(self, kind: object) -> None:
        if kind is None:  # a second click takes nothing back: every customer is of some kind
            self.fields.kind.set_value("person")
        self._kind_chosen = True
        self._show_kind()
        self._ask()

    def _show_kind(self) -> None:
        """Hide what does not apply, and the rarer fields until asked for or filled."""
        person = self.fields.kind.value() != "company"
        typed = self.fields.words()
        self.set_caption("name", _("&Name") if person else _("Company &name"))
        for name in ("salutation", "company"):
            self.set_row_visible(name, visible=person)
        for name in self._extra:
            wanted = self._unfolded or name in typed
            self.set_row_visible(name, visible=wanted and (person or name != "title"))
        self.more.setVisible(not self._unfolded)
        self._fit()

    def _unfold(self) -> None:
        self._unfolded = True
        self._show_kind()
        person = self.fields.kind.value() != "company"
        self.fields.lines["title" if person else self.fields.chat].setFocus()

    def _fit(self) -> None:
        """As high as its fields, whatever Qt thinks of the screen."""
        if self.isVisible():
            QTimer.singleShot(0, self, self._take_height)

    def _take_height(self) -> None:
        """What is as high as its width makes it, such as chips in rows, counts as it stands."""
        layout, width = self.layout(), self.width()
        if layout is not None:
            layout.activate()
            self.resize(width, layout.totalHeightForWidth(width))

    def _ask(self) -> None:
        draft, db, office = self.draft(), self._db, self._office

        def find(_job: object) -> tuple[Sequence[LikelyDuplicate], bool]:
            with db.read() as session:
                erased = is_erased(session, draft, office)
                return find_duplicates(session, draft, office), erased

        self._duplicates.ask(find)

    def _on_duplicates(self, answer: tuple[Sequence[LikelyDuplicate], bool]) -> None:
        found, erased = answer
        self.strip.show_found(found, self._db.now())
        self.erased.setVisible(erased)
        self._fit()

    def _on_chosen(self, customer_id: object) -> None:
        """She is there already; the words wait for the next new customer, should she not be it."""
        self._saver.leave()
        self.done(0)
        self.chosen.emit(customer_id)


class _Notice(QFrame):
    """One sentence and what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("earlier_words")
        self.setProperty("role", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        self._text = label("", wrap=True)
        self._button = PlainButton("", kind="link")
        self._button.setObjectName("earlier_button")
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self._on_clicked)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self._run: Callable[[], None] | None = None
        self.hide()

    def say(self, text: str, button: str, run: Callable[[], None]) -> None:
        self._text.setText(text)
        self._button.setText(button)
        self._run = run
        self.show()

    def _on_clicked(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()
