"""One case on paper or as a PDF."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.printing import Sheet, may_write


class CaseRow(Protocol):
    """Whose case it is."""

    @property
    def customer_id(self) -> int: ...
    @property
    def customer(self) -> str: ...


class CasePage(Protocol):
    """A case as it is laid out."""

    @property
    def row(self) -> CaseRow: ...


Page = TypeVar("Page", bound=CasePage)


class CasePrinting(Generic[Page]):
    """Lays one case out and shows or writes its pages."""

    def __init__(self, db: Database, navigator: Navigator) -> None:
        self.db, self._navigator = db, navigator
        with db.read() as session:
            self.zone = office_zone(load_office(session).zone)

    @abstractmethod
    def sheet(self, page: Page) -> Sheet:
        """The case laid out."""

    @abstractmethod
    def name(self, page: Page) -> str:
        """What its file is called."""

    def preview(self, page: Page, parent: QWidget) -> None:
        """Show the pages; from there they are printed."""
        sheet = self.sheet(page)
        self._note(page, "record.sheet", lambda: sheet.preview(parent))

    def ask_pdf(self, page: Page, parent: QWidget) -> None:
        """Ask where the PDF goes, and write it."""
        name = f"{self.name(page)}.pdf".replace("/", "_")
        ask_save_file(parent, _("Save as PDF"), name, _("PDF document (*.pdf)"),
                      partial(self.write_pdf, page, parent))  # fmt: skip

    def write_pdf(self, page: Page, parent: QWidget, path: Path) -> None:
        """Write the pages as a PDF file."""
        if not may_write(path, parent):
            return

        def save() -> None:
            self.sheet(page).save_pdf(path)
            self._navigator.say(_("Saved as {file}").format(file=path.name))

        self._note(page, "record.sheet_file", save, file=path.name)

    def _note(self, page: Page, action: str, then: Callable[[], object], **params: object) -> None:
        """Paper holds numbers whole: it is noted first."""
        row = page.row
        self._navigator.record(
            action, [row.customer_id], then, title=self.name(page), name=row.customer, **params
        )
