"""Prints every budget of the architecture that can be measured here, each beside its yardstick.

    python -m tests.bench [--size N] [--million] [--only WORD] [--program FILE] [--folder DIR]
                          [--json FILE]

Exits with 1 when a budget is missed. `--million` adds search and cost at 1 000 000 customers
(half an hour the first time); `--program` the start of an installed one, seen from outside; made-up
offices are kept in the folder for the next run.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.archive import flat_cost, open_customer, search
from tests.bench.books import import_and_export
from tests.bench.duplicates import duplicates
from tests.bench.installed import first_picture
from tests.bench.journal import journal
from tests.bench.measure import Row, table, telling, write_json
from tests.bench.profile import start_profile
from tests.bench.stock import Stock
from tests.bench.window import blocks_and_memory, first_paint

SMALL = 10_000
MILLION = 1_000_000
Measure = Callable[[], Iterator[Row]]


def measures(stock: Stock, size: int, *, million: bool, program: Path | None) -> dict[str, Measure]:
    """Every measure by the word `--only` takes."""
    found: dict[str, Measure] = {
        "start": lambda: first_paint(stock, size),
        "profile": lambda: start_profile(stock, size),
        "search": lambda: search(stock, size),
        "customer": lambda: open_customer(stock, size),
        "duplicates": lambda: duplicates(stock, size),
        "journal": lambda: journal(stock),
        "window": lambda: blocks_and_memory(stock, size),
        "exchange": lambda: import_and_export(stock, size),
        "flat": lambda: flat_cost(stock, SMALL, size),
    }
    if program is not None:
        found["installed"] = lambda: first_picture(stock, size, program)
    if million:
        found["million"] = lambda: (
            row
            for rows in (search(stock, MILLION), flat_cost(stock, SMALL, MILLION))
            for row in rows
        )
    return found


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    words.add_argument("--size", type=int, default=100_000)
    words.add_argument("--million", action="store_true")
    words.add_argument("--only", default="")
    words.add_argument("--program", type=Path)
    words.add_argument("--folder", type=Path, default=Path("build/bench"))
    words.add_argument("--json", type=Path)
    chosen = words.parse_args()
    stock = Stock(chosen.folder)
    rows: list[Row] = []
    found = measures(stock, chosen.size, million=chosen.million, program=chosen.program)
    for name, measure in found.items():
        if chosen.only in name:
            with telling(name):
                rows += measure()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(table(rows))
    print(f"\nload of the machine {load:.1f} on {os.cpu_count()} processors")
    write_json(rows, chosen.json or chosen.folder / "bench.json")
    return 1 if any(row.kept is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
