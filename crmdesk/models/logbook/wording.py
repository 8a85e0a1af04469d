"""The words for the rows of a change set: which thing, whose, and its fields before and after."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.history_words import THINGS as OF_CUSTOMERS
from crmdesk.models.customers.history_words import Names, Words
from crmdesk.models.logbook.birthdays import BIRTHDAY
from crmdesk.models.logbook.labels import CLOSED, COLUMNS, SILENT, THINGS, UNSEEN
from crmdesk.models.logbook.values import REFERENCES, Key, load_names, say
from crmdesk.models.masking import veil
from crmdesk.models.schema import Base, Change, CustomField, CustomValue

_NAMES = ("name", "title", "number", "subject", "text", "question", "raw", "address", "value")
"""Of these columns the first that holds something tells a row from others of its kind."""
_FACTS = frozenset({"customer", "contact"})


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field: what stood there before and after; "" for nothing."""

    label: str
    before: str
    after: str


def thing_text(table: str) -> str:
    """What a row of the table is called; "" where a person has no word for it."""
    if table in THINGS:
        return pgettext("journal", THINGS[table])
    return _(OF_CUSTOMERS[table]) if table in OF_CUSTOMERS else ""


class RowWords:
    """Of some rows, read together."""

    def __init__(
        self, session: Session, page: Sequence[Change], country: str, zone: tzinfo
    ) -> None:
        self._zone = zone
        values = [(change, side) for change in page for side in (change.before, change.after)]
        wanted = {
            (REFERENCES[column], value)
            for _change, side in values
            for column, value in (side or {}).items()
            if column in REFERENCES and isinstance(value, int)
        }
        wanted |= {("customer", change.customer_id) for change in page if change.customer_id}
        self._names = load_names(session, wanted)
        self._gone = {
            change.row_id: str((change.before or change.after or {}).get("name", ""))
            for change in page
            if change.table_name == "customer" and change.kind != "u"
        }
        self._known_names, self._country = self._known(session, page), country

    def customer(self, change: Change) -> str:
        """Whose it is; as she was called where she is gone."""
        owner = change.customer_id or 0
        return self._names.get(("customer", owner)) or self._gone.get(owner, "")

    def which(self, change: Change) -> str:
        """What tells the row from others of its kind, on one line."""
        row = change.after if change.kind == "c" else change.before
        if change.kind == "u" or not row or change.table_name in CLOSED:
            return ""
        if not (named := self._words(change).thing(change.table_name, row)[1]):
            text = next((str(row[name]) for name in _NAMES if row.get(name)), "")
            named = veil.text(change.customer_id, text)
        return " ".join(named.split())

    def fields(self, change: Change, private: Collection[str]) -> Iterator[FieldLine]:
        """What a person has a word for, in the order of the columns."""
        if change.table_name in SILENT or change.table_name in CLOSED:
            return
        before, after = change.before or {}, change.after or {}
        which = self.which(change)
        for name in after or before:
            label = "" if name in private else self._label(change, name)
            if not label or before.get(name) == after.get(name):
                continue
            if change.kind != "u" and _blank((after or before).get(name)):
                continue
            sides = [self._value(change, name, side.get(name)) for side in (before, after)]
            if any(sides) and not (which and which in sides):
                yield FieldLine(label, *sides)

    def _label(self, change: Change, name: str) -> str:
        if label := self._words(change).label(change.table_name, change.row_id, name):
            return label
        if (change.table_name, name) == ("anniversary", BIRTHDAY):
            name = "day"
        if change.table_name == "customer" or name in UNSEEN or name not in COLUMNS:
            return ""
        return pgettext("journal", COLUMNS[name])

    def _value(self, change: Change, name: str, value: Any) -> str:
        table, whose = change.table_name, change.customer_id
        if name == BIRTHDAY or (table in _FACTS and name not in REFERENCES):
            return self._words(change).value(table, name, value)
        said = say(Base.metadata.tables[table], name, value, self._names, self._zone)
        return veil.column(whose, table, name, said)

    def _words(self, change: Change) -> Words:
        return Words(self._known_names, self._country, change.customer_id)

    def _known(self, session: Session, page: Sequence[Change]) -> Names:
        def of(table: str) -> Mapping[int, str]:
            return {row_id: text for (name, row_id), text in self._names.items() if name == table}

        ids = [change.row_id for change in page if change.table_name == "custom_value"]
        values = (
            select(CustomValue.id, CustomField.name)
            .join(CustomField, CustomField.id == CustomValue.field_id)
            .where(CustomValue.id.in_(ids))
        )
        named = {row.id: row.name for row in session.execute(values)} if ids else {}
        return Names(
            staff=of("staff"), sources=of("source"), tags=of("tag"), fields=of("custom_field"),
            customers=of("customer"), values=named,
        )  # fmt: skip


def _blank(value: Any) -> bool:
    """Nothing a person entered: no line of a new row says so."""
    return value is None or value in ("", [], {}) or value is False or value == 0


__all__ = ["FieldLine", "Key", "RowWords", "thing_text"]
