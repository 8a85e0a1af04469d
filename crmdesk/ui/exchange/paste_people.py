"""The people of a pasted text while the user checks them; no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.core.jobs import Progress
from crmdesk.models.exchange.paste.actions import PasteTarget
from crmdesk.models.exchange.paste.drafts import PasteDraft, with_address
from crmdesk.models.exchange.paste.known import Known, find_known, known_speaker
from crmdesk.models.exchange.paste.reading import Candidate, Pasted, PasteHints, read_paste
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office

PARTS = ("region", "city", "district", "street", "postcode")
SAYS_WHO = frozenset({"name", "phones", "emails", "company", "wechat", "qq", "line", "invoice"})
"""A change of these asks anew who is there already."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a text says."""

    text: str
    country: str
    pasted: Pasted


@dataclass(slots=True)
class Person:
    """One of them: as read, as typed over by hand, and where she is to go."""

    read: Candidate
    known: tuple[Known, ...] = ()
    fresh: bool = False
    """`known` is about her as she is now."""
    typed: dict[str, Any] = field(default_factory=dict)
    into: int | None = None
    decided: bool = False
    """The user said herself whether she is new."""
    wanted: bool = True

    def draft(self) -> PasteDraft:
        """What would be stored; parts follow an address typed by hand."""
        draft = self.read.draft
        if "address" in self.typed:
            draft = with_address(draft, self.typed["address"])
        if "invoice" in self.typed and not self.typed["invoice"].kind:
            self.typed["invoice"] = replace(self.typed["invoice"], kind=draft.invoice.kind)
        return replace(draft, **self.typed)

    def type(self, name: str, value: Any) -> None:
        """The user changed a field; another address has other parts."""
        if name == "address":
            for part in PARTS:
                self.typed.pop(part, None)
        self.typed[name] = value
        self.fresh = self.fresh and name not in SAYS_WHO

    def know(self, known: Sequence[Known]) -> None:
        """Who is there already; the certain one is added to unless the user said otherwise."""
        self.known, self.fresh = tuple(known), True
        ids = [one.id for one in self.known]
        if self.decided and (self.into is None or self.into in ids):
            return
        self.into = next((one.id for one in self.known if one.certain), None)

    def target(self) -> PasteTarget:
        return PasteTarget(self.draft(), self.into, self.target_name())

    def target_name(self) -> str:
        """Of whom she is added to, "" for a new customer."""
        return next((one.name for one in self.known if one.id == self.into), "")


def look(db: Database, text: str, customer: str) -> Look:
    """Read a text; `customer` is the speaker of a chat taken for the customer, "" to guess."""
    with db.read() as session:
        office = load_office(session)
        staff = [entry.name for entry in load_staff(session, everyone=True)]
        now = db.now().astimezone(office_zone(office.zone))
        hints = PasteHints(office.country, now, staff)
        pasted = read_paste(text, hints, customer=customer)
        if not customer and (speaker := known_speaker(session, pasted.chat, staff, office)):
            pasted = read_paste(text, hints, customer=speaker)
    return Look(text, office.country, pasted)


def know(
    db: Database, drafts: Sequence[PasteDraft], shown: int | None, progress: Progress
) -> list[tuple[Known, ...]]:
    """Who is there already of each; one alone may be the customer `shown` now."""
    with db.read() as session:
        office = load_office(session)
        return find_known(session, drafts, office, shown=shown, progress=progress)


def save_text(kind: str, wanted: Sequence[Person]) -> str:
    """What the button says that stores them."""
    if kind == "table":
        return _("Open in the import…")
    if len(wanted) > 1:
        text = ngettext("Store {n} customer", "Store {n} customers", len(wanted))
        return text.format(n=len(wanted))
    if wanted and (name := wanted[0].target_name()):
        return _("Add to {name}").format(name=name)
    return _("Create customer")


def people_of(found: Look, before: Sequence[Person]) -> list[Person]:
    """The people of a text read anew; what was typed over by hand stays with its place."""
    people = [Person(candidate) for candidate in found.pasted.people]
    if len(before) == len(people):
        for person, old in zip(people, before, strict=True):
            person.typed, person.wanted = old.typed, old.wanted
            person.known, person.into, person.decided = old.known, old.into, old.decided
            person.fresh = old.fresh and old.read.draft == person.read.draft
    return people
