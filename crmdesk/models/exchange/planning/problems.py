"""Problems a plan finds: where the value stands that caused each."""

from __future__ import annotations

from crmdesk.models.exchange.records.understood import Problem, Understanding

_PROPERTIES = {"name": "FN", "phone": "TEL", "photo": "PHOTO"}
"""In a vCard a column is a property."""


class Whereabouts:
    """Knows in which column of which sheet a field stands, and lists problems there."""

    def __init__(self, understanding: Understanding, problems: list[Problem]) -> None:
        self._cards = understanding.format == "vcf"
        self._problems = problems
        self._columns: dict[tuple[str, str], tuple[str, str]] = {}
        for sheet in understanding.sheets:
            for guess in sheet.columns:
                if guess.target is not None:
                    key = (sheet.name, guess.target.field)
                    self._columns.setdefault(key, (guess.letter, guess.header))

    def has(self, sheet: str, field: str) -> bool:
        """Whether the sheet has a column for this field."""
        return (sheet, field) in self._columns

    def tell(
        self, sheet: str, row: int, field: str, value: str, code: str, **params: object
    ) -> None:
        """List a problem of a row with the value of `field`."""
        found = (_PROPERTIES.get(field, ""), "") if self._cards else None
        column, header = found or self._columns.get((sheet, field), ("", ""))
        self._problems.append(Problem(sheet, row, column, header, value, code, params))
