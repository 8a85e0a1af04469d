"""The sheets 联系记录 and 投诉 as our own export of everything writes them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from crmdesk.models.exchange.fields import BY_CODE, Target
from crmdesk.models.exchange.records import (
    CallBack,
    ComplaintAction,
    ComplaintRecord,
    InteractionRecord,
    OfficeHints,
    SheetUnderstanding,
    Solution,
    StepStamp,
)
from crmdesk.models.exchange.sheet_rows import DataRows
from crmdesk.models.exchange.values import ColumnCells, Report, column_values

Record = InteractionRecord | ComplaintRecord
Column = Sequence[Any]


class Part(NamedTuple):
    """A group of numbered columns: where it goes, what it makes, and its columns in order."""

    attribute: str
    make: Any
    fields: tuple[str, ...]


_PARTS = (
    Part("solutions", Solution, ("solution", "solution.accepted", "solution.at")),
    Part("actions", ComplaintAction, ("action", "action.staff", "action.at")),
    Part(
        "calls",
        CallBack,
        ("call.at", "call.staff", "call.reached", "call.satisfied", "call.score", "call.text"),
    ),
)
_STAMPS = ("step.staff", "step.at")
_GROUPED = frozenset(field for part in _PARTS for field in part.fields) | set(_STAMPS)
_EMPTY: dict[str, Any] = {"solution.accepted": False, "call.reached": None}


class OwnSheet:
    """Turns the batches of such a sheet into records."""

    def __init__(self, sheet: SheetUnderstanding, office: OfficeHints) -> None:
        self._sheet, self._office = sheet, office
        self._report = Report(sheet.name, sheet.problems)
        self._make: type[Record] = (
            InteractionRecord if sheet.kind == "interactions" else ComplaintRecord
        )

    def add(self, data: DataRows) -> None:
        """Understand one batch."""
        values = self._values(data)
        records: list[Any] = [
            self._make(row=row, sheet=self._sheet.name, digest=digest)
            for row, digest in zip(data.rows, data.digests(), strict=True)
        ]
        for target, column in values.items():
            if target.field not in _GROUPED:
                for record, value in zip(records, column, strict=True):
                    if value not in (None, ""):
                        setattr(record, target.field, value)
        if self._sheet.kind == "complaints":
            for part in _PARTS:
                _fill_part(records, part, values)
            _fill_stamps(records, values)
            self._sheet.complaints += records
        else:
            self._sheet.interactions += records

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
            )
            values[guess.target] = column_values(column, fields[guess.target.field].kind)
        return values


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
    text = field in ("solution", "action", "action.staff", "call.staff", "call.text", "step.staff")
    empty = _EMPTY.get(field, "" if text else None)
    column = values.get(Target(field, number))
    if column is None:
        return [empty] * height
    return [empty if value is None else value for value in column]
