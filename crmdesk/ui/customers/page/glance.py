"""What was promised and what comes next: follow-up, birthday, group; each leads to itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.customers.bought import Bought
from crmdesk.models.customers.page_rows import CustomerPage, PromiseRow, Relative
from crmdesk.models.surveys.rules import is_low, say_scores
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.words import (
    account_text,
    balance_text,
    bought_text,
    follow_up_text,
    occasion_text,
    promise_text,
)
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_focus, draw_text, font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.widgets.flow import FlowBox

HEIGHT = 24
MARK = 16
SOON = 14


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: an icon, a quiet word, what it says in a tone, and what a click does."""

    icon: str
    word: str
    text: str
    tone: str
    run: Callable[[], None]


class GlanceLine(QPushButton):
    """A line that leads somewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fact: Fact | None = None
        self.setProperty("role", "bare")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def show_fact(self, fact: Fact) -> None:
        self._fact = fact
        self.setText(f"{fact.word} {fact.text}")
        self.setAccessibleName(self.text())
        self.setToolTip(fact.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as what it says; where that is too wide for the page it is cut short."""
        if self._fact is None:
            return QSize(MARK, HEIGHT)
        said = QFontMetrics(self._ink()).horizontalAdvance(self._fact.text)
        return QSize(self._begin() + said + 1, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._fact is None:
            return
        colours, painter = tokens(), QPainter(self)
        ink = colours.tone(self._fact.tone)[0] if self._fact.tone else colours.text
        mark = icon_pixmap(self._fact.icon, MARK, colours.muted, self.devicePixelRatioF())
        painter.drawPixmap(0, (HEIGHT - MARK) // 2, mark)
        area = QRect(MARK + 8, 0, self.width() - MARK - 8, HEIGHT)
        draw_text(painter, area, self._fact.word, colours.muted, font(13))
        area.setLeft(self._begin())
        under = self.underMouse() and not self._fact.tone
        draw_text(painter, area, self._fact.text, colours.link if under else ink, self._ink())
        if self.hasFocus():
            draw_focus(painter, self.rect(), 6)
        painter.end()

    def _ink(self) -> QFont:
        return font(13, bold=self._fact is not None and bool(self._fact.tone))

    def _begin(self) -> int:
        """Where the text begins: behind the icon and the word."""
        word = self._fact.word if self._fact is not None else ""
        return MARK + 8 + QFontMetrics(font(13)).horizontalAdvance(word) + 8

    def _on_clicked(self) -> None:
        if self._fact is not None:
            self._fact.run()


class Glance(FlowBox):
    """What there is to say, short facts beside one another."""

    def __init__(
        self, context: PageContext, show_birthday: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, spacing=16, between=2)
        self._context, self._show_birthday = context, show_birthday
        self.orders_asked: Callable[[], None] = lambda: None
        self._lines: list[GlanceLine] = []

    def lines(self) -> tuple[GlanceLine, ...]:
        """In the order they stand."""
        return tuple(self._lines)

    def show_page(self, page: CustomerPage) -> None:
        """Replace what is said; lines are used again."""
        facts = list(self._facts(page))
        while len(self._lines) < len(facts):
            line = GlanceLine()
            line.setObjectName(f"glance_{len(self._lines)}")
            self._lines.append(line)
            self.flow.addWidget(line)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(facts))
            if number < len(facts):
                line.show_fact(facts[number])
        self.setVisible(bool(facts))

    def _facts(self, page: CustomerPage) -> Iterator[Fact]:
        today, go = self._context.today(), self._context.navigator
        if (row := page.next_follow_up) is not None:
            tone = "red" if row.due_on < today else "amber" if row.due_on == today else ""
            yield Fact(
                "follow-up", _("Next follow-up"), follow_up_text(row, today), tone,
                lambda: go.open_follow_up(row.id),
            )  # fmt: skip
        if page.promises:
            yield self._promised(page.promises)
        if page.bought is not None:
            yield from self._bought(page.bought)
        if page.occasion is not None:
            soon = (page.occasion.on - today).days <= SOON
            yield Fact(
                "birthday", _("Birthday"), occasion_text(page.occasion, today),
                "violet" if soon else "", self._show_birthday,
            )  # fmt: skip
        if page.balance.needs_care:
            yield Fact(
                "heart", pgettext("purpose", "Care"), balance_text(page.balance), "",
                lambda: go.log_interaction(page.id),
            )  # fmt: skip
        if (score := page.score) is not None:
            tone = "red" if is_low(score.csat, score.nps) else ""
            yield Fact(
                "survey", _("Score"), say_scores(score.csat, score.nps), tone,
                lambda: go.open_survey(score.id),
            )  # fmt: skip
        if (parent := page.parent) is not None:
            yield Fact(
                "company", _("Belongs to"), parent.name, "", lambda: go.open_customer(parent.id)
            )
        if page.children:
            yield self._children(page)

    def _promised(self, promises: tuple[PromiseRow, ...]) -> Fact:
        """What we promised her, the first to be due before the rest."""
        today, first = self._context.today(), promises[0]
        tone = "red" if first.due_on < today else "amber" if first.due_on == today else ""
        go = self._context.navigator
        return Fact(
            "promise", _("Promised"), promise_text(promises, today), tone,
            lambda: go.open_promise(first.id),
        )  # fmt: skip

    def _bought(self, bought: Bought) -> Iterator[Fact]:
        """What she bought last and for how much, the last twelve months, what she owes."""
        yield Fact(
            "order", _("Last bought"), bought_text(bought, self._context.today()), "",
            lambda: self.orders_asked(),
        )  # fmt: skip
        pays = bought.owed > 0
        yield Fact(
            "money", _("12 months"), account_text(bought), "red" if pays else "",
            self._take_payment if pays else lambda: self.orders_asked(),
        )  # fmt: skip

    def _take_payment(self) -> None:
        self._context.navigator.take_payment(self._context.customer_id)

    def _children(self, page: CustomerPage) -> Fact:
        count = len(page.children)
        told = ngettext("{n} unit below", "{n} units below", count).format(n=count)
        talks = sum(child.interactions for child in page.children)
        text = ngettext("{told}, {n} contact in all", "{told}, {n} contacts in all", talks)
        return Fact(
            "company", _("Group"), text.format(told=told, n=talks), "",
            lambda: self._choose(page.children),
        )  # fmt: skip

    def _choose(self, children: tuple[Relative, ...]) -> None:
        menu = QMenu(self)
        menu.setObjectName("children")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for child in children:
            text = child.name
            if child.open_complaints:
                note = ngettext("{n} open complaint", "{n} open complaints", child.open_complaints)
                text = f"{text}\t{note.format(n=child.open_complaints)}"
            action = QAction(text, menu)
            action.triggered.connect(
                lambda _on=False, child=child: self._context.navigator.open_customer(child.id)
            )
            menu.addAction(action)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
