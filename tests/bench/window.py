"""Start, memory and the GUI thread, measured in processes of their own."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from tests.bench.measure import Row, middle, telling
from tests.bench.stock import Stock

STARTS = 5
PATIENCE = 180


def first_paint(stock: Stock, customers: int) -> Iterator[Row]:
    """Program and bare window in turn, so that both see the same machine: first as it is left by
    whoever closes it, which the first child does, then with no page kept for the start."""
    database = stock.office(customers)
    _child("start", database)  # compiles, fills the disk cache
    yield _start(f"start to first full paint, {customers:,} customers", database, times=4)
    yield _start("the same after a crash or a change from outside", database, forget=True)


def _start(title: str, database: Path, *, times: float | None = None, forget: bool = False) -> Row:
    pairs = []
    for _ in range(STARTS):
        if forget:
            forget_first_page(database)
        pairs.append((_child("bare"), _child("start", database)))
    bare, ours = ([pair[number]["start"] for pair in pairs] for number in (0, 1))
    cpu = [[pair[number]["cpu"] for pair in pairs] for number in (0, 1)]
    ready = middle([pair[1]["ready"] for pair in pairs])
    return Row(
        title,
        middle(ours),
        "s",
        yardstick="bare PySide6 window",
        measure=middle(bare),
        times=times,
        note=f"processor time {middle(cpu[1]):.2f} s, bare {middle(cpu[0]):.2f} s; "
        f"answered by the open database {ready:.2f} s",
    )


def blocks_and_memory(stock: Stock, customers: int) -> Iterator[Row]:
    """A clerk at work."""
    empty = _child("bare")
    with telling("working in the window"):
        said = _child("work", stock.office(customers))
    blocks: dict[str, tuple[float, float]] = said["blocks"]
    worst = sorted(((name, wall) for name, (wall, _) in blocks.items()), key=lambda step: -step[1])
    busiest = max(blocks.items(), key=lambda step: step[1][1])
    yield Row(
        f"longest block of the GUI thread, {customers:,} customers",
        worst[0][1],
        "ms",
        most=50,
        note=", ".join(f"{name} {pause:.0f}" for name, pause in worst[:4])
        + f"; of processor time {busiest[0]} {busiest[1][1]:.0f} ms",
    )
    if empty["memory"]:
        yield Row(
            f"memory above a bare window, {customers:,} customers open",
            said["memory"] - empty["memory"],
            "MB",
            most=150,
            note=f"{said['memory']:.0f} - {empty['memory']:.0f} MB",
        )


def forget_first_page(database: Path) -> None:
    """As if nobody had closed it."""
    connection = driver.connect(str(database))
    connection.execute("DELETE FROM draft WHERE key = '1/first_page'")
    connection.commit()
    connection.close()


def _child(mode: str, database: Path | None = None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        folders = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), home)
        environment = {
            **os.environ,
            **folders,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "LANG": "zh_CN.UTF-8",
            "BENCH_START": str(time.time()),
        }
        words = [mode, *([str(database.resolve())] if database else [])]
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.child", *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"bench child {words}: {done.stderr[-2000:]}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result
