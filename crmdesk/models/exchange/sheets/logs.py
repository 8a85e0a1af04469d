"""The sheets 联系记录 and 投诉, and what sheets of orders have in common with them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from crmdesk.models.exchange.cleaning.values import ColumnCells, Report, column_values
from crmdesk.models.exchange.columns.recognise import ColumnGuess, nameless
from crmdesk.models.exchange.columns.sheet_kinds import goes_to_words
from crmdesk.models.exchange.header.titles import read_header
from crmdesk.models.exchange.records.logs import (
    CallBack,
    ComplaintAction,
    ComplaintRecord,
    Escalation,
    InteractionRecord,
    Measure,
    Pause,
    Solution,
    StepStamp,
)
from crmdesk.models.exchange.records.orders import OrderRecord, Paid
from crmdesk.models.exchange.records.tasks import FollowUpRecord, Move, PromiseRecord
from crmdesk.models.exchange.records.understood import OfficeHints, SheetUnderstanding
from crmdesk.models.exchange.sheets.assemble import column_line
from crmdesk.models.exchange.sheets.sheet_rows import DataRows
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, Target
from crmdesk.models.exchange.vocabulary.synonyms import IDENTITY

Record = InteractionRecord | ComplaintRecord | OrderRecord | PromiseRecord | FollowUpRecord
Column = Sequence[Any]


class Part(NamedTuple):
    """A group of numbered columns: where it goes, what it makes, and its columns in order."""

    attribute: str
    make: Any
    fields: tuple[str, ...]


_PARTS = (
    Part("solutions", Solution, ("solution", "solution.accepted", "solution.at")),
    Part("actions", ComplaintAction, ("action", "action.staff", "action.at", "action.on_day")),
    Part("pauses", Pause, ("pause.at", "pause.until", "pause.staff", "pause.reason")),
    Part(
        "escalations",
        Escalation,
        ("escalation.at", "escalation.to_staff", "escalation.staff", "escalation.reason"),
    ),
    Part(
        "measures",
        Measure,
        (
            "measure",
            "measure.state",
            "measure.verdict",
            "measure.at",
            "measure.staff",
            "measure.text",
        ),
    ),
    Part("moves", Move, ("move.at", "move.staff", "move.from_on", "move.to_on", "move.reason")),
    Part(
        "calls",
        CallBack,
        ("call.at", "call.staff", "call.reached", "call.satisfied", "call.score", "call.text"),
    ),
    Part("payments", Paid, ("paid", "paid.on", "paid.method", "paid.note")),
)
_RECORDS: dict[str, type[Record]] = {
    "interactions": InteractionRecord,
    "complaints": ComplaintRecord,
    "orders": OrderRecord,
    "promises": PromiseRecord,
    "follow_ups": FollowUpRecord,
}
_REST = {
    "interactions": "text",
    "orders": "note",
    "complaints": "facts",
    "promises": "result",
    "follow_ups": "result",
}
"""Where goes what a row says in columns nobody understands."""
_STAMPS = ("step.staff", "step.at")
_GROUPED = frozenset(field for part in _PARTS for field in part.fields) | set(_STAMPS)
_TEXTS = frozenset(
    {"solution", "action", "action.staff", "call.staff", "call.text", "step.staff"}
    | {"paid.method", "paid.note", "pause.staff", "pause.reason", "escalation.to_staff"}
    | {"escalation.staff", "escalation.reason", "measure", "measure.state", "measure.verdict"}
    | {"measure.staff", "measure.text", "move.staff", "move.reason"}
)
_EMPTY: dict[str, Any] = {"solution.accepted": False, "call.reached": None}


class OwnSheet:
    """Turns the batches of such a sheet into records."""

    def __init__(self, sheet: SheetUnderstanding, office: OfficeHints) -> None:
        self._sheet, self._office = sheet, office
        self._report = Report(sheet.name, sheet.problems)
        self._make = _RECORDS[sheet.kind]
        self._identity_told = False

    def add(self, data: DataRows) -> None:
        """Understand one batch."""
        getattr(self._sheet, self._sheet.kind).extend(self._records(data))

    def _records(self, data: DataRows) -> list[Any]:
        values = self._values(data)
        records: list[Any] = [
            self._make(row=row, sheet=self._sheet.name, digest=digest)
            for row, digest in zip(data.rows, data.digests, strict=True)
        ]
        for target, column in values.items():
            if target.field not in _GROUPED:
                for record, value in zip(records, column, strict=True):
                    if value not in (None, ""):
                        setattr(record, target.field, value)
        for part in _PARTS:
            _fill_part(records, part, values)
        _fill_stamps(records, values)
        self._keep_rest(data, records)
        return records

    def _keep_rest(self, data: DataRows, records: Sequence[Any]) -> None:
        """What nobody understood, and cells that could not be read, become lines of words."""
        name = _REST.get(self._sheet.kind)
        if name is None:
            return
        for guess in (*self._sheet.columns, *map(nameless, data.extra)):
            header = guess.header.strip()
            self._tell_identity(guess, data)
            if goes_to_words(guess) or guess.index in data.extra:
                for record, text in zip(records, data.texts[guess.index], strict=True):
                    if text:
                        line = f"{header}：{text}" if header else column_line(guess.letter, text)
                        _add_line(record, name, line)
        for record in records if self._report.kept else ():
            for line in self._report.kept.get(record.row, ()):
                _add_line(record, name, line)
        self._report.kept.clear()

    def _values(self, data: DataRows) -> dict[Target, Column]:
        fields = BY_CODE[self._sheet.kind]
        values: dict[Target, Column] = {}
        for guess in self._sheet.columns:
            if guess.target is None or not any(data.texts[guess.index]):
                continue
            column = ColumnCells(
                guess,
                data.cells[guess.index],
                data.texts[guess.index],
                data.rows,
                self._report,
                self._office,
                self._sheet.kind,
                exact=True,
            )
            values[guess.target] = column_values(column, fields[guess.target.field].kind)
        return values

    def _tell_identity(self, guess: ColumnGuess, data: DataRows) -> None:
        """That identity numbers are left alone is told once."""
        found = read_header(guess.header)
        if self._identity_told or guess.target or found is None or found[0].field != IDENTITY:
            return
        filled = (at for at, text in enumerate(data.texts[guess.index]) if text)
        if (first := next(filled, None)) is not None:
            self._identity_told = True
            self._report.problem(guess, data.rows[first], "", "cell.identity", keep=False)


def _add_line(record: Any, name: str, line: str) -> None:
    setattr(record, name, "\n".join(filter(None, (getattr(record, name), line))))


def _fill_part(records: Sequence[Any], part: Part, values: Mapping[Target, Column]) -> None:
    numbers = sorted({target.n for target in values if target.field in part.fields})
    for number in numbers:
        columns = [_column(values, field, number, len(records)) for field in part.fields]
        for record, row in zip(records, zip(*columns, strict=True), strict=True):
            if any(cell not in (None, "", False) for cell in row):
                found = part.make(*row)
                setattr(record, part.attribute, (*getattr(record, part.attribute), found))


def _fill_stamps(records: Sequence[Any], values: Mapping[Target, Column]) -> None:
    """Step done by 1 … 5: the number is the step's."""
    for number in sorted({target.n for target in values if target.field in _STAMPS}):
        columns = [_column(values, field, number, len(records)) for field in _STAMPS]
        for record, (staff, at) in zip(records, zip(*columns, strict=True), strict=True):
            if staff or at:
                record.steps = (*record.steps, StepStamp(number, staff, at))


def _column(values: Mapping[Target, Column], field: str, number: int, height: int) -> Column:
    text = field in _TEXTS
    empty = _EMPTY.get(field, "" if text else None)
    column = values.get(Target(field, number))
    if column is None:
        return [empty] * height
    return [empty if value is None else value for value in column]
