"""What can be done with the gifts selected and with their list, wherever it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.models.care.gift_queries import GiftListRow, GiftRow
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.office.queries import load_staff
from crmdesk.ui.care.gift_columns import say_gift
from crmdesk.ui.care.gift_dialog import GiftDialog
from crmdesk.ui.care.gift_dialogs import ManyGiftsDialog
from crmdesk.ui.care.gift_out import gift_sheet, label_of, write_gifts
from crmdesk.ui.care.gift_store import GiftStore
from crmdesk.ui.kit.ask import ask_save_file, confirm
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.menus import add_entry, passing_menu
from crmdesk.ui.kit.navigation import Navigator

Rows = Sequence[GiftRow]
_MOST_TOLD = 5


class GiftActs:
    """One write and one undo for each act, on one gift or on many."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        today: Callable[[], date],
        country: str,
        parent: QWidget,
    ) -> None:
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._today, self._country, self._parent = today, country, parent
        self.store = GiftStore(db, jobs)

    def add(self, around: GiftListRow) -> None:
        """The form of one more gift."""
        dialog = self._dialog(around, None)

        def submit(draft: object) -> None:
            job = self.store.add(around.id, draft, dialog.who(), around.name)  # type: ignore[arg-type]
            dialog.wait_for(job)

        dialog.submitted.connect(submit)
        dialog.customer.create_asked.connect(self._navigator.new_customer)
        dialog.open()

    def edit(self, around: GiftListRow, rows: Rows) -> None:
        """The form of one, or what is the same for many."""
        if len(rows) == 1:
            dialog = self._dialog(around, rows[0])
            dialog.submitted.connect(
                lambda draft: dialog.wait_for(self.store.edit(rows[0].id, draft, rows[0].who))
            )
            dialog.open()
        elif rows:
            with self._db.read() as session:
                staff = load_staff(session)
            many = ManyGiftsDialog(staff, len(rows), self._parent.window())
            many.submitted.connect(
                lambda draft: many.wait_for(self.store.edit_many(ids(rows), draft, names(rows)))
            )
            many.open()

    def give(self, rows: Rows) -> None:
        """Given today: logged with its cost; asks once where one had better not be given."""
        rows = [row for row in rows if row.status != "given"]
        grave = [row for row in rows if row.tone == "red"]
        if grave:
            confirm(
                self._parent.window(), _("Give it all the same?"), say_grave(grave),
                pgettext("gift", "Give"), partial(self._give, rows), danger=True,
            )  # fmt: skip
        elif rows:
            self._give(rows)

    def _give(self, rows: Rows) -> None:
        told = _("Gift given and logged: {name}").format(name=names(rows))
        self._follow(self.store.give(ids(rows), self._today(), names(rows)), told)

    def mark(self, rows: Rows, status: str) -> None:
        """Bought, or only planned again."""
        if rows := [row for row in rows if row.status != status]:
            told = {
                "bought": _("Bought: {name}").format(name=names(rows)),
                "planned": _("Back to planned: {name}").format(name=names(rows)),
            }[status]
            self._follow(self.store.mark(ids(rows), status, names(rows)), told)

    def delete(self, rows: Rows) -> None:
        if rows:
            told = _("Taken from the list: {name}").format(name=names(rows))
            self._follow(self.store.delete(ids(rows), names(rows)), told)

    def open_customer(self, rows: Rows) -> None:
        for row in rows[:1]:
            self._navigator.open_customer(row.customer_id)

    def copy(self, rows: Rows) -> None:
        """Name, telephone and address of each: what a courier asks for."""
        if rows:
            lines = [label_of(row, self._country) for row in rows]

            def copy() -> None:
                QGuiApplication.clipboard().setText("\n".join(lines))
                told = ngettext("{n} address copied", "{n} addresses copied", len(rows))
                self._navigator.say(told.format(n=len(rows)))

            self._note("record.copy", _("Address"), rows, copy)

    def print(self, around: GiftListRow, rows: Rows) -> None:
        """The list for the shop and the driver."""
        sheet, window = gift_sheet(around, rows, self._country), self._parent.window()
        self._note("record.print", around.name, rows, lambda: sheet.preview(window))

    def export(self, around: GiftListRow, rows: Rows) -> None:
        """Ask where the workbook goes, and write it."""
        name = f"{around.name}.xlsx".replace("/", "_")
        ask_save_file(
            self._parent.window(), _("Export the gift list"), name, _("Workbook (*.xlsx)"),
            partial(self.write, around, rows),
        )  # fmt: skip

    def write(self, around: GiftListRow, rows: Rows, path: Path) -> None:
        """Write the workbook."""

        def write() -> None:
            try:
                write_gifts(around, rows, self._country, path)
            except CrmError as error:
                show_failure(self._parent.window(), error)
                return
            self._navigator.say(_("Saved as {file}").format(file=path.name))

        self._note("record.list", around.name, rows, write, file=path.name)

    def _note(
        self, action: str, title: str, rows: Rows, then: Callable[[], object], **params: object
    ) -> None:
        """Numbers and addresses leave whole: it is noted first."""
        ids = list(dict.fromkeys(row.customer_id for row in rows))
        self._navigator.record(action, ids, then, title=title, count=len(ids), **params)

    def menu(self, around: GiftListRow, rows: Rows) -> QMenu:
        """The menu of a right click."""
        menu = passing_menu(self._parent, "gift_menu")
        add_entry(menu, pgettext("gift", "Given") + "\tG", "gift", lambda: self.give(rows))
        add_entry(menu, pgettext("gift", "Bought") + "\tB", "check",
                  lambda: self.mark(rows, "bought"))  # fmt: skip
        add_entry(menu, pgettext("gift", "Planned") + "\tP", "clock",
                  lambda: self.mark(rows, "planned"))  # fmt: skip
        add_entry(menu, _("Edit…") + "\tF2", "edit", lambda: self.edit(around, rows))
        add_entry(menu, _("Open customer") + "\tEnter", "person", lambda: self.open_customer(rows))
        add_entry(menu, _("Copy address") + "\tCtrl+C", "copy", lambda: self.copy(rows))
        add_entry(menu, _("Take from the list") + "\tDel", "delete", lambda: self.delete(rows))
        return menu

    def _dialog(self, around: GiftListRow, row: GiftRow | None) -> GiftDialog:
        with self._db.read() as session:
            staff = load_staff(session, also=[row.staff_id] if row else ())
        return GiftDialog(
            self._db, self._jobs, staff, around, self._today(), row, self._parent.window()
        )

    def _follow(self, job: Job, told: str) -> None:
        job.failed.connect(partial(show_failure, self._parent.window()))
        job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))


def ids(rows: Rows) -> list[int]:
    return [row.id for row in rows]


def say_grave(rows: Rows) -> str:
    """What speaks against each of them."""
    lines = [
        f"{row.who} · {say_gift(row)}\n{notice.text}"
        for row in rows[:_MOST_TOLD]
        for notice in row.notices
        if notice.tone == "red"
    ]
    if more := len(rows[_MOST_TOLD:]):
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return "\n\n".join(lines)


def names(rows: Rows) -> str:
    """Who gets it, or the first and how many more."""
    if len(rows) == 1:
        return rows[0].who
    return _("{name} and {n} more").format(name=rows[0].who, n=len(rows) - 1)
