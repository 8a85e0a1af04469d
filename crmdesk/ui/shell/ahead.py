"""What will be opened next is made ready while nobody waits for it.

Modules are imported on a reader's thread; widgets are built a piece a turn of the event loop.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.pieces import Pieces

DELAY = 500  # ms after the first screen was asked for, when it has long been painted
PAUSE = 20  # ms between two pieces
SOON = (
    "crmdesk.ui.daybook.numbers_strip",
    "crmdesk.ui.interactions.composer",
    "crmdesk.ui.timeline.panel",
    "crmdesk.ui.customers.page.place",
    "crmdesk.ui.customers.panel",
    "crmdesk.ui.customers.commands",
)
"""Modules of the screen that is opened next."""
THEN = (
    "crmdesk.ui.customers.creation.creation",
    "crmdesk.ui.interactions.quick_log",
    "crmdesk.ui.tasks.screen",
    "crmdesk.ui.promises.panel",
    "crmdesk.ui.complaints.panel",
    "crmdesk.ui.complaints.dialog",
    "crmdesk.ui.service.panel",
    "crmdesk.ui.service.dialog",
    "crmdesk.ui.orders.panel",
    "crmdesk.ui.shell.palette",
    "crmdesk.ui.shell.notices",
    "crmdesk.ui.exchange.commands",
    "crmdesk.ui.care.panel",
    "crmdesk.ui.plans.tab",
    "crmdesk.ui.surveys.panel",
    "crmdesk.ui.duplicates.panel",
    "crmdesk.ui.office.panel",
)
"""Modules somebody will want within the hour."""


class Ahead(QObject):
    """Imports `modules`, then calls `pieces` one by one; ends with its parent and with the jobs."""

    def __init__(
        self,
        jobs: JobRunner,
        modules: Sequence[str],
        pieces: Sequence[Callable[[], object]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._modules = jobs, modules
        self._pieces = Pieces(jobs, pieces, self, pause=PAUSE)
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self._import)
        self._timer.start()

    def _import(self) -> None:
        if self._jobs.running():  # the first screen still waits for its rows
            self._timer.start()
        else:
            self._jobs.read(self._load).succeeded.connect(self._pieces.begin)

    def _load(self, job: Job) -> None:
        for done, module in enumerate(self._modules):
            job(done, len(self._modules))
            importlib.import_module(module)
