"""The short tour: five cards that point at what makes the difference."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from crmdesk.models.core.i18n import N_, _
from crmdesk.ui.customers.panel import CustomersPanel
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.welcome.guide_card import GuideCard, Ring, beside

FOLLOW = 120  # ms: how soon the card follows what moves
EDITORS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


@dataclass(frozen=True, slots=True)
class Step:
    """`places` are object names, the first that is to be seen is pointed at; `otherwise` is said
    where none of the first `sure` of them is."""

    screen: str
    places: tuple[str, ...]
    title: str
    text: str
    sure: int = 1
    otherwise: str = ""


STEPS = (
    Step(
        "customers",
        ("customer_search", "rail_customers"),
        N_("Find anybody while you type"),
        N_("Part of a name or company, the first letters of the pinyin, the last four digits of a "
           "phone: the list follows every key. Ctrl+F leads here."),
    ),
    Step(
        "customers",
        ("log_words", "composer", "customer_page", "new_customer", "rail_customers"),
        N_("Write down a call in five seconds"),
        N_("Ctrl+L, type what was said, Enter: it stands on the customer's page, with orders, "
           "promises and everything else. Words are never lost, not even in a power cut."),
        sure=3,
        otherwise=N_("Each customer gets a page. There, Ctrl+L, what was said, Enter: the talk is "
                     "logged. Begin with a new customer, or with the address book you have."),
    ),
    Step(
        "today",
        ("rail_today",),
        N_("Today tells whom to contact"),
        N_("Whom, why, by which channel, and the words ready to copy: birthdays, promises, return "
           "visits, complaints. What is done goes; what is left comes back tomorrow."),
    ),
    Step(
        "today",
        ("rail_complaints", "rail_promises"),
        N_("No complaint and no promise is forgotten"),
        N_("Ctrl+J takes down a complaint wherever you are, Ctrl+Shift+P a promise. A clock runs "
           "until somebody has called back."),
    ),
    Step(
        "today",
        ("menu_file",),
        N_("Excel in, Excel out, and a way back"),
        N_("Ctrl+I takes in the address book as it is, Ctrl+E gives everything back. Whatever "
           "happens, Ctrl+Z undoes the last step, a whole import too."),
    ),
)  # fmt: skip


class Guide(QObject):
    """One tour through one window; `left` when it is over."""

    left = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("guide")
        self._window = window
        self._at = 0
        self.ring, self.card = Ring(window), GuideCard(window)
        self.card.next_asked.connect(self.next)
        self.card.back_asked.connect(self.back)
        self.card.leave_asked.connect(self.leave)
        escape = QShortcut(QKeySequence("Esc"), self.card)
        escape.activated.connect(self.leave)
        self._timer = QTimer(self, interval=FOLLOW)
        self._timer.timeout.connect(self._follow)

    def begin(self) -> None:
        """The first step."""
        self._show(0, take_focus=not isinstance(QApplication.focusWidget(), EDITORS))
        self._timer.start()

    def next(self) -> None:
        """The next step, or the end."""
        if self._at + 1 == len(STEPS):
            self.leave()
        else:
            self._show(self._at + 1, take_focus=self._has_focus())

    def back(self) -> None:
        """The step before."""
        self._show(max(self._at - 1, 0), take_focus=self._has_focus())

    def leave(self) -> None:
        """Go at once; the keyboard goes back to the screen."""
        self._timer.stop()
        had_focus = self._has_focus()
        for widget in (self.card, self.ring):
            widget.hide()
            widget.deleteLater()
        if had_focus and (front := self._window.front()) is not None:
            front.setFocus()
        self.left.emit()
        self.deleteLater()

    def place(self) -> QRect:
        """What the step points at, in the window's coordinates; empty where it is not there."""
        found = self._find(STEPS[self._at].places)
        return found[1] if found is not None else QRect()

    def _show(self, at: int, *, take_focus: bool) -> None:
        self._at = at
        step = STEPS[at]
        if self._window.current_screen() != step.screen:
            self._window.show_screen(step.screen)
        self._follow()
        for widget in (self.ring, self.card):
            widget.show()
            widget.raise_()
        if take_focus:
            self.card.forward.setFocus()

    def _follow(self) -> None:
        """The window may grow, a list may come, a page may open: the card goes along."""
        step, window = STEPS[self._at], self._window
        if step.sure > 1:
            self._choose_customer()
        found = self._find(step.places)
        sure = found is not None and found[0] in step.places[: step.sure]
        text = step.text if sure or not step.otherwise else step.otherwise
        self.card.say(_(step.title), _(text), self._at, len(STEPS))
        place = found[1] if found is not None else QRect()
        self.ring.setGeometry(window.rect())
        self.card.move(beside(place, self.card.rect(), window.rect()))
        self.ring.show_around(place, self.card.geometry())

    def _choose_customer(self) -> None:
        """A page to point at: the first of the list, where nobody is chosen."""
        front = self._window.front()
        if not isinstance(front, CustomersPanel) or front.current_customer() is not None:
            return
        if ids := front.results.model.ids():
            front.show_customer(ids[0])

    def _find(self, names: tuple[str, ...]) -> tuple[str, QRect] | None:
        for name in names:
            for widget in self._window.findChildren(QWidget, name):
                if isinstance(widget, QMenu):
                    bar = self._window.menuBar()
                    place = bar.actionGeometry(widget.menuAction())
                    return name, place.translated(bar.mapTo(self._window, QPoint()))
                if widget.isVisible() and not (seen := widget.visibleRegion()).isEmpty():
                    corner = widget.mapTo(self._window, QPoint())
                    return name, seen.boundingRect().translated(corner)
        return None

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.card.isAncestorOf(focus)
