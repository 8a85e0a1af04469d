"""Where the start goes: what each package costs to be imported, before the first full paint."""

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Row, telling
from tests.bench.stock import Stock

SHOWN = 8
_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")


def start_profile(stock: Stock, customers: int) -> Iterator[Row]:
    """The costliest packages of one start, ms of their own modules (python -X importtime, which
    itself makes each import slower)."""
    with telling("profile of the start"):
        said = _importing(stock.office(customers))
    spent: Counter[str] = Counter()
    modules: Counter[str] = Counter()
    for line in said.splitlines():
        if found := _LINE.match(line):
            package = _package(found[2])
            spent[package] += int(found[1])
            modules[package] += 1
    for package, microseconds in spent.most_common(SHOWN):
        yield Row(
            f"start: import of {package}",
            microseconds / 1000,
            "ms",
            note=f"{modules[package]} modules",
        )
    yield Row(
        "start: all imports", sum(spent.values()) / 1000, "ms", note=f"{sum(modules.values())}"
    )


def _package(module: str) -> str:
    """A library whole, our own by layer."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "crmdesk" else parts[0]


def _importing(database: Path) -> str:
    with tempfile.TemporaryDirectory() as home:
        folders = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), home)
        shown = {"QT_QPA_PLATFORM": "offscreen", "LANG": "zh_CN.UTF-8"}
        words = [sys.executable, "-X", "importtime", "-m", "tests.bench.child"]
        return subprocess.run(
            [*words, "start", str(database.resolve())],
            env={**os.environ, **folders, **shown},
            capture_output=True,
            text=True,
            check=True,
        ).stderr
