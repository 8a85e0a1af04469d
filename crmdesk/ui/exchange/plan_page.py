"""What importing a file would do, row by row, and what the user decides about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.planning.comeback_lists import is_our_own
from crmdesk.models.exchange.planning.picks import Picks
from crmdesk.models.exchange.planning.plan import ACTIONS, Plan
from crmdesk.models.exchange.planning.plan_tabs import PlanTabs, sort_rows
from crmdesk.ui.exchange.plan_columns import (
    change_text,
    missing_columns,
    problem_columns,
    row_columns,
    skip_text,
)
from crmdesk.ui.exchange.plan_decisions import Shown
from crmdesk.ui.exchange.plan_lines import Line
from crmdesk.ui.exchange.plan_model import Head, PlanModel
from crmdesk.ui.exchange.plan_sources import (
    MissingSource,
    ProblemSource,
    RowSource,
    Source,
)
from crmdesk.ui.exchange.plan_tab import PlanTab
from crmdesk.ui.exchange.plan_tables import in_a_row, kind_texts
from crmdesk.ui.exchange.plan_words import summary_text
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.when import full_when
from crmdesk.ui.kit.widgets.states import EmptyState

_ORDER = (*ACTIONS, "problem", "missing")


class PlanPage(QWidget):
    """`picks_changed(Picks)` asks for the plan anew; `show_plan` answers. `deciding(make)` asks to
    call `make` beside the window's thread; `decide` answers."""

    picks_changed = Signal(object)
    deciding = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown()
        self.banner = label("", "secondary", wrap=True)
        self.banner.setObjectName("export_banner")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("plan_tabs")
        self._tabs: dict[str, PlanTab] = {}
        self._places: dict[str, QVBoxLayout] = {}
        self._columns = _columns(self._shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.banner)
        outer.addWidget(self.tabs, 1)
        for code in _ORDER:
            place = QWidget()
            self._places[code] = QVBoxLayout(place)
            self._places[code].setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(place, "")
        self.tabs.currentChanged.connect(lambda at: self.tab(_ORDER[at]))
        self.banner.hide()

    def tab(self, code: str) -> PlanTab:
        """create, update, merge, skip, problem or missing; made when first looked at."""
        if code in self._tabs:
            return self._tabs[code]
        source = _source(code, self._shown)
        made = self._tabs[code] = PlanTab(code, self._columns[code](), source, _empty(code))
        made.decided.connect(self.decide)
        made.deciding.connect(self.deciding)
        made.line_taken.connect(self._on_line)
        self._places[code].addWidget(made)
        made.show()  # at once: a layout would only do so a turn later
        made.fill()
        return made

    def turn_to(self, code: str) -> PlanTab:
        """Show a tab."""
        self.tabs.setCurrentIndex(_ORDER.index(code))
        return self.tab(code)

    def model(self, code: str) -> PlanModel:
        """The rows of a tab."""
        return self.tab(code).model

    def picks(self) -> Picks:
        """All that was decided."""
        return self._shown.picks

    def show_plan(
        self, plan: Plan, tabs: PlanTabs | None = None, *, zone: tzinfo, first: bool
    ) -> None:
        """Fill everything from a plan; the `first` one of a file opens at what matters in it.

        `tabs` are its rows sorted beside the window's thread, `zone` the office's.
        """
        tabs = sort_rows(plan) if tabs is None else tabs
        self._shown.set(plan, tabs)
        for tab in self._tabs.values():
            tab.fill()
        self._show_titles()
        self._show_banner(zone)
        if first:
            self.turn_to(_what_matters(plan, tabs))

    def clear(self) -> None:
        """Show no rows, and keep none."""
        for tab in self._tabs.values():
            tab.clear()
        self._shown.set(Plan("", "", None, 0), PlanTabs())

    def _show_titles(self) -> None:
        tabs = self._shown.tabs
        counts: dict[str, int] = {action: tabs.taken[action] for action in ACTIONS}
        counts |= {"problem": len(tabs.problems), "missing": len(tabs.missing)}
        titles = {
            "create": _("New {n}"), "update": _("Changed {n}"), "merge": _("Merged {n}"),
            "skip": _("Skipped {n}"), "problem": _("Problems {n}"),
            "missing": _("Missing in the file {n}"),
        }  # fmt: skip
        if tabs.waiting:
            told = _("Changed {n} · {waiting} to decide")
            titles["update"] = told.replace("{waiting}", f"{tabs.waiting:,}")
        if around := len(self._shown.plan.around):
            told = _("Skipped {n} · {around} no data")
            titles["skip"] = told.replace("{around}", f"{around:,}")
        for at, code in enumerate(_ORDER):
            self.tabs.setTabText(at, titles[code].format(n=f"{counts[code]:,}"))
        for at, action in enumerate(ACTIONS):
            kinds = kind_texts(tabs.kinds[action])
            self.tabs.setTabToolTip(at, in_a_row(kinds) if len(kinds) > 1 else "")
        self.tabs.setTabVisible(len(_ORDER) - 1, self._shown.plan.exported_at is not None)

    def _show_banner(self, zone: tzinfo) -> None:
        """A workbook of ours: what is shown, and what is not; a text file of ours knows no day."""
        plan = self._shown.plan
        at = plan.exported_at
        ours = at is None and is_our_own([one.guess for one in plan.columns])
        self.banner.setVisible(at is not None or ours or plan.forgotten)
        if plan.forgotten:
            self.banner.setText(
                _(
                    "This workbook is older than what the journal still holds: what was changed "
                    "here since it was written looks as if the file had changed it."
                )
            )
        elif ours:
            self.banner.setText(
                _(
                    "This list was exported by crmdesk, but does not tell when: what was changed "
                    "here meanwhile looks as if the file had changed it. An exported Excel "
                    "workbook (.xlsx) tells both apart."
                )
            )
        elif at is not None:
            told = _(
                "This workbook was exported from here on {day}. Only what was changed in it since "
                "is shown; what is newer here stays. Emptied cells, values changed on both sides "
                "and missing rows wait for your word."
            )
            self.banner.setText(told.format(day=full_when(at, zone)))

    def _on_line(self, line: Line) -> None:
        assert line.key is not None
        picks = self._shown.picks.with_fields([line.key], taken=not line.taken)
        self.decide(picks)

    def take_back(self, picks: Picks) -> None:
        """Go on from these decisions: what came after them was not looked at."""
        self._shown.picks = picks

    def decide(self, picks: Picks) -> None:
        """Shown at once; the counts follow with the plan made anew."""
        self._shown.picks = picks
        for tab in self._tabs.values():
            tab.refresh()
        self.picks_changed.emit(picks)


