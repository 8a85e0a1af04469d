import threading
import time
from typing import Any

from PySide6.QtCore import QObject, Qt
from shiboken6 import isValid

from crmdesk.models.core.errors import Cancelled, CrmError
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest


def test_that_answers_arrive_on_the_gui_thread(qtbot: Any, jobs: JobRunner) -> None:
    threads: list[threading.Thread] = []
    job = jobs.read(lambda _job: threading.current_thread())
    job.succeeded.connect(lambda worker: threads.extend((worker, threading.current_thread())))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_that_writes_keep_their_order(qtbot: Any, jobs: JobRunner) -> None:
    done: list[int] = []
    for number in range(20):
        jobs.write(lambda _job, number=number: done.append(number))
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert done == list(range(20))


def test_that_an_error_reaches_failed_and_a_cancelled_job_only_finishes(
    qtbot: Any, jobs: JobRunner
) -> None:
    errors: list[BaseException] = []
    begun, go = threading.Event(), threading.Event()

    def wait(job: Job) -> None:
        begun.set()
        go.wait(20)
        job(1, 2)

    def fail(_job: Job) -> None:
        raise CrmError("customer.gone")

    failing, waiting = jobs.read(fail), jobs.read(wait)
    failing.failed.connect(errors.append)
    waiting.failed.connect(errors.append)
    assert begun.wait(20)
    waiting.cancel()
    go.set()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert [str(error) for error in errors] == ["customer.gone"]


def test_that_a_job_cancelled_before_its_turn_never_begins(qtbot: Any, jobs: JobRunner) -> None:
    go, ran = threading.Event(), []
    jobs.write(lambda _job: go.wait(20))
    second = jobs.write(lambda _job: ran.append(1))
    second.cancel()
    go.set()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert not ran


def test_that_only_the_latest_question_is_answered(qtbot: Any, jobs: JobRunner) -> None:
    parent, answers, go = QObject(), [], threading.Event()
    latest = Latest(jobs, parent)
    latest.ready.connect(answers.append)
    latest.ask(lambda _job: go.wait(20) and "old")
    latest.ask(lambda _job: "new")
    go.set()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert answers == ["new"]
    assert not latest.waiting()


def test_that_an_answer_for_a_deleted_screen_is_dropped(qtbot: Any, jobs: JobRunner) -> None:
    parent, go = QObject(), threading.Event()
    Latest(jobs, parent).ask(lambda _job: go.wait(20))
    parent.deleteLater()
    with qtbot.waitSignal(parent.destroyed):
        pass
    go.set()
    qtbot.waitUntil(lambda: jobs.running() == 0)


def test_that_nothing_starts_after_shutdown(qtbot: Any) -> None:
    runner, ran = JobRunner(), []
    runner.shutdown()
    runner.read(lambda _job: ran.append(1))
    qtbot.waitUntil(lambda: runner.running() == 0)
    assert not ran


def test_that_what_was_asked_to_be_written_is_written_before_the_end(qtbot: Any) -> None:
    runner, go, wrote = JobRunner(), threading.Event(), []
    runner.write(lambda _job: go.wait(20))
    runner.write(lambda _job: wrote.append("log entry"))
    runner.stopping.connect(lambda: runner.write(lambda _job: wrote.append("typed words")))
    runner.stopping.connect(go.set)
    runner.shutdown()
    assert wrote == ["log entry", "typed words"]


def test_that_a_long_write_is_stopped_at_the_end(qtbot: Any) -> None:
    runner, began, ended = JobRunner(), threading.Event(), []

    def long(job: Job) -> None:
        began.set()
        while True:
            try:
                job(1, 2)
            except Cancelled:
                ended.append("taken back")
                raise

    runner.write(long, stoppable=True)
    assert began.wait(20)
    runner.shutdown()
    assert ended == ["taken back"]


def test_that_a_job_lives_until_its_thread_has_handed_the_answer_over(
    qtbot: Any, jobs: JobRunner
) -> None:
    """Qt still touches the sender after the answer was posted: gone meanwhile, it crashed."""
    answered, alive = threading.Event(), []

    def still_sending(_result: object, _error: object) -> None:
        assert answered.wait(20)
        for _turn in range(200):
            time.sleep(0.001)  # lets the other thread do away with it
        alive.append(isValid(job))

    begin = threading.Event()
    job = jobs.read(lambda _job: begin.wait(20))
    job.delivered.connect(still_sending, Qt.ConnectionType.DirectConnection)
    job.finished.connect(answered.set)
    begin.set()
    qtbot.waitUntil(lambda: bool(alive))
    assert alive == [True]
    qtbot.waitUntil(lambda: jobs.running() == 0)


def test_that_at_rest_what_is_asked_waits_and_what_is_written_comes_to_its_end(
    qtbot: Any, jobs: JobRunner
) -> None:
    go_on, done = threading.Event(), []
    jobs.retiring.connect(lambda: jobs.write(lambda _job: done.append("last word")))
    jobs.write(lambda _job: go_on.wait(20)).succeeded.connect(
        lambda _done: jobs.write(lambda _job: done.append("what follows"))
    )
    jobs.rest()
    assert jobs.resting()
    jobs.read(lambda _job: done.append("asked at rest"))
    assert jobs.busy()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert done == ["last word", "what follows"]
    jobs.sleep()
    jobs.write(lambda _job: done.append("written asleep"))
    assert jobs.running() == 2
    jobs.go_on()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert sorted(done) == ["asked at rest", "last word", "what follows", "written asleep"]


def test_that_a_question_taken_back_at_rest_is_never_asked(qtbot: Any, jobs: JobRunner) -> None:
    done: list[str] = []
    jobs.rest()
    latest = Latest(jobs, jobs)
    latest.ask(lambda _job: done.append("older"))
    latest.ask(lambda _job: done.append("newer"))
    jobs.go_on()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert done == ["newer"]


def test_that_leaving_at_rest_writes_what_waits_and_reads_nothing_more(
    qtbot: Any, jobs: JobRunner
) -> None:
    done: list[str] = []
    jobs.rest()
    jobs.sleep()
    jobs.read(lambda _job: done.append("read"))
    jobs.write(lambda _job: done.append("written"))
    jobs.shutdown()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert done == ["written"]


def test_that_what_an_answer_asks_to_be_written_is_written_before_the_end(qtbot: Any) -> None:
    runner, wrote = JobRunner(), []
    runner.write(lambda _job: None).succeeded.connect(
        lambda _done: runner.write(lambda _job: wrote.append("what follows"))
    )
    runner.shutdown()
    assert wrote == ["what follows"]


def test_that_what_cannot_be_written_at_the_end_is_known_and_one_may_stay(
    qtbot: Any, jobs: JobRunner
) -> None:
    told: list[BaseException] = []

    def full(_job: Job) -> None:
        raise CrmError("database.full")

    jobs.write(full).failed.connect(told.append)
    assert jobs.finish() == told != []
    assert jobs.finish() == []
    done: list[str] = []
    jobs.write(lambda _job: done.append("later"))
    qtbot.waitUntil(lambda: done == ["later"])
