"""Masked numbers in the window, and what is noted in the journal before it happens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView, QWidget
from shiboken6 import isValid

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.masking import veil
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.shell.navigation import ShellNavigator

VEIL = frozenset({("veil", 0)})
"""Told to the hub when numbers are to be said anew."""


class Veiling(QObject):
    """Keeps the veil as the office set it; `leave` when another page comes to the front."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        go: ShellNavigator,
        window: QWidget,
        mode: str,
    ) -> None:
        super().__init__(window)
        self._db, self._jobs, self._hub, self._window = db, jobs, hub, window
        self._mine = Latest(jobs, self)
        self._mine.ready.connect(self._on_mine)
        go.reveal_asked.connect(self._reveal)
        go.record_asked.connect(self._record)
        hub.changed.connect(self._on_changed)
        veil.cover()
        veil.put_on(mode)
        self._ask_mine()

    def leave(self) -> None:
        """What was looked at is hidden again."""
        if veil.cover():
            self._show()

    def _mode(self) -> str:
        from crmdesk.models.masking.settings import load_privacy

        with self._db.read() as session:
            return load_privacy(session).mask

    def _ask_mine(self) -> None:
        """Only where the numbers of others are masked it matters whose they are."""
        if veil.mode() != veil.OTHERS:
            return
        from crmdesk.models.masking.mine import load_mine  # most people mask nothing

        db = self._db

        def read(_job: object) -> frozenset[int]:
            with db.read() as session:
                return load_mine(session, db.staff_id)

        self._mine.ask(read)

    def _on_mine(self, mine: frozenset[int]) -> None:
        if veil.mode() == veil.OTHERS and mine != veil.mine():
            veil.put_on(veil.OTHERS, mine)
            self._show()

    def _on_changed(self, changes: Changes) -> None:
        tables = {table for table, _id in changes}
        if "setting" in tables and (mode := self._mode()) != veil.mode():
            veil.put_on(mode)
            self._show()
        if "setting" in tables or "customer" in tables:
            self._ask_mine()

    def _show(self) -> None:
        """Say every number anew: lists are painted, pages are told."""
        for view in self._window.findChildren(QAbstractItemView):
            view.viewport().update()
        self._hub.changed.emit(VEIL)

    def _reveal(
        self, customer_id: int, number: str, masked: str, then: Callable[[], object]
    ) -> None:
        from crmdesk.models.masking.reveals import reveal  # most people mask nothing

        db = self._db
        self._then(lambda: reveal(db, customer_id, number, masked), partial(self._seen, then))

    def _seen(self, then: Callable[[], object]) -> None:
        self._show()
        _do(then)

    def _record(
        self,
        action: str,
        customers: Sequence[int],
        then: Callable[[], object],
        params: Mapping[str, object],
    ) -> None:
        from crmdesk.models.journal.records import keep_record

        db = self._db
        self._then(lambda: keep_record(db, action, customers=customers, **params), then)

    def _then(self, note: Callable[[], object], then: Callable[[], object]) -> None:
        """What cannot be noted does not happen."""
        job = self._jobs.write(lambda _job: note())
        job.succeeded.connect(lambda _done: _do(then))
        job.failed.connect(lambda error: show_failure(self._window, error))


def _do(then: Callable[[], object]) -> None:
    """Unless who asked for it is gone: a key that is held asks again, and closes the form."""
    asker = getattr(then, "__self__", None)
    if not isinstance(asker, QObject) or isValid(asker):
        then()
