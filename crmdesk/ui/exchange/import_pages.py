"""The steps of an import: file, columns, match, preview; each choice asks for a new look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.exchange.columns.doubts import doubt_text
from crmdesk.models.exchange.importing import ReadChoices
from crmdesk.models.exchange.planning.plan import ImportChoices, Plan
from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.ui.exchange.columns_page import ColumnsPage
from crmdesk.ui.exchange.deciding import Deciding
from crmdesk.ui.exchange.importer import Importer, Preview
from crmdesk.ui.exchange.match_page import MatchPage
from crmdesk.ui.exchange.plan_page import PlanPage
from crmdesk.ui.exchange.reading_choices import (
    with_column,
    with_field,
    with_header,
    with_kind,
    with_name,
    with_table,
)
from crmdesk.ui.exchange.sheets_page import TEXT_FORMATS, SheetsPage, unread, unread_text
from crmdesk.ui.exchange.step_bar import StepBar

_STEPS = ("sheets", "columns", "match", "plan")
_STEP_OF = {"sheet": "sheets", "header": "sheets", "columns": "columns"}


class ImportPages(QWidget):
    """`turned(code)`: another step is shown; `looking()`: a choice was made, the file is looked
    at anew."""

    turned = Signal(str)
    looking = Signal()

    def __init__(self, importer: Importer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._importer = importer
        self._shown: Preview | None = None
        self._filled: set[str] = set()
        self.bar = StepBar(
            [
                ("sheets", _("File and sheets")),
                ("columns", _("Columns")),
                ("match", pgettext("step", "Match")),
                ("plan", pgettext("step", "Preview")),
            ],
            self,
        )
        self._stack = QStackedWidget(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self.bar)
        outer.addWidget(self._stack, 1)
        self.bar.asked.connect(self.turn_to)
        self._to_make = list(_STEPS)
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_next)
        self._making.start()

    def _make_next(self) -> None:
        """A page a turn while the file is being read: all at once would be felt."""
        if self._to_make:
            self._page(self._to_make.pop())
        else:
            self._making.stop()

    def _page(self, code: str) -> QWidget:
        page: QWidget = getattr(self, code)
        return page

    @cached_property
    def sheets(self) -> SheetsPage:
        page = SheetsPage(self._stack)
        page.encoding_asked.connect(self._on_encoding)
        page.more_asked.connect(self._on_more)
        page.header_asked.connect(lambda key, rows: self._read(with_header, key, rows))
        page.kind_asked.connect(lambda key, kind: self._read(with_kind, key, kind))
        page.name_asked.connect(lambda key, means: self._read(with_name, key, means))
        page.toggled.connect(lambda key, on: self._read(with_table, key, on=on))
        self._stack.addWidget(page)
        return page

    @cached_property
    def columns(self) -> ColumnsPage:
        page = ColumnsPage(self._stack)
        page.changed.connect(lambda *told: self._read(with_column, *told))
        page.field_made.connect(lambda *told: self._read(with_field, *told))
        page.forget_asked.connect(self._on_forget)
        self._stack.addWidget(page)
        return page

    @cached_property
    def match(self) -> MatchPage:
        page = MatchPage(self._stack)
        page.choices_changed.connect(
            lambda made: self._choose(replace(made, picks=self._importer.choices.picks))
        )
        page.group_changed.connect(lambda on: self._read(replace, group_by_company=on))
        self._stack.addWidget(page)
        return page

    @cached_property
    def plan(self) -> PlanPage:
        page = PlanPage(self._stack)
        page.picks_changed.connect(
            lambda picks: self._choose(replace(self._importer.choices, picks=picks))
        )
        self._deciding = Deciding(self._importer, page)
        self._deciding.started.connect(self.looking)
        self._stack.addWidget(page)
        return page

    def take_back(self) -> None:
        """Stop looking anew: everything is as before the last choice."""
        if self._shown is not None:
            self.plan.take_back(self._shown.choices.picks)
            self._deciding.drop()
            self._importer.take_back()

    def current(self) -> str:
        """The step shown, "" before there is anything to show."""
        return self.bar.current()

    def turn_to(self, code: str) -> None:
        """Show a step."""
        self._fill(code)
        self._stack.setCurrentWidget(self._page(code))
        self.bar.set_current(code)
        self.turned.emit(code)

    def step(self, by: int) -> None:
        """One on or back, as far as there are steps, and on only with something read."""
        at = _STEPS.index(self.current()) + by
        if 0 <= at < len(_STEPS) and (by < 0 or _leads_on(self._shown)):
            self.turn_to(_STEPS[at])

    def show_preview(self, shown: Preview) -> None:
        """Fill the step shown, the others when they are turned to; the first time turn to the one
        that needs a look, or to the last."""
        understanding, first = shown.understanding, self._shown is None
        self._shown, self._filled = shown, set()
        why: dict[str, list[str]] = {}
        for doubt in understanding.doubts:
            why.setdefault(_STEP_OF[doubt.step], []).append(doubt_text(doubt))
        lost = unread(shown)
        if lost:
            why["sheets"] = list(map(unread_text, lost))
        self.bar.set_passable(passable=_leads_on(shown))
        self.bar.set_doubts({step: "\n".join(texts) for step, texts in why.items()})
        self.plan.show_plan(shown.plan, shown.tabs, zone=shown.zone, first=first)
        if lost and not _leads_on(shown) and self.current() != "sheets":
            self.turn_to("sheets")
        elif first:
            self.turn_to(_STEP_OF.get(understanding.needs_look, "plan"))
        else:
            self._fill(self.current())

    def _fill(self, code: str) -> None:
        if self._shown is None or code in self._filled or code == "plan":
            return
        self._filled.add(code)
        fill = {"sheets": self.sheets.show_preview, "columns": self.columns.show_preview,
                "match": self.match.show_preview}[code]  # fmt: skip
        fill(self._shown)

    def clear(self) -> None:
        """Keep nothing of the file."""
        self._making.stop()
        if self._shown is not None:
            self._shown = None
            self.plan.clear()

    def _read(self, change: Callable[..., ReadChoices], *told: object, **named: object) -> None:
        self._importer.read = change(self._importer.read, *told, **named)
        self._look()

    def _on_encoding(self, name: str) -> None:
        self._importer.encoding = name or None
        self._look()

    def _on_more(self, sheet: str, row: int) -> None:
        job = self._importer.more_rows(sheet, row)
        job.succeeded.connect(lambda rows: self.sheets.add_rows(sheet, rows))

    def _on_forget(self, shapes: list[str]) -> None:
        self.looking.emit()
        self._importer.forget(shapes)

    def _choose(self, choices: ImportChoices) -> None:
        self._importer.choices = choices
        self._look()

    def _look(self) -> None:
        self.looking.emit()
        self._importer.preview()


def _leads_on(shown: Preview | None) -> bool:
    """Whether anything was read that the steps to come could show."""
    return shown is None or not shown.understanding.is_nothing


def facts_text(understanding: Understanding, plan: Plan) -> str:
    """File, format, encoding, sheets and rows in one line."""
    count = plan.counts()["rows"]
    parts = [plan.file, understanding.format.upper()]
    if understanding.format in TEXT_FORMATS and understanding.encoding:
        parts.append(understanding.encoding.upper())
    sheets = [sheet for sheet in understanding.sheets if sheet.kind]
    if len(sheets) > 1:
        parts.append(pgettext("list", ", ").join(sheet.name for sheet in sheets))
    elif sheets and sheets[0].header_row:
        parts.append(_("header in row {n}").format(n=sheets[0].header_row))
    parts.append(ngettext("{n} row", "{n} rows", count).format(n=f"{count:,}"))
    return " · ".join(parts)
