"""Who collects Python's garbage, and where."""

import gc
import threading
import weakref
from collections.abc import Generator
from typing import Any

import pytest
from PySide6.QtCore import QObject

from crmdesk.models.core import memory
from crmdesk.models.core.garbage import uncollected
from crmdesk.ui.kit.collector import Collector


class _Cycle:
    """Garbage only the collector finds."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collector(qtbot: Any) -> Generator[Collector, None, None]:
    enabled = gc.isenabled()
    yield Collector(QObject())
    if enabled:
        gc.enable()


def test_that_a_worker_thread_never_collects(collector: Collector) -> None:
    seen = weakref.ref(_Cycle())

    def allocate() -> None:
        for _round in range(5000):
            _Cycle()

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert seen() is not None


def test_that_what_is_due_is_collected_here(collector: Collector) -> None:
    gone = [weakref.ref(_Cycle()) for _number in range(gc.get_threshold()[0] + 10)]
    collector.collect()
    assert [ref for ref in gone if ref() is not None] == []


def test_that_nothing_is_walked_through_while_a_large_file_is_understood(
    collector: Collector,
) -> None:
    with uncollected():
        made = [weakref.ref(_Cycle()) for _number in range(gc.get_threshold()[0] + 10)]
        collector.collect()
        assert None not in [ref() for ref in made]


def test_that_memory_that_is_free_goes_back_to_the_system(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[bool] = []
    monkeypatch.setattr(memory, "give_back", lambda: given.append(True))
    collector.collect()
    assert given
