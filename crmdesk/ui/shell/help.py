"""F1: the manual at the page that belongs to what is in front, dialogs included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crmdesk.models.core.i18n import language
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.main_window import MainWindow

if TYPE_CHECKING:  # what F1 opens does not slow the start
    from crmdesk.ui.help.window import HelpWindow

KEY = "F1"


class Help(QObject):
    """One window of the manual; it goes when the main window does."""

    def __init__(self, window: MainWindow, jobs: JobRunner) -> None:
        super().__init__(window)
        self._window, self._jobs = window, jobs
        self._shown: HelpWindow | None = None
        window.closed.connect(self._close)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.connect(self._on_window)

    def show(self) -> None:
        """At the page of what the user is in."""
        from crmdesk.ui.help.contexts import page_for

        names = [widget.objectName() for widget in _outwards(_in_front() or self._window)]
        self.open_page(page_for(names, self._window.current_screen()))

    def open_page(self, name: str) -> None:
        """That page in front."""
        if self._shown is None:
            from crmdesk.ui.help.window import HelpWindow

            self._shown = HelpWindow(self._jobs)
        self._shown.open_page(name)
        self._shown.show()
        self._shown.raise_()
        self._shown.activateWindow()

    def titles(self) -> list[tuple[str, Callable[[], None]]]:
        """Every page's title, and what opens it."""
        from crmdesk.ui.help.pages import load_pages

        return [(page.title, partial(self.open_page, page.name)) for page in load_pages(language())]

    def _on_window(self) -> None:
        """The keys of the main window do not reach into dialogs: each gets this one."""
        front = QApplication.activeWindow()
        if not isinstance(front, QDialog) or front is self._shown:
            return
        if front.findChild(QShortcut, "help_key") is None:
            key = QShortcut(QKeySequence(KEY), front)
            key.setObjectName("help_key")
            key.activated.connect(self.show)

    def _close(self) -> None:
        if self._shown is not None:
            self._shown.close()
            self._shown.deleteLater()
            self._shown = None


class FirstHelp(QObject):
    """The same key on a page, or over a question, before there is any main window."""

    def __init__(self, page: QWidget, jobs: JobRunner) -> None:
        super().__init__(page)
        self._jobs = jobs
        self._shown: HelpWindow | None = None
        self._name = page.objectName()
        key = QShortcut(QKeySequence(KEY), page)
        key.setObjectName("help_key")
        key.activated.connect(self.show)

    def show(self) -> None:
        """At the page about it, else the first one, in the language spoken now."""
        from crmdesk.ui.help.contexts import page_for
        from crmdesk.ui.help.window import HelpWindow

        if self._shown is None:
            self._shown = HelpWindow(self._jobs)
            self._shown.open_page(page_for([self._name], ""))
        self._shown.show()
        self._shown.raise_()
        self._shown.activateWindow()

    def close(self) -> None:
        """With the page, and when another language is spoken."""
        if self._shown is not None:
            self._shown.close()
            self._shown.deleteLater()
            self._shown = None


def help_over(question: QDialog) -> None:
    """F1 for a question that has no window behind it; the manual goes when it is answered."""
    jobs = JobRunner(question)
    first = FirstHelp(question, jobs)

    def end(_result: int) -> None:
        first.close()
        jobs.shutdown()

    question.finished.connect(end)


def _in_front() -> QWidget | None:
    return QApplication.focusWidget() or QApplication.activeWindow()


def _outwards(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()
