"""The facts of a customer in groups, each edited where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.facts import FACTS, GROUPS, Fact, FactValue, fact_text, label_of
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.models.office.queries import load_sources, load_staff
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.editors import CodeEditor, CustomerEditor, WordEditor
from crmdesk.ui.customers.page.field import FactField
from crmdesk.ui.customers.page.section import FieldSection
from crmdesk.ui.customers.page.words import birthday_text, typed_birthday
from crmdesk.ui.kit.inplace import DayEditor, Editor, LinesEditor, TextEditor, Value

ALWAYS = frozenset(
    {
        *("name", "salutation", "company", "title", "stage", "owner_id", "source_id"),
        *("birthday", "note"),
    }
)
"""Shown even when empty: what every archive should have."""

_AS_CHOSEN = frozenset({"staff", "customer", "day"})
_WRITTEN = frozenset({"text", "lines"})


class FactSections(QObject):
    """Makes the sections of all facts and keeps them right; `sections` by group."""

    left = Signal(str, int)  # the field and the way Tab went
    create_asked = Signal(str)

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._shown_id = 0
        self.fields: dict[str, FactField] = {}
        self.sections = {group: FieldSection(_(title), ALWAYS) for group, title in GROUPS.items()}
        for name, fact in FACTS.items():
            self._add(name, fact)

    def show_page(self, page: CustomerPage) -> None:
        """Show what is stored; a field being edited keeps its words."""
        self._offer_lists()
        for name, value in page.facts.items():
            self._show(page, name, value)
        for group, section in self.sections.items():
            if self._shown_id != page.id:
                section.begin()
            names = [name for name, fact in FACTS.items() if fact.group == group]
            away = [n for n in names if page.kind not in FACTS[n].of or n in page.hidden]
            section.arrange(empty=[n for n in names if not page.facts.get(n)], foreign=away)
        whose = _("Company name") if page.kind == "company" else label_of("name")
        self.fields["name"].set_caption(whose)
        self._shown_id = page.id

    def _show(self, page: CustomerPage, name: str, value: FactValue) -> None:
        """Numbers somebody wrote among other words are masked like any other."""
        field, country = self.fields[name], self._context.office.country
        typed, shown = _typed(page, name, value, country), _shown(page, name)
        field.shown_first = None
        if name == "birthday":
            shown = birthday_text(page, self._context.today(), country)
        elif isinstance(typed, str) and FACTS[name].kind in _WRITTEN and name != "name":
            masked = self._context.say_value(typed)
            if masked != typed:
                shown = masked
                field.shown_first = partial(self._context.show_value, typed, masked=label_of(name))
        field.show_stored(value, typed, shown)

    def finish(self) -> None:
        """Store what is being edited: the page is about to show somebody else."""
        for field in self.fields.values():
            if field.editing():
                field.commit()

    def typed(self) -> dict[str, str]:
        """Words that stand in editors and are not stored."""
        words = {name: field.typed() for name, field in self.fields.items() if field.editing()}
        return {
            name: word
            for name, word in words.items()
            if isinstance(word, str) and word != (self.fields[name].value() or "")
        }

    def resume(self, words: Mapping[str, str]) -> None:
        """Go on with words a crash left behind."""
        for name, word in words.items():
            if name in self.fields:
                self.reveal(name).resume(word)

    def reveal(self, name: str) -> FactField:
        """The field of a fact, unfolded."""
        self.sections[FACTS[name].group].reveal(name)
        return self.fields[name]

    def _add(self, name: str, fact: Fact) -> None:
        field = FactField(label_of(name), self._editor(fact))
        field.setObjectName(f"fact_{name}")
        field.committed.connect(lambda _old, new: self._store(name, new))
        field.left.connect(lambda step: self.left.emit(name, step))
        self.fields[name] = field
        self.sections[fact.group].add(name, field)

    def _editor(self, fact: Fact) -> Editor:
        makers: dict[str, Callable[[], Editor]] = {
            "lines": LinesEditor,
            "day": lambda: DayEditor(self._context.today, future=False),
            "staff": lambda: CodeEditor([]),
            "source": WordEditor,
            "customer": self._customer_editor,
            "birthday": lambda: TextEditor(_("e.g. 1988-3-5, 3-5, lunar 8-15")),
        }
        if fact.kind in makers:
            return makers[fact.kind]()
        if fact.kind == "choice" and not fact.own:
            none: list[tuple[Value, str]] = [] if fact.label in _NEVER_EMPTY else [("", "—")]
            return CodeEditor([*none, *fact.choices().items()])
        return WordEditor(list(fact.choices().values())) if fact.choices() else TextEditor()

    def _customer_editor(self) -> Editor:
        context = self._context
        return CustomerEditor(context.db, context.jobs, context.navigator.new_customer)

    def _offer_lists(self) -> None:
        """Staff and sources may have changed since."""
        with self._context.db.read() as session:
            staff: list[tuple[Value, str]] = [(row.id, row.name) for row in load_staff(session)]
            sources: list[tuple[Value, str]] = [(s.name, s.name) for s in load_sources(session)]
        self.fields["owner_id"].offer([(None, "—"), *staff])
        self.fields["source_id"].offer(sources)

    def _store(self, name: str, new: Value) -> None:
        fact, field = FACTS[name], self.fields[name]
        expected = cast(FactValue, field.expected)
        if fact.kind in _AS_CHOSEN:
            job = self._context.set_fact(name, new, expected)
        elif fact.kind == "choice" and not fact.own:
            job = self._context.set_fact(name, str(new or ""), expected)
        else:
            job = self._context.set_typed_fact(name, str(new or ""), expected)
        field.follow(job)


_NEVER_EMPTY = frozenset({FACTS["kind"].label, FACTS["stage"].label})


def _typed(page: CustomerPage, name: str, value: FactValue, country: str) -> Value:
    """A fact as one would type it to change it."""
    fact = FACTS[name]
    if fact.kind == "birthday":
        return typed_birthday(page.birthday, country)
    if fact.kind == "source":
        return page.source
    if fact.kind == "words" or (fact.kind == "choice" and fact.own):
        return fact_text(name, value)
    return cast(Value, value)


def _shown(page: CustomerPage, name: str) -> str | None:
    """How a fact reads whose value is the number of another record."""
    if name == "owner_id":
        return page.owner
    if name == "parent_id":
        return page.parent.name if page.parent else ""
    if name == "referrer_id":
        return page.referrer.name if page.referrer else ""
    return None
