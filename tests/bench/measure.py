"""One measured budget, and how a run of them is told."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """A measured value beside its budget: `most` of its unit, or `times` its yardstick."""

    what: str
    value: float
    unit: str
    most: float | None = None
    yardstick: str = ""
    measure: float | None = None
    times: float | None = None
    note: str = ""

    @property
    def limit(self) -> float | None:
        if self.times is not None and self.measure is not None:
            return self.times * self.measure
        return self.most

    @property
    def kept(self) -> bool | None:
        """None where the row has no budget of its own."""
        return None if self.limit is None else self.value <= self.limit

    @property
    def budget(self) -> str:
        if self.times is not None:
            return f"<= {self.times:g} x"
        return "" if self.most is None else f"<= {self.most:g} {self.unit}"

    @property
    def reached(self) -> str:
        """The value as the budget counts it."""
        shown = f"{self.value:.3g} {self.unit}"
        if self.times is not None and self.measure:
            shown += f" = {self.value / self.measure:.2f} x"
        return shown


def seconds(work: Callable[[], T]) -> tuple[float, T]:
    """How long it took by the clock on the wall, and what came of it."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def busy(work: Callable[[], object]) -> float:
    """The ms of processor time this thread needs: what is left of noise on a shared machine."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def milliseconds(work: Callable[[], object], times: int = 30) -> list[float]:
    """Each of so many runs after a first one, sorted."""
    work()
    return sorted(seconds(work)[0] * 1000 for _ in range(times))


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def middle(values: Sequence[float]) -> float:
    return median(values)


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Say on stderr what takes its time now."""
    start = time.perf_counter()
    print(f"  {what} ...", end="", file=sys.stderr, flush=True)
    yield
    print(f" {time.perf_counter() - start:.1f} s", file=sys.stderr, flush=True)


def table(rows: Sequence[Row]) -> str:
    """The rows as text, one a line."""
    cells = [("what", "budget", "reached", "yardstick", "")]
    for row in rows:
        stick = f"{row.yardstick} {row.measure:.3g} {row.unit}" if row.measure else row.yardstick
        verdict = {True: "kept", False: "MISSED", None: ""}[row.kept]
        cells.append((row.what, row.budget, row.reached, stick, f"{verdict}  {row.note}".strip()))
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def write_json(rows: Sequence[Row], path: Path) -> None:
    """The same for a machine."""
    told = [asdict(row) | {"limit": row.limit, "kept": row.kept} for row in rows]
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
