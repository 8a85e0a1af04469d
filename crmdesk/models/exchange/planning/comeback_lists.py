"""Lists of an edited export that comes back: items taken away, put in the place of others, new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.models.exchange.columns.recognise import OUR_OWN, ColumnGuess
from crmdesk.models.exchange.header.titles import read_own_header
from crmdesk.models.exchange.planning.edits import Edit, item_key
from crmdesk.models.exchange.records.customers import Channel
from crmdesk.models.exchange.sheets.fold import LISTS
from crmdesk.models.exchange.vocabulary.fields import CHANNELS
from crmdesk.models.exchange.vocabulary.texts import tidy

_FIELDS = {"phones": "phone", "emails": "email", "addresses": "address", "tags": "tags",
           "anniversaries": "anniversary"}  # fmt: skip


def is_our_own(guesses: Sequence[ColumnGuess]) -> bool:
    """Whether these are the columns of an export of ours."""
    fields = {guess.target.field for guess in guesses if guess.target}
    told = [guess.header for guess in guesses if guess.header.strip()]
    ours = [title for title in told if read_own_header(title, "customers")]
    return fields >= OUR_OWN and len(ours) * 2 >= len(told)


class Columns:
    """Which columns a sheet of ours has: what it has no column for it does not blank."""

    def __init__(self, guesses: Sequence[ColumnGuess]) -> None:
        targets = [guess.target for guess in guesses if guess.target is not None]
        self._fields = {(target.field, target.n, target.contact) for target in targets}
        self._custom = {target.label for target in targets if target.field == "custom"}

    def has(self, field: str, n: int = 1, contact: int = 0) -> bool:
        """Whether there is a column for the n-th value of a field; contact 0 is the customer."""
        return (field, n, contact) in self._fields

    def has_item(self, name: str, items: Sequence[Any], at: int, contact: int) -> bool:
        """Whether the item at this place of the exported list had a column of its own."""
        item = items[at]
        if name == "custom":
            return item[0] in self._custom
        if name == "tags":
            return self.has("tags")
        if name == "invoices":
            return any(self.has(f"invoice.{part}", at + 1, contact) for part in item._fields)
        if isinstance(item, Channel):
            kind = _kind(item)
            n = sum(1 for other in items[: at + 1] if _kind(other) == kind)
            return self.has(kind, n, contact)
        return self.has(_FIELDS[name], at + 1, contact)


def _kind(channel: Channel) -> str:
    return channel.kind if channel.kind in CHANNELS else "channel"


@dataclass(frozen=True, slots=True)
class Lists:
    """The items of one list: as exported, as they stand here, as the file tells them.

    `paired`: an item in the place of another one is that one corrected, not one more.
    """

    name: str
    was: Sequence[Any]
    here: Sequence[Any]
    told: Sequence[Any]
    prefix: str
    contact: int
    number: int
    paired: bool

    def edits(self, columns: Columns) -> Iterator[Edit]:
        """What the file changed."""
        first = {self._key(item): item for item in reversed(self.was)}
        told = {self._key(item) for item in self.told}
        lost = [
            at
            for at, item in enumerate(self.was)
            if self._key(item) not in told
            and columns.has_item(self.name, self.was, at, self.number)
        ]
        new = [at for at, item in enumerate(self.told) if self._key(item) not in first]
        pairs = {at: at for at in lost if at in new and self._alike(at)} if self.paired else {}
        for at in lost:
            if at in pairs:
                yield from self._replaced(self.was[at], self.told[at])
            else:
                yield from self._gone(self.was[at])
        for at in new:
            if at not in pairs and self._place(self.told[at]) is None:
                yield self._edit(None, self.told[at], "added")
        for item in self.told:
            if (before := first.get(self._key(item))) is not None:
                yield from self._renewed(before, item)

    def _alike(self, at: int) -> bool:
        """Whether both stood in the same column; tags and custom fields are no row of columns."""
        was, told = self.was[at], self.told[at]
        if self.name in ("tags", "custom"):
            return False
        return not isinstance(was, Channel) or was.kind == told.kind

    def _replaced(self, was: Any, told: Any) -> Iterator[Edit]:
        at = self._place(was)
        if self._place(told) is not None:
            yield from self._gone(was)
        elif at is None:  # here it is gone: the corrected one is one more
            yield self._edit(None, told, "conflict", was=was)
        else:
            here = self.here[at]
            kind = "changed" if same_item(here, was) else "conflict"
            yield self._edit(here, _labelled(here, told), kind, at, was)

    def _gone(self, was: Any) -> Iterator[Edit]:
        if (at := self._place(was)) is not None:
            here = self.here[at]
            kind = "emptied" if same_item(here, was) else "conflict"
            yield self._edit(here, None, kind, at, was)

    def _renewed(self, was: Any, told: Any) -> Iterator[Edit]:
        """The same item with another label, another city, another value."""
        merge = LISTS[self.name][1]
        if same_item(merge(was, told), was):
            return
        at = self._place(told)
        if at is None:
            yield self._edit(None, told, "conflict", was=was)
            return
        here = self.here[at]
        new = merge(here, told)
        if not same_item(new, here):
            kind = "changed" if same_item(here, was) else "conflict"
            yield self._edit(here, new, kind, at, was)

    def _edit(self, old: Any, new: Any, kind: Any, at: int = -1, was: Any = None) -> Edit:
        key = f"{self.prefix}{item_key(self.name, new if old is None else old)}"
        return Edit(key, self.name, old, new, kind, at, self.contact, was)

    def _place(self, item: Any) -> int | None:
        key = self._key(item)
        return next((at for at, one in enumerate(self.here) if self._key(one) == key), None)

    def _key(self, item: Any) -> Any:
        return LISTS[self.name][0](item)


def _labelled(old: Any, new: Any) -> Any:
    """A number corrected in its cell keeps its label where the file has no other."""
    if getattr(new, "label", None) or not getattr(old, "label", ""):
        return new
    if hasattr(new, "_replace"):
        return new._replace(label=old.label)
    return type(new)(old.label, new.raw, new.e164, new.extension, new.suspect, new.note)


def same_item(one: Any, other: Any) -> bool:
    """Whether two items say the same, as far as a sheet can tell them apart."""
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return all(map(same_value, one, other))
    return same_value(one, other)


def same_value(one: Any, other: Any) -> bool:
    """Whether two values would look the same in a sheet."""
    if not one and not other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        return one == other or plain(one) == plain(other)
    return bool(one == other)


def plain(text: str) -> str:
    """What a cell keeps of a text, for sure: blanks and line breaks may come back otherwise."""
    return "".join(tidy(text).split())
