"""What the menu of views writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.customers import views
from crmdesk.models.customers.views import View
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.jobs import Job, JobRunner


class ViewStore:
    """A name that is refused is for the one who typed it to see; other failures show here."""

    def __init__(self, db: Database, jobs: JobRunner, window: QWidget) -> None:
        self._db, self._jobs, self._window = db, jobs, window

    def save_view(self, view: View) -> Job:
        """The job succeeds with the id of the view."""
        return self._write(views.save_view, view)

    def rename_view(self, view_id: int, name: str) -> Job:
        return self._write(views.rename_view, view_id, name)

    def order_views(self, ids: Sequence[int]) -> Job:
        return failing_to(self._window, self._write(views.order_views, ids))

    def delete_view(self, view_id: int) -> Job:
        return failing_to(self._window, self._write(views.delete_view, view_id))

    def _write(self, act: Callable[..., Any], *arguments: Any) -> Job:
        def store(_job: Job) -> Any:
            with self._db.write("view") as session:
                return act(session, *arguments)

        return self._jobs.write(store)
