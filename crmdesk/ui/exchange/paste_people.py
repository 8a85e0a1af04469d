"""The people of a pasted text while the user checks them; no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
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
    """What a text says, and for each of its people who is there already."""

    text: str
    country: str
    pasted: Pasted
    known: tuple[tuple[Known, ...], ...]


@dataclass(slots=True)
class Person:
    """One of them: as read, as typed over by hand, and where she is to go."""

    read: Candidate
    known: tuple[Known, ...]
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

    def know(self, known: Sequence[Known]) -> None:
        """Who is there already; the certain one is added to unless the user said otherwise."""
        self.known = tuple(known)
        ids = [one.id for one in self.known]
        if self.decided and (self.into is None or self.into in ids):
            return
        self.into = next((one.id for one in self.known if one.certain), None)

    def target(self) -> PasteTarget:
        return PasteTarget(self.draft(), self.into, self.target_name())

    def target_name(self) -> str:
        """Of whom she is added to, "" for a new customer."""
        return next((one.name for one in self.known if one.id == self.into), "")


def look(db: Database, text: str, customer: str, shown: int | None = None) -> Look:
    """Read a text; `customer` is the speaker of a chat taken for the customer, "" to guess.

    One person alone may be the customer `shown` now.
    """
    with db.read() as session:
        office = load_office(session)
        staff = [entry.name for entry in load_staff(session, everyone=True)]
        now = db.now().astimezone(office_zone(office.zone))
        hints = PasteHints(office.country, now, staff)
        pasted = read_paste(text, hints, customer=customer)
        if not customer and (speaker := known_speaker(session, pasted.chat, staff, office)):
            pasted = read_paste(text, hints, customer=speaker)
        if len(pasted.people) > 1:
            shown = None
        known = tuple(
            tuple(find_known(session, one.draft, office, shown=shown)) for one in pasted.people
        )
    return Look(text, office.country, pasted, known)


def look_for(db: Database, draft: PasteDraft, shown: int | None) -> list[Known]:
    """Who is there already of one that was changed by hand."""
    with db.read() as session:
        return find_known(session, draft, load_office(session), shown=shown)


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
    people = []
    for at, (candidate, known) in enumerate(zip(found.pasted.people, found.known, strict=True)):
        person = Person(candidate, ())
        if at < len(before) and len(before) == len(found.pasted.people):
            old = before[at]
            person.typed, person.wanted = old.typed, old.wanted
            person.into, person.decided = old.into, old.decided
        person.know(known)
        people.append(person)
    return people
