"""Measures how long the event loop of the window stands still, and tells where it stood."""

import faulthandler
import os
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from tests.soak.words import HUGE

LIMIT = 0.1  # seconds
MEGABYTE = 0.5  # where one is typed in one piece, which Qt alone takes 0.1-0.25 s to lay out
BEAT = 5  # ms
LOOK = 0.02  # seconds between two looks at a loop that stands still


@dataclass(slots=True)
class Block:
    """One stretch in which nothing on the screen could have moved."""

    seconds: float  # without the time in which the system let others run; on a busy machine, work
    wall: float
    at: str
    doing: str
    judged: bool = True
    stack: list[str] = field(default_factory=list)


class Watchdog(QObject):
    """Beats in the event loop; a thread looks on, and photographs whoever lets it wait."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocks: list[Block] = []
        self._judged = 0  # blocks of deeds that are over
        self.doing = ""
        self.judging = True
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._thread_of_window = threading.get_ident()
        self._since: float | None = None
        self._waited = self._worked = 0.0
        self._seen: list[str] = []
        self._film = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        self._stop = threading.Event()
        self._timer = QTimer(self, interval=BEAT)
        self._timer.timeout.connect(self.beat)
        self._timer.start()
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self._thread.start()

    def rest(self) -> None:
        """What follows is the robot's own thinking."""
        self.beat()
        self._since = None

    @property
    def resting(self) -> bool:
        return self._since is None

    def go_on(self) -> None:
        """What follows is the program's work."""
        self._since, self._waited, self._seen = time.perf_counter(), self._in_queue(), []
        self._worked = time.thread_time()

    def beat(self) -> None:
        """The event loop turns: judge the time since it turned last."""
        if self._since is None:
            return
        wall = time.perf_counter() - self._since
        seconds = wall
        if wall > LIMIT / 2:
            seconds = max(0.0, wall - (self._in_queue() - self._waited))
            if os.getloadavg()[0] > (os.cpu_count() or 1):  # waiting for locks is others' doing
                seconds = min(seconds, time.thread_time() - self._worked)
        if seconds > (MEGABYTE if self.doing.startswith(HUGE) else LIMIT):
            at = _place(self._seen)
            judged = self.judging and not any(_is_out_of_sight(stack) for stack in self._seen)
            self.blocks.append(Block(seconds, wall, at, self.doing, judged, self._seen))
        self.go_on()

    @property
    def longest(self) -> float:
        """Of the stretches that count; those within the limit are not kept apart."""
        return max((block.seconds for block in self.blocks if block.judged), default=LIMIT)

    def excuse(self) -> None:
        """What was seen during this deed is by design: the window was made or dressed anew."""
        for block in self.blocks[self._judged :]:
            block.judged = False

    def settled(self) -> None:
        """The deed is over, its blocks stand as they are."""
        self._judged = len(self.blocks)

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()
        self._timer.stop()
        self._film.close()

    def _in_queue(self) -> float:
        """Seconds this thread was ready but another one ran on its processor."""
        try:
            return int(self._schedule.read_text().split()[1]) / 1e9
        except OSError:
            return 0.0

    def _look_on(self) -> None:
        while not self._stop.wait(LOOK):
            since, seen = self._since, self._seen
            if since is None or time.perf_counter() - since < LIMIT / 2 or len(seen) > 50:
                continue
            seen.append(self._photograph())

    def _photograph(self) -> str:
        """Where the thread of the window stands, outermost first.

        Never by frames: what this thread holds it would also destroy, painters and widgets too.
        """
        self._film.seek(0)
        self._film.truncate()
        faulthandler.dump_traceback(self._film, all_threads=True)
        self._film.seek(0)
        threads = self._film.read().split("\n\n")
        mine = f"0x{self._thread_of_window:016x}"
        found = [one.splitlines()[1:] for one in threads if mine in one.partition("\n")[0]]
        return "\n".join(reversed(found[0])) if found else ""


def _place(stacks: list[str]) -> str:
    """The line of ours in which it stood most of the time."""
    found = Counter(_innermost(stack) for stack in stacks)
    return found.most_common(1)[0][0] if found else "unseen"


_BY_DESIGN = (
    ("shell/session.py", "in close"),  # an office is closed, with its last backup, out of sight
    ("kit/collector.py", "in forget"),  # the last step of making another window, once its jobs end
)


def _is_out_of_sight(stack: str) -> bool:
    """What belongs to a window that is made or goes, when the deed that asked for it is over."""
    return any(
        place in line and what in line for line in stack.splitlines() for place, what in _BY_DESIGN
    )


def _innermost(stack: str) -> str:
    ours = [
        line.strip()
        for line in stack.splitlines()
        if "/crmdesk/ui/" in line or "/crmdesk/models/" in line
    ]
    ours = ours or [line.strip() for line in stack.splitlines() if "/crmdesk/" in line]
    return ours[-1] if ours else (stack.splitlines() or [""])[-1].strip()
