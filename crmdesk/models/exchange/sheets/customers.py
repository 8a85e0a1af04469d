"""A sheet of customers, batch by batch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from crmdesk.models.exchange.cleaning.addresses import complete
from crmdesk.models.exchange.cleaning.beside_numbers import take_notes_of_numbers
from crmdesk.models.exchange.cleaning.forms_of_address import take_forms_of_address
from crmdesk.models.exchange.cleaning.own_values import own_values
from crmdesk.models.exchange.cleaning.split_numbers import PARTS, NumberParts
from crmdesk.models.exchange.cleaning.told_country import office_of
from crmdesk.models.exchange.cleaning.values import ColumnCells, Report, column_values
from crmdesk.models.exchange.columns.recognise import (
    NOTE_LINE,
    OUR_OWN,
    ColumnGuess,
    if_filled_later,
    nameless,
)
from crmdesk.models.exchange.header.titles import is_generic_name, read_header
from crmdesk.models.exchange.records.customers import ContactRecord, CustomerRecord
from crmdesk.models.exchange.records.understood import OfficeHints, Problem, SheetUnderstanding
from crmdesk.models.exchange.sheets.assemble import add_note, fill, fill_customers
from crmdesk.models.exchange.sheets.breaths import take_breaths
from crmdesk.models.exchange.sheets.cell_people import contacts_of, take_people
from crmdesk.models.exchange.sheets.finish import (
    as_person,
    attach,
    forget_anybody,
    joined,
    may_be_one,
    settle,
)
from crmdesk.models.exchange.sheets.gathering import Gatherings
from crmdesk.models.exchange.sheets.remark_names import take_remarks
from crmdesk.models.exchange.sheets.sheet_rows import DataRows
from crmdesk.models.exchange.vocabulary.cells import Cell
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, Kind, Target
from crmdesk.models.exchange.vocabulary.identities import holds_identities, masked
from crmdesk.models.exchange.vocabulary.synonyms import IDENTITY, IGNORED

_FIELDS = BY_CODE["customers"]
_CUSTOM_KINDS: dict[str, set[type]] = {"number": {int, float}, "date": {date, datetime}}
_KINDS = {"name.family": Kind.NAME, "name.given": Kind.NAME, "invoice.block": Kind.INVOICE}
_MOST_CHOICES = 30
_BLANK = 3
"""Attributes of a record that come with any row."""
_MOST_MERGED = 50
Values = dict[Target, Sequence[Any]]


class CustomerSheet:
    """Turns the batches of one sheet into records; `finish` hands them over."""

    def __init__(
        self,
        sheet: SheetUnderstanding,
        office: OfficeHints,
        *,
        group_by_company: bool,
        field_kinds: Mapping[str, str] | None = None,
    ) -> None:
        self._sheet, self._office, self._group = sheet, office, group_by_company
        self._field_kinds = field_kinds or {}
        self._report = Report(sheet.name, sheet.problems)
        self._columns = [
            guess for guess in map(if_filled_later, sheet.columns) if guess.target is not None
        ]
        self._numbers = NumberParts(self._columns)
        targets = {guess.target.field for guess in self._columns if guess.target}
        self._certain = not any(
            is_generic_name(guess.header)
            for guess in self._columns
            if guess.target and guess.target.field == "name"
        )
        self._derive_region = "region" not in targets
        self._all_told = targets >= OUR_OWN
        self._records: list[CustomerRecord] = []
        self._folded = Gatherings()
        self._known: dict[int, dict[str, Any]] = {}
        self._identity_told = False

    def add(self, data: DataRows) -> None:
        """Understand one batch."""
        if not self._records and not self._all_told:
            self._office = office_of(self._office, self._columns, data.texts)
        values, mixed = self._values(data), not self._all_told
        people = _blank_records(self._sheet.name, data)
        own = {target: column for target, column in values.items() if not target.contact}
        fill(people, own)
        fill_customers(people, own)
        for contacts in self._contacts(data, values):
            for person, contact in zip(people, contacts, strict=True):
                attach(person, contacts_of(contact, self._office) if mixed else (contact,))
        if mixed:
            take_people(people, self._office)
            take_breaths(people, self._office)
            take_notes_of_numbers(people, self._office)
            take_remarks(people, self._office, everybody=_names_in_wechat(own))
            take_forms_of_address(people)
        self._note_problems(people)
        self._keep(people, data)

    def finish(self) -> list[CustomerRecord]:
        """All customers, rows that belong together made one."""
        self._folded.finish()
        if self._group or any(guess.target and guess.target.contact for guess in self._columns):
            records = joined(self._records, by_company=self._group)
            self._records = [
                as_person(record) if record.kind == "contact" else record for record in records
            ]
        return self._records

    def _values(self, data: DataRows) -> Values:
        values: Values = {}
        for guess in (*self._columns, *map(nameless, data.extra)):
            target = guess.target
            assert target is not None
            cells, texts = data.cells[guess.index], data.texts[guess.index]
            if target.field == IGNORED or target.field in PARTS:
                continue
            if target.field == "custom" and _keeps_identities(guess, texts):
                texts = [masked(text) for text in texts]
                cells = list(texts)
            texts = self._numbers.join(guess.index, texts, data.texts)
            exact = self._all_told
            if not any(texts) and not (exact and target.field.startswith("address.")):
                continue
            known = self._known.setdefault(guess.index, {})
            column = ColumnCells(
                guess, cells, texts, data.rows, self._report, self._office, exact=exact, known=known
            )
            column.check()
            if target.field == IDENTITY:
                self._tell_identity(guess, data)
                continue
            if target.field == "custom" and not exact:
                kind, found = own_values(column, self._field_kinds.get(target.label, ""))
                self._note_own_kind(target.label, kind, found)
            else:
                found = column_values(column, kind_of(target))
                if target.field == "custom":
                    self._note_kind(target.label, cells)
            values[target] = _both(target, values[target], found) if target in values else found
        return values

    def _note_own_kind(self, name: str, kind: str, values: Sequence[str]) -> None:
        """What the columns of other people hold makes the field one of numbers, days, choices."""
        if not kind:
            return
        if self._sheet.custom_kinds.setdefault(name, kind) != kind:
            self._sheet.custom_kinds[name] = "text"
        if kind == "choice":
            choices = self._sheet.custom_choices.setdefault(name, {})
            choices |= dict.fromkeys(filter(None, values))
            if len(choices) > _MOST_CHOICES:
                self._sheet.custom_kinds[name] = "text"

    def _note_kind(self, name: str, cells: Sequence[Cell]) -> None:
        """Our own sheets type their custom fields; a field of mixed cells is one of text."""
        types = {type(cell) for cell in cells if cell not in (None, "")}
        kind = next((kind for kind, of in _CUSTOM_KINDS.items() if types <= of), "text")
        known = self._sheet.custom_kinds.setdefault(name, kind)
        if known != kind:
            self._sheet.custom_kinds[name] = "text"

    def _contacts(self, data: DataRows, values: Values) -> Iterator[list[ContactRecord]]:
        people: dict[int, Values] = {}
        for target, column in values.items():
            if target.contact:
                own = Target(target.field, target.n, 0, target.label)
                people.setdefault(target.contact, {})[own] = column
        for _number, hers in sorted(people.items()):
            contacts = []
            for row in data.rows:
                contact = ContactRecord.__new__(ContactRecord)
                contact.row = row
                contacts.append(contact)
            fill(contacts, hers)
            for role in {target.label for target in hers if target.field == "name"} - {""}:
                for contact in filter(attrgetter("name"), contacts):
                    contact.role = contact.role or role
            yield contacts

    def _tell_identity(self, guess: ColumnGuess, data: DataRows) -> None:
        """Once a sheet: personal law wants identity numbers left alone unless asked for."""
        texts = data.texts[guess.index]
        if self._identity_told or not any(texts):
            return
        self._identity_told = True
        index = next(index for index, text in enumerate(texts) if text)
        self._report.problem(guess, data.rows[index], "", "cell.identity", keep=False)

    def _note_problems(self, people: Iterable[CustomerRecord]) -> None:
        if not self._report.kept:
            return
        for person in people:
            for line in self._report.kept.get(person.row, ()):
                add_note(person, line)
        self._report.kept.clear()

    def _keep(self, people: Iterable[CustomerRecord], data: DataRows) -> None:
        for index, person in enumerate(people):
            told = len(person.__dict__) > _BLANK
            anybody = not self._all_told and forget_anybody(person)
            if not settle(person, certain=self._certain):
                code = "row.anybody" if anybody else "row.nobody"
                self._leave_out(person.row, data, index if told else None, code)
                continue
            complete(person, derive_region=self._derive_region, tidy=not self._all_told)
            if (tag := data.sections.get(person.row)) and tag not in person.tags:
                person.tags = (*person.tags, tag)
            if data.goes_on and self._goes_on(person, data.goes_on):
                continue
            self._records.append(person)

    def _leave_out(self, row: int, data: DataRows, index: int | None, code: str) -> None:
        """A row that names nobody; with `index` it says something all the same."""
        reason = "empty" if index is None else code.removeprefix("row.")
        self._sheet.skipped.append((row, reason))
        if index is not None:
            told = (data.texts[guess.index][index] for guess in self._columns)
            value = " ".join(filter(None, told))
            self._sheet.problems.append(Problem(self._sheet.name, row, "", "", value, code))

    def _goes_on(self, person: CustomerRecord, goes_on: Mapping[int, int]) -> bool:
        """Whether this row stands under the same merged name as one above, and so is hers."""
        head = goes_on.get(person.row)
        for first in reversed(self._records[-_MOST_MERGED:]):
            if first.row == head and may_be_one(person, first):
                self._folded.put(person, first)
                return True
        return False


def _names_in_wechat(values: Values) -> bool:
    """Whether a column of WeChat holds names; accounts are no more than letters and digits."""
    return any(
        target.field.startswith("wechat") and not "".join(column).isascii()
        for target, column in values.items()
    )


def _keeps_identities(guess: ColumnGuess, texts: Sequence[str]) -> bool:
    """Whether a field of the office's own was chosen for identity numbers: it gets them masked."""
    found = read_header(guess.header) if guess.header.strip() else None
    called = found is not None and found[0].field == IDENTITY
    return called or holds_identities(texts)


def _both(target: Target, first: Sequence[Any], second: Sequence[Any]) -> list[Any]:
    """Several columns of tags, notes or lines of a street are one value."""
    if kind_of(target) is Kind.WORDS:
        return [one + two for one, two in zip(first, second, strict=True)]
    between = "\n" if kind_of(target) is Kind.NOTE else " "
    return [between.join(filter(None, pair)) for pair in zip(first, second, strict=True)]


def kind_of(target: Target) -> Kind:
    """How the cells of a column are read."""
    if target.field in (NOTE_LINE, "custom"):
        return Kind.TEXT
    field = _FIELDS.get(target.field)
    return field.kind if field else _KINDS.get(target.field, Kind.TEXT)


def _blank_records(sheet: str, data: DataRows) -> list[CustomerRecord]:
    """Records made without their constructor: it would set each of fifty defaults."""
    people = []
    for row, digest in zip(data.rows, data.digests, strict=True):
        person = CustomerRecord.__new__(CustomerRecord)
        person.row, person.sheet, person.digest = row, sheet, digest
        people.append(person)
    return people
