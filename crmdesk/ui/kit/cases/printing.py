"""One case on paper or as a PDF."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.printing import Sheet

Page = TypeVar("Page")


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
        self.sheet(page).preview(parent)

    def ask_pdf(self, page: Page, parent: QWidget) -> None:
        """Ask where the PDF goes, and write it."""
        name = f"{self.name(page)}.pdf".replace("/", "_")
        ask_save_file(parent, _("Save as PDF"), name, _("PDF document (*.pdf)"),
                      partial(self.write_pdf, page, parent))  # fmt: skip

    def write_pdf(self, page: Page, parent: QWidget, path: Path) -> None:
        """Write the pages as a PDF file."""
        try:
            path.touch()
        except OSError as error:
            show_failure(parent, error)
            return
        self.sheet(page).save_pdf(path)
        self._navigator.say(_("Saved as {file}").format(file=path.name))
