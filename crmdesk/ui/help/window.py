"""The manual beside the work: its pages left, the one being read right, a search over all."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _, language, pgettext
from crmdesk.paths import resource
from crmdesk.ui.help.finding import Found, HelpIndex
from crmdesk.ui.help.page_view import PageView
from crmdesk.ui.help.pages import load_pages
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.links import open_link, web_address
from crmdesk.ui.kit.widgets.buttons import IconButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.search_field import SearchField
from crmdesk.ui.kit.widgets.splitter import Splitter

_FIRST, _SMALLEST = QSize(1040, 760), QSize(680, 420)
_NAME = Qt.ItemDataRole.UserRole


class HelpWindow(QDialog):
    """Has no parent, so a dialog over the main window leaves it usable."""

    def __init__(self, jobs: JobRunner) -> None:
        super().__init__()
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint)
        self.setObjectName("help_window")
        self.setWindowTitle(_("Help – crmdesk Customer Book"))
        self.setMinimumSize(_SMALLEST)
        self._pages = {page.name: page for page in load_pages(language())}
        self._past: list[str] = []
        self._coming: list[str] = []
        self._found: list[Found] | None = None
        self._searching = ""
        self._index: HelpIndex | None = None
        self._made = Latest(jobs, self)
        self._made.ready.connect(self._on_index)
        self._build(jobs)
        self._add_keys()
        self._fill_list()
        self._made.ask(lambda _job: HelpIndex(tuple(self._pages.values())))
        kept = QSettings().value("help/geometry")
        if not isinstance(kept, QByteArray) or not self.restoreGeometry(kept):
            self.resize(_FIRST)

    def open_page(self, name: str) -> None:
        """Show that page, the one before to be come back to."""
        if self.view.page is not None and self.view.page.name != name:
            self._past.append(self.view.page.name)
            self._coming.clear()
        self._show(name)

    def go_back(self) -> None:
        """To the page read before this one."""
        self._turn(self._past, self._coming)

    def go_forward(self) -> None:
        """To the page one came back from."""
        self._turn(self._coming, self._past)

    def done(self, result: int) -> None:
        QSettings().setValue("help/geometry", self.saveGeometry())
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next place found, with Shift back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _build(self, jobs: JobRunner) -> None:
        self.back = IconButton("chevron-left", pgettext("page", "Back"), "Alt+Left")
        self.back.clicked.connect(self.go_back)
        self.forward = IconButton("chevron-right", pgettext("page", "Forward"), "Alt+Right")
        self.forward.clicked.connect(self.go_forward)
        self.search = SearchField(_("Search the manual"), "Ctrl+F", delay=120)
        self.search.setObjectName("help_search")
        self.search.asked.connect(self._on_search)
        self.search.left_down.connect(self._focus_list)
        self.told = label("", "muted", wrap=True)
        self.told.setObjectName("help_told")
        self.told.hide()
        self.list = QListWidget()
        self.list.setObjectName("help_pages")
        self.list.setAccessibleName(_("Pages of the manual"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.view = PageView(jobs, resource("help", language()))
        self.view.asked.connect(self._follow)
        self._lay_out()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self.back)
        tools.addWidget(self.forward)
        tools.addWidget(self.search, 1)
        left, sheet = QWidget(), Card(padding=4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.addWidget(Splitter("help", (left, sheet), (280, 760)))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        column.addWidget(self.told)
        pages = Card(padding=8)
        pages.add(self.list, 1)
        column.addWidget(pages, 1)
        sheet.add(self.view, 1)

    def _add_keys(self) -> None:
        for key, slot in (
            ("Alt+Left", self.go_back),
            ("Alt+Right", self.go_forward),
            ("Ctrl+F", self._focus_search),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _focus_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_list(self) -> None:
        """All pages, or those found with how often."""
        shown = self._found
        names = self._pages if shown is None else [found.name for found in shown]
        times = {found.name: found.times for found in shown or ()}
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.list.clear()
        for name in names:
            title = self._pages[name].title
            text = f"{title}  ({times[name]})" if name in times else title
            item = QListWidgetItem(text)
            item.setData(_NAME, name)
            item.setToolTip(text)
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003
        if self.view.page is not None:
            self._choose(self.view.page.name)

    def _choose(self, name: str) -> None:
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.setCurrentRow(-1)
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == name:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)  # noqa: FBT003

    def _show(self, name: str) -> None:
        self.view.show_page(self._pages[name])
        if self._searching:
            self.view.mark(self._searching)
        self._choose(name)
        self.back.setEnabled(bool(self._past))
        self.forward.setEnabled(bool(self._coming))

    def _turn(self, source: list[str], target: list[str]) -> None:
        if source and self.view.page is not None:
            target.append(self.view.page.name)
            self._show(source.pop())

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.open_page(item.data(_NAME))

    def _on_index(self, index: HelpIndex) -> None:
        self._index = index
        self._on_search(self.search.text())

    def _on_search(self, text: str) -> None:
        if self._index is None:
            return
        self._searching = text.strip()
        self._found = self._index.find(self._searching) if self._searching else None
        nothing = self._found is not None and not self._found
        self.told.setText(
            _("Nothing found for “{text}”. A shorter word finds more.").format(text=self._searching)
        )
        self.told.setVisible(nothing)
        if nothing:
            self._found = None
        self._fill_list()
        shown = {found.name for found in self._found or ()}
        page = self.view.page
        if shown and (page is None or page.name not in shown):
            self.open_page(self._found[0].name)  # type: ignore[index]
        else:
            self.view.mark(self._searching)

    def _step(self, way: int) -> None:
        """To the next place on this page, else on the next page found, round the end."""
        page = self.view.page
        if not self._found or page is None or self.view.step(way):
            return
        names = [found.name for found in self._found]
        at = names.index(page.name) + way if page.name in names else 0
        self.open_page(names[at % len(names)])
        if way < 0:
            self.view.last_place()

    def _follow(self, address: str) -> None:
        """A link: another page of the manual, or with a question a page of the web."""
        name = address.removesuffix(".md")
        if name in self._pages:
            self.open_page(name)
        elif QUrl(address).scheme() in ("http", "https") and web_address(address):
            confirm(
                self,
                _("Open this address in the browser?"),
                address,
                pgettext("address", "Open"),
                partial(_open_outside, address),
            )


def _open_outside(address: str) -> None:
    open_link(address)
