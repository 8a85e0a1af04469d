"""What one report differs in from another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from crmdesk.ui.kit.charts import Chart

Cell = str | float | None
Tile = tuple[str, str, str]
"""Caption, number, a word below."""


class Dated(Protocol):
    """What is counted was counted from `first` to `last`."""

    @property
    def first(self) -> date: ...

    @property
    def last(self) -> date: ...


R = TypeVar("R", bound=Dated)


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers with their header; `cells` are what stands in Excel, `said` what is read."""

    title: str
    header: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    said: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be counted: of which days, narrowed to what is `chosen`, by the chip's name."""

    first: date
    last: date
    now: datetime
    chosen: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """`name` is the tab's, `title` stands on paper, `file` begins the name of the workbook.

    `load` is given a session. `widths`: the first column on paper and each other, in percent of
    the page. A chart with nothing to paint is left out of the window unless `blanks`; paper has
    none.
    """

    name: str
    title: str
    file: str
    load: Callable[[Any, Asked], R]
    tiles: Callable[[R], Sequence[Tile]]
    charts: Callable[[R], Sequence[Chart]]
    tables: Callable[[R], Sequence[Table]]
    widths: tuple[int, int]
    blanks: bool = False
