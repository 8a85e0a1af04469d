"""Work off the GUI thread: reads side by side, writes one by one, one way back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

from crmdesk.models.core import memory
from crmdesk.models.core.errors import Cancelled

READERS = 4
ROUNDS = 20  # of writes asked for by answers to writes, when the program is left
TICK = 0.1  # seconds between two reports of progress


class Job(QObject):
    """A running background call. Whatever is connected to it runs on the GUI thread."""

    progressed = Signal(object, object)  # counts may pass 32 bits
    succeeded = Signal(object)
    failed = Signal(object)
    finished = Signal()
    delivered = Signal(object, object)  # from the worker; nobody else connects to it

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop, self._last = threading.Event(), 0.0
        self._handed_over = threading.Event()
        self.kept = self.stoppable = False  # whether the end of the program waits for it
        self.delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the call to stop at its next report; one not yet begun never begins."""
        self._stop.set()

    def run(self, call: Callable[[Job], object]) -> None:
        """On the worker thread: call, and send back what came of it."""
        try:
            self._stop_if_asked()
            result = call(self)
        except BaseException as error:  # noqa: BLE001 - handed to Job.failed
            self._hand_over(None, error)
        else:
            self._hand_over(result, None)

    def answer(self, error: BaseException) -> None:
        """Say why it never ran."""
        self._hand_over(None, error)

    def __call__(self, done: int, total: int) -> None:  # the Progress protocol
        self._stop_if_asked()
        if done == total or time.monotonic() - self._last > TICK:
            self._last = time.monotonic()
            self.progressed.emit(done, total)

    def _hand_over(self, result: object, error: BaseException | None) -> None:
        try:
            self.delivered.emit(result, error)
        finally:
            self._handed_over.set()

    def _stop_if_asked(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def _deliver(self, result: object, error: BaseException | None) -> None:
        if error is None:
            self.succeeded.emit(result)
        elif not isinstance(error, Cancelled):
            self.failed.emit(error)
        self.finished.emit()
        self._handed_over.wait()  # Qt still touches the sender after it posted the answer
        self.setParent(None)
        self.deleteLater()


class JobRunner(QObject):
    """Starts jobs and keeps them alive until their answer has arrived."""

    stopping = Signal()  # the last moment to ask for a write
    staying = Signal()  # nobody leaves after all
    retiring = Signal()  # the last one before a rest
    unkept = Signal(object)  # why words being typed are not kept, once

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads = ThreadPoolExecutor(READERS, "read", initializer=memory.share)
        self._writes = ThreadPoolExecutor(1, "write", initializer=memory.share)
        self._open = True
        self._resting = self._asleep = False
        self._held: list[tuple[ThreadPoolExecutor, Job, Callable[[Job], object]]] = []
        self._failures: list[BaseException] | None = None  # while it is being left

    def read(self, call: Callable[[Job], object]) -> Job:
        """Run beside other reads; for questions that may take over 10 ms."""
        return self._start(self._reads, call)

    def write(self, call: Callable[[Job], object], *, stoppable: bool = False) -> Job:
        """Run after the writes asked for before, to the end even when the program is left.

        Only a `stoppable` one, long and all or nothing, is cancelled then.
        """
        job = self._start(self._writes, call)
        job.kept, job.stoppable = not stoppable, stoppable
        job.failed.connect(self._on_write_failed)
        return job

    def running(self) -> int:
        """How many jobs have not delivered yet."""
        return len(self._jobs())

    def busy(self) -> bool:
        """Whether something runs, or is about to; what waits for the end of a rest does not."""
        return self.running() > len(self._held)

    def resting(self) -> bool:
        """Whether nothing may be read or written now."""
        return self._resting

    def rest(self) -> None:
        """Read nothing more until `go_on`, which questions wait for. What runs comes to its end,
        and so does what is to be written after it: then `busy` says no."""
        self.retiring.emit()
        self._resting = True

    def sleep(self) -> None:
        """At rest, and no longer busy: from now on writes wait as well."""
        self._asleep = True

    def go_on(self) -> None:
        """The rest is over: begin what waits."""
        self._resting = self._asleep = False
        held, self._held = self._held, []
        for pool, job, call in held:
            pool.submit(job.run, call)

    def finish(self) -> list[BaseException]:
        """Write all that was asked to be written, and what the answers to it ask for; cancel what
        is stoppable. What could not be written: she may want to stay, which is told by `staying`.
        """
        found: list[BaseException] = []
        self._failures = found
        self.stopping.emit()
        if not self._open:
            return found
        writes = [one for one in self._held if one[1].kept]
        self._held = [one for one in self._held if not one[1].kept]
        for pool, job, call in writes:
            pool.submit(job.run, call)
        for job in self._jobs():
            if job.stoppable:
                job.cancel()
        for _round in range(ROUNDS):
            if not (kept := [job for job in self._jobs() if job.kept]):
                break
            self._writes.submit(int).result()  # by then all before it have been answered
            for job in kept:
                QCoreApplication.sendPostedEvents(job, QEvent.Type.MetaCall.value)
        self._failures = None
        return found

    def shutdown(self) -> None:
        """Write what was asked to be written, cancel the rest, and start nothing more."""
        self.finish()
        self._open = False
        for _pool, job, _call in self._held:
            job.answer(Cancelled())
        self._held.clear()
        for job in self._jobs():
            job.cancel()
        self._reads.shutdown(wait=True)
        self._writes.shutdown(wait=True)

    def _jobs(self) -> list[Job]:
        return self.findChildren(Job, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _on_write_failed(self, error: BaseException) -> None:
        if self._failures is not None:
            self._failures.append(error)

    def _start(self, pool: ThreadPoolExecutor, call: Callable[[Job], object]) -> Job:
        job = Job(self)
        if self._open and (self._asleep or (self._resting and pool is self._reads)):
            self._held.append((pool, job, call))
        elif self._open:
            pool.submit(job.run, call)
        else:
            job.answer(Cancelled())
        return job


class Latest(QObject):
    """Asks one question at a time: a newer question drops the older answer."""

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._current: Job | None = None

    def ask(self, call: Callable[[Job], object]) -> None:
        """Drop what was asked before and answer this by `ready` or `failed`."""
        self.drop()
        job = self._current = self._jobs.read(call)
        job.succeeded.connect(self._on_answer)
        job.failed.connect(self._on_failure)

    def drop(self) -> None:
        """Want no answer to the last question any more."""
        if (job := self._current) is not None:
            self._current = None
            job.succeeded.disconnect(self._on_answer)
            job.failed.disconnect(self._on_failure)
            job.cancel()

    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._current is not None

    def _on_answer(self, answer: Any) -> None:
        self._current = None
        self.ready.emit(answer)

    def _on_failure(self, error: Any) -> None:
        self._current = None
        self.failed.emit(error)
