"""Journeys that write, each in a process of its own that is killed, or loses its power, on the way.

A journey gets the folder of an office and does what the program does there. `moments` are chosen
by a seed; CRMDESK_KILLS says how many for each journey (few by default: CI has little time).
"""

import os
import random
import shutil
import signal
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

Journey = Callable[[Path], None]
KILLS = int(os.environ.get("CRMDESK_KILLS", "2"))
SEED = int(os.environ.get("CRMDESK_SEED", "20261122"))


class Writer:
    """The journey, going on in another process."""

    def __init__(self, journey: Journey, folder: Path) -> None:
        if sys.platform != "linux":
            pytest.skip("processes are forked here, which other systems do not take well")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads of pytest's own
            self._pid = os.fork()
        if self._pid == 0:
            code = 1
            try:
                journey(folder)
                code = 0
            finally:
                os._exit(code)

    def kill(self) -> None:
        """As `kill -9` does, wherever it is."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)

    def freeze(self) -> None:
        """The moment the power goes: nothing moves any more."""
        os.kill(self._pid, signal.SIGSTOP)

    def finish(self) -> int:
        """Wait for its end; 0 when the journey was made."""
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


def duration(journey: Journey, folder: Path) -> float:
    """How long the journey takes here, made to its end."""
    began = time.perf_counter()
    assert Writer(journey, folder).finish() == 0
    return time.perf_counter() - began


def moments(journey: str, whole: float, count: int = KILLS) -> list[float]:
    """When it dies: always other moments for another journey, the same for the same seed."""
    chance = random.Random(f"{SEED} {journey}")
    return [chance.uniform(0.1, 1.0) * whole for _each in range(count)]


def kill_at(moment: float, journey: Journey, folder: Path) -> None:
    """Begin the journey and kill it after so many seconds."""
    writer = Writer(journey, folder)
    time.sleep(moment)
    writer.kill()


def power_cut(
    moment: float, journey: Journey, folder: Path, into: Path, cut: random.Random
) -> None:
    """What stands on the disk at that moment, the end of the write-ahead log not yet there."""
    writer = Writer(journey, folder)
    time.sleep(moment)
    writer.freeze()
    into.mkdir()
    for name in ("office.db", "office.db-wal"):
        if (folder / name).exists():
            shutil.copyfile(folder / name, into / name)
    writer.kill()
    log = into / "office.db-wal"
    if log.exists() and (size := log.stat().st_size):
        with log.open("rb+") as file:
            file.truncate(cut.randint(0, size))
