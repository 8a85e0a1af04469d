"""The keys and buttons of the rows of Today."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint

from crmdesk.models.core.i18n import _
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.row_bar import RowBar, add_row_keys
from crmdesk.ui.kit.stream import StreamModel
from crmdesk.ui.kit.stream_view import StreamView
from crmdesk.ui.today.commands import TodayCommands
from crmdesk.ui.today.items import RowItem, has_greeting, has_phone

RowRun = Callable[[TodayRow], None]


class RowActs:
    """D done, L later, G log, T call, C copy the words, E change them first, R move with a reason,
    N nothing needs to be done, F2 edit, Ctrl+C copy the number; the same as buttons over the row.
    """

    def __init__(self, view: StreamView, model: StreamModel, commands: TodayCommands) -> None:
        self._view, self._model, self._commands = view, model, commands
        keys: dict[str, RowRun] = {
            "D": commands.done,
            "L": self._later,
            "G": commands.log,
            "T": commands.call,
            "N": commands.dismiss,
            "R": commands.roll,
            "F2": commands.edit,
            "C": commands.greet.copy,
            "E": commands.greet.edit,
            "Ctrl+C": commands.copy_phone,
        }
        add_row_keys(view, {key: partial(self._run, run) for key, run in keys.items()})
        self._add_buttons()

    def _add_buttons(self) -> None:
        commands = self._commands
        bar = RowBar(self._view, lambda index: isinstance(self._model.item_at(index), RowItem))
        self._view.settled.connect(bar.place)
        bar.add(
            "row_greet", "copy", _("Copy the words"), "C",
            partial(self._run, commands.greet.copy), fits=self._is(has_greeting),
        )  # fmt: skip
        bar.add(
            "row_call", "call", _("Call"), "T",
            partial(self._run, commands.call), fits=self._is(has_phone),
        )  # fmt: skip
        for name, role, tip, key, run in (
            ("row_log", "note", _("Log a contact"), "G", commands.log),
            ("row_done", "check", _("Done"), "D", commands.done),
            ("row_later", "clock", _("Later"), "L", self._later),
            ("row_open", "person", _("Open customer"), "Enter", commands.open),
        ):
            bar.add(name, role, tip, key, partial(self._run, run))

    def _is(self, fits: Callable[[object], bool]) -> Callable[[QModelIndex], bool]:
        return lambda index: fits(self._model.item_at(index))

    def _run(self, run: RowRun, index: QModelIndex) -> None:
        item = self._model.item_at(index)
        if isinstance(item, RowItem):
            self._view.setCurrentIndex(index)
            run(item.row)

    def _later(self, row: TodayRow) -> None:
        rect = self._view.visualRect(self._view.currentIndex())
        at = QPoint(rect.right() - 220, rect.bottom() - 8)
        self._commands.later(row, self._view.viewport().mapToGlobal(at))
