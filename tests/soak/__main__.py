"""A robot user at work: `python -m tests.soak --minutes 10 --seed 7`, or `make soak`.

Seed after seed until the time is over, each in a process of its own on a fresh copy of a
generated office. `--replay SEED:DEEDS` does exactly those deeds again.

The memory may grow by 10 % in the second half of a run, and is told for each thousand deeds. Each
look is taken with all dialogs closed and nothing running, after garbage was collected. The first
one comes when every dialog was opened, and every screen in every language and theme; none of the
first two thousand deeds counts.

In the first half what is remembered on purpose fills up (statements, names), and the allocators of
C and Python take more pages than they fill, most at an import: of 235 MB after 12 000 deeds there
were 207 after 2000 and 225 after 4000. What leaks goes on in the second half.
Looks with a protected file open (told with a *) are compared with each other: of such a file
SQLite keeps 8 MB of pages for each of its five connections, which of a plain one the system keeps
outside the process.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

EVERLASTING = 10**9
GROWTH = 0.10
WARM = 3  # looks at the memory before it counts: all opened once, two thousand deeds done
LIMIT = 0.1  # seconds
SOON = 20  # seconds; a program that does not even start does not start with another seed
SHOWN = 6  # lines of a stack
KEPT = Path("build/soak")


def main() -> int:
    words = _words()
    if words.replay:
        seed, deeds = (int(part) for part in words.replay.split(":"))
        return 0 if _one(seed, 24 * 60, deeds, words) else 1
    until, seed, good = time.monotonic() + words.minutes * 60, words.seed, True
    while True:
        left = (until - time.monotonic()) / 60
        if left <= 0.05:
            return 0 if good else 1
        began = time.monotonic()
        good = _one(seed, min(left, words.each), words.deeds, words) and good
        seed += 1
        if words.deeds < EVERLASTING or (not good and time.monotonic() - began < SOON):
            return 0 if good else 1


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--each", type=float, default=10, help="minutes of one seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--deeds", type=int, default=EVERLASTING)
    parser.add_argument("--replay", default="", metavar="SEED:DEEDS")
    parser.add_argument("--no-clock", action="store_true", help="blocks are told, not judged")
    return parser.parse_args()


def _one(seed: int, minutes: float, deeds: int, words: argparse.Namespace) -> bool:
    """One seed from beginning to end; whether nothing went wrong."""
    KEPT.mkdir(parents=True, exist_ok=True)
    office = _office(words.customers)
    with tempfile.TemporaryDirectory(prefix="crmdesk-soak-") as place:
        folder = Path(place)
        database = folder / "office.db"
        shutil.copyfile(office, database)
        arguments = [str(folder), str(database), str(seed), str(minutes), str(deeds)]
        child = subprocess.run(
            [sys.executable, "-m", "tests.soak.child", *arguments],
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "0"},
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        diary = KEPT / f"seed-{seed}.txt"
        shutil.copyfile(folder / "diary.txt", diary)
        report = folder / "report.json"
        if not report.exists():
            _say(f"seed {seed}: the program died ({_end_of(child.returncode)}); {diary}")
            _say("\n".join(diary.read_text(encoding="utf-8").splitlines()[-50:]))
            _say(child.stderr[-6000:])
            return False
        return _judge(seed, json.loads(report.read_text()), diary, clock=not words.no_clock)


def _judge(seed: int, report: dict[str, Any], diary: Path, *, clock: bool) -> bool:
    memory, blocks = report["memory"], report["blocks"]
    growth = _growth(memory[max(WARM - 1, len(memory) // 2) :])
    _say(
        f"seed {seed}: {report['deeds']} deeds in {report['minutes']:.1f} min; longest block "
        f"{_within(report['longest'])} ms; memory {_told(memory)} MB "
        f"({growth:+.1%} in the second half); {diary}"
    )
    good = True
    for trouble in report["troubles"]:
        good = False
        _say(f"--- {trouble['kind']} at deed {trouble['deed']} of seed {seed}:")
        _say("\n".join([*trouble["before"], trouble["told"]]))
    for told in report["wrong"]:
        good = False
        _say(f"--- at the end of seed {seed}: {told}")
    if growth > GROWTH:
        good = False
        _say(f"--- memory grew by {growth:.1%}")
    _keep_films(seed, blocks)
    for block in blocks:
        good = good and not (clock and block["judged"])
        mark = "---" if block["judged"] else "--- by design:"
        took, wall = block["seconds"] * 1000, block["wall"] * 1000
        _say(f"{mark} {took:.0f} ms ({wall:.0f} by the clock) in {block['at']}")
        _say(f"    doing: {block['doing']}")
        if block["stack"]:
            _say(_short(block["stack"][len(block["stack"]) // 2]))
    if not good:
        _say(f"again: python -m tests.soak --replay {seed}:{report['deeds']}")
    return good


def _growth(looks: list[tuple[float, bool]]) -> float:
    """From the first look to the last one, of plain files or of protected ones, whichever is
    more."""
    grown = [0.0]
    for kind in (False, True):
        held = [mb for mb, protected in looks if protected == kind]
        grown += [held[-1] / held[0] - 1] if held else []
    return max(grown)


def _told(looks: list[tuple[float, bool]]) -> str:
    return " ".join(f"{held:.0f}{'*' if protected else ''}" for held, protected in looks)


def _keep_films(seed: int, blocks: list[dict[str, Any]]) -> None:
    """All that was seen while the window stood still."""
    scenes = [
        f"{block['seconds'] * 1000:.0f} ms, {block['doing']}\n\n" + "\n\n".join(block["stack"])
        for block in blocks
        if block["judged"]
    ]
    (KEPT / f"seed-{seed}-blocks.txt").write_text("\n\n---\n".join(scenes), encoding="utf-8")


def _short(stack: str) -> str:
    """The program's own lines of it."""
    ours = [line for line in stack.splitlines() if "/crmdesk/" in line]
    return "\n".join(ours[-SHOWN:])


def _office(customers: int) -> Path:
    """A generated one, kept for the next run of the same schema."""
    schema = sorted(Path("crmdesk/models/migrations/versions").glob("*.py"))
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in schema)).hexdigest()[:8]
    path = KEPT / f"office-{customers}-{mark}.db"
    if not path.exists():
        from crmdesk.models.demo.generate import generate
        from crmdesk.models.open import open_database

        fresh = path.with_suffix(f".{os.getpid()}")
        now = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
        db = open_database(fresh, clock=lambda: now)
        generate(db, customers, today=date(2026, 11, 21))
        db.close()
        fresh.replace(path)
    return path


def _within(longest: float) -> str:
    return f"{longest * 1000:.0f}" if longest > LIMIT else f"under {LIMIT * 1000:.0f}"


def _end_of(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit {code}"


def _say(told: str) -> None:
    sys.stdout.write(told + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
