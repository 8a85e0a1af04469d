import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmdesk.models.core import logs
from crmdesk.models.core.errors import CrmError

TYPED = "王小姐 13800138000"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """Where the log of this test goes; logging is as before afterwards."""
    root, ours = logging.getLogger(), logging.getLogger("crmdesk")
    handlers, level, raising = list(root.handlers), ours.level, logging.raiseExceptions
    logs.start_logging(tmp_path)
    yield tmp_path / "crmdesk.log"
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    ours.setLevel(level)
    logging.raiseExceptions = raising


def fall(error: BaseException) -> BaseException:
    """`error` as caught, with a traceback."""
    try:
        raise error
    except type(error) as caught:
        return caught


def test_that_an_incident_is_found_by_its_number_with_place_and_kind(log_file: Path) -> None:
    number = logs.incident(fall(KeyError(TYPED)))
    written = log_file.read_text(encoding="utf-8")
    assert f"incident {number}" in written
    assert "test_logs.py" in written
    assert "builtins.KeyError" in written


@pytest.mark.parametrize(
    "error",
    [ValueError(TYPED), FileNotFoundError(2, "gone", TYPED), CrmError("customer.gone", name=TYPED)],
)
def test_that_nothing_somebody_typed_reaches_the_log(log_file: Path, error: Exception) -> None:
    outer = RuntimeError(TYPED)
    outer.__cause__ = fall(error)
    logs.incident(fall(outer))
    written = log_file.read_text(encoding="utf-8")
    assert TYPED not in written
    assert type(error).__qualname__ in written


def test_that_what_a_user_can_act_on_is_logged_by_its_code(log_file: Path) -> None:
    logs.incident(fall(CrmError("customer.gone", id=7)))
    assert "CrmError customer.gone" in log_file.read_text(encoding="utf-8")


def test_that_the_log_stays_small(log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.handlers.RotatingFileHandler):
            monkeypatch.setattr(handler, "maxBytes", 500)
    for number in range(100):
        logging.getLogger("crmdesk.test").info("line %d", number)
    files = list(log_file.parent.glob("crmdesk.log*"))
    assert len(files) == logs.KEPT + 1
    assert all(file.stat().st_size <= 500 for file in files)


def test_that_a_log_held_open_elsewhere_is_written_on(
    log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_source: Path, _target: str) -> Path:
        raise PermissionError(13, "in use")

    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.handlers.RotatingFileHandler):
            monkeypatch.setattr(handler, "maxBytes", 100)
    monkeypatch.setattr(Path, "replace", held)
    for number in range(10):
        logging.getLogger("crmdesk.test").info("line %d", number)
    assert "line 9" in log_file.read_text(encoding="utf-8")


def run(code: str) -> subprocess.CompletedProcess[str]:
    """A program of its own that fails as `code` says."""
    start = (
        "from crmdesk.models.core.logs import install_excepthooks, start_logging\n"
        "start_logging()\n"
        "install_excepthooks(lambda number: print('told', len(number)))\n"
    )
    return subprocess.run(
        [sys.executable, "-c", start + code], capture_output=True, text=True, check=False
    )


def test_that_a_failure_nobody_caught_ends_with_2_and_without_a_traceback() -> None:
    done = run("1 / 0")
    assert (done.returncode, done.stdout, done.stderr) == (2, "told 8\n", "")


def test_that_a_failing_thread_is_told_of_and_the_program_goes_on() -> None:
    done = run(
        "import threading\n"
        "thread = threading.Thread(target=lambda: 1 / 0)\n"
        "thread.start(); thread.join(); print('went on')"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "told 8\nwent on\n", "")


def test_that_ctrl_c_ends_silently() -> None:
    done = run("raise KeyboardInterrupt")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_that_the_hooks_of_this_process_log_what_falls(
    log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    logs.install_excepthooks(told.append)
    error = fall(ZeroDivisionError())
    with pytest.raises(SystemExit):
        sys.excepthook(type(error), error, error.__traceback__)
    with pytest.raises(SystemExit):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    threading.excepthook(threading.ExceptHookArgs((type(error), error, None, None)))
    assert len(told) == 2
    assert all(number in log_file.read_text(encoding="utf-8") for number in told)