def _columns(shown: Shown) -> dict[str, Callable[[], list[Column]]]:
    """The columns of each tab."""

    def changes(head: Head) -> str:
        return change_text(shown.tabs)(head)

    return {
        "create": lambda: row_columns(_("What is known"), lambda head: summary_text(head.row)),
        "update": lambda: row_columns(_("What changes"), changes),
        "merge": lambda: row_columns(_("Goes to"), changes),
        "skip": lambda: row_columns(_("Why"), skip_text),
        "problem": lambda: problem_columns(shown.row_of),
        "missing": missing_columns,
    }


def _source(code: str, shown: Shown) -> Source:
    if code == "problem":
        return ProblemSource(shown)
    if code == "missing":
        return MissingSource(shown)
    return next(RowSource(shown, action) for action in ACTIONS if action == code)


def _what_matters(plan: Plan, tabs: PlanTabs) -> str:
    """Of an edited export what changed; of any other file the first tab that is not empty."""
    order = ("update", "create", "missing") if plan.exported_at else ("create", "update", "merge")
    sizes: dict[str, int] = {action: len(of) for action, of in tabs.of.items()}
    sizes["missing"] = len(tabs.missing)
    return next((code for code in order if sizes[code]), "skip")


def _empty(code: str) -> EmptyState:
    """Why a tab is empty."""
    title, text = {
        "create": (
            _("No new customers in this file."),
            _("Every row means somebody who is there already, or is left out."),
        ),
        "update": (
            _("Nobody’s facts change."),
            _("No row says anything else than what is known already."),
        ),
        "merge": (
            _("No rows of the file belong together."),
            _("Rows of the same customer would stand here, put together."),
        ),
        "skip": (_("No row is left out."), _("Every row of the file is imported.")),
        "problem": (_("Everything could be read."), _("No cell of the file is in doubt.")),
        "missing": (
            _("Nobody is missing."),
            _("Everybody who stood in the workbook when it was exported still does."),
        ),
    }[code]
    return EmptyState("check-circle", title, text)
