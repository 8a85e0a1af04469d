"""The start of an installed program, seen from outside: its pixels on a screen kept in memory."""

import mmap
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measure import Row, middle, telling
from tests.bench.stock import Stock, close_well

STARTS = 5
QUIET = 1.5  # seconds without a large change: the window is drawn
PATIENCE = 60
STRIDE = 401  # every so manieth byte of the picture is looked at
LARGE = 0.004  # of the bytes: a caret that blinks is less
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
application.exec()
"""


def first_picture(stock: Stock, customers: int, program: Path) -> Iterator[Row]:
    """From the start of the process to the last large change on the screen, in turn with a bare
    window; the database is on the disk and in its cache for both."""
    if shutil.which("Xvfb") is None:
        raise SystemExit("--program needs Xvfb")
    database = stock.office(customers)
    bare = [sys.executable, "-c", _BARE]
    with _screen() as (display, picture), telling(f"starting {program.name}"):
        _drawn([str(program), "--db", str(database)], display, picture)
        pairs = []
        for _ in range(STARTS):
            close_well(database)  # the program measured last was killed
            words = [str(program), "--db", str(database)]
            pairs.append((_drawn(bare, display, picture), _drawn(words, display, picture)))
    windows, ours = ([pair[number] for pair in pairs] for number in (0, 1))
    yield Row(
        f"start of {program}, {customers:,} customers",
        middle(ours),
        "s",
        yardstick="bare PySide6 window",
        measure=middle(windows),
        times=4,
        note="as seen on an X screen",
    )


@contextmanager
def _screen() -> Iterator[tuple[str, mmap.mmap]]:
    """A screen of its own and its picture in memory."""
    display = f":{200 + os.getpid() % 500}"
    with tempfile.TemporaryDirectory() as folder:
        words = ["Xvfb", display, "-screen", "0", "1400x900x24", "-fbdir", folder]
        server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            file = Path(folder) / "Xvfb_screen0"
            end = time.monotonic() + PATIENCE
            while not (file.exists() and file.stat().st_size) and time.monotonic() < end:
                time.sleep(0.05)
            with (
                file.open("rb") as open_file,
                mmap.mmap(open_file.fileno(), 0, access=mmap.ACCESS_READ) as picture,
            ):
                yield display, picture
        finally:
            server.terminate()
            server.wait()


def _drawn(words: Sequence[str], display: str, picture: mmap.mmap) -> float:
    """Seconds until the window stood there."""
    with tempfile.TemporaryDirectory() as home:
        folders = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), home)
        shown = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LANG": "zh_CN.UTF-8"}
        start = last = time.monotonic()
        before, seen = picture[::STRIDE], False
        running = subprocess.Popen(
            words, env={**os.environ, **folders, **shown}, stderr=subprocess.DEVNULL
        )
        try:
            while time.monotonic() - (last if seen else start) < (QUIET if seen else PATIENCE):
                time.sleep(0.005)
                now = picture[::STRIDE]
                if _differs(before, now):
                    last, seen = time.monotonic(), True
                    before = now
        finally:
            running.kill()
            running.wait()
    if not seen:
        raise RuntimeError(f"nothing was drawn by {words[0]}")
    return last - start


def _differs(before: bytes, now: bytes) -> bool:
    if before == now:
        return False
    changed = sum(a != b for a, b in zip(before, now, strict=True))
    return changed > len(now) * LARGE
