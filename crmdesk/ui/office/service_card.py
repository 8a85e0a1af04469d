"""How quickly service orders are to be done, and who is in charge of which questions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.office.entries import Named
from crmdesk.models.office.queries import load_staff
from crmdesk.models.service.drafts import GroupDraft
from crmdesk.models.service.groups import (
    GroupRow,
    add_group,
    delete_group,
    edit_group,
    load_groups,
)
from crmdesk.models.service.targets import (
    ServiceTargets,
    load_service_targets,
    save_service_targets,
)
from crmdesk.ui.kit.cases.step_page import choose, combo
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.failures import failing_to, show_failure
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.number_box import NumberBox
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.office.spin_grid import SpinGrid, SpinRow

_MOST_HOURS = 400


class GroupDialog(FormDialog):
    """`submitted` carries a GroupDraft."""

    def __init__(
        self, group: GroupRow | None, staff: Sequence[Named], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Question group"), parent)
        self.setObjectName("group_dialog")
        self.name = QLineEdit(group.name if group else "")
        self.staff = combo([(None, "—"), *((person.id, person.name) for person in staff)])
        choose(self.staff, group.staff_id if group else None)
        self.hours = NumberBox(maximum=_MOST_HOURS)
        self.hours.setSpecialValueText(_("as for all"))
        self.hours.setSuffix(" " + _("working hours"))
        self.hours.setValue((group.hours or 0) if group else 0)
        self.add_field("name", pgettext("group", "&Name"), self.name)
        self.add_field("staff", _("In c&harge"), self.staff)
        self.add_field("hours", _("Done &within"), self.hours)
        self.ready()

    def draft(self) -> GroupDraft:
        return GroupDraft(self.name.text(), self.staff.currentData(), self.hours.value() or None)


class ServiceCard(Card):
    """Deadlines above, the groups below; Enter changes a group, Delete deletes it."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("service_card")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._groups: dict[int, GroupRow] = {}
        self.grid = SpinGrid(_rows(), "service_")
        self.save_button = PrimaryButton(_("Save"), "save")
        self.save_button.setObjectName("service_save")
        self.save_button.clicked.connect(lambda: self.save())
        self.model = PagedTableModel(_columns(), self._load, self)
        self.table = DataTable("service_groups", self.model)
        self.table.opened.connect(lambda _id: self.change())
        delete = QShortcut(Qt.Key.Key_Delete, self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete)
        self._lay_out()

    def _lay_out(self) -> None:
        last = QHBoxLayout()
        last.addWidget(self.save_button)
        last.addStretch(1)
        self.add(label(_("Deadlines of service orders"), "heading"))
        self.add(self.grid)
        self.add(last)
        self.body.addSpacing(12)
        head = QHBoxLayout()
        head.addWidget(label(_("Question groups"), "heading"), 1)
        for name, text, icon, run in (
            ("group_delete", _("Delete"), "delete", self.delete),
            ("group_change", _("Change"), "edit", self.change),
            ("group_add", _("Add"), "add", self.add_group),
        ):
            button = PlainButton(text, icon)
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, run=run: run())
            head.addWidget(button)
        self.add(head)
        self.add(label(_("Whoever is in charge of a group has its service orders."), "secondary"))
        empty = EmptyState(
            "service", _("No question groups yet"),
            _("For example: printers, network, furniture. Each has a person in charge."),
            _("Add"), self.add_group, primary=False,
        )  # fmt: skip
        self.area = ListArea(self.table, empty)
        self.add(self.area, 1)

    def refresh(self) -> None:
        """Show what is stored."""
        with self._db.read() as session:
            self.grid.show_values(load_service_targets(session))
            groups = load_groups(session)
        self._groups = {group.id: group for group in groups}
        self.model.set_ids(list(self._groups), self._groups)
        if groups:
            self.area.show_content()
        else:
            self.area.show_empty()

    def save(self) -> Job:
        """Store the deadlines; clocks that run follow."""
        targets = ServiceTargets(**self.grid.values())

        def store(_job: Job) -> None:
            with self._db.write("setup") as session:
                save_service_targets(session, targets)

        job = self._jobs.write(store)
        job.succeeded.connect(lambda _done: self._navigator.say(_("Deadlines saved")))
        job.failed.connect(partial(show_failure, self.window()))
        return job

    def add_group(self) -> None:
        """The form of a new group."""
        self._ask(None)

    def change(self) -> None:
        """The form of the current group."""
        if (group := self._current()) is not None:
            self._ask(group)

    def delete(self) -> None:
        """Take the current group away; its orders stay."""
        group = self._current()
        if group is None:
            return

        def store(_job: Job) -> None:
            with self._db.write("service.group.delete", group=group.name) as session:
                delete_group(session, group.id)

        job = failing_to(self, self._jobs.write(store))
        job.succeeded.connect(lambda _done: self._tell(_("Question group deleted")))

    def _ask(self, group: GroupRow | None) -> None:
        with self._db.read() as session:
            staff = load_staff(session, also=[group.staff_id] if group else ())
        dialog = GroupDialog(group, staff, self.window())

        def submit(draft: GroupDraft) -> None:
            def store(_job: Job) -> None:
                with self._db.write("service.group", group=draft.name.strip()) as session:
                    if group is None:
                        add_group(session, draft)
                    else:
                        edit_group(session, group.id, draft)

            job = self._jobs.write(store)
            dialog.wait_for(job)
            job.succeeded.connect(lambda _done: self._tell(_("Question group saved")))

        dialog.submitted.connect(submit)
        dialog.open()

    def _tell(self, text: str) -> None:
        self._navigator.say(text, undoable=True)
        self.refresh()

    def _current(self) -> GroupRow | None:
        return self._groups.get(self.table.current_id() or 0)

    def _load(self, ids: Sequence[int]) -> dict[int, GroupRow]:
        return {key: self._groups[key] for key in ids if key in self._groups}


def _rows() -> tuple[SpinRow, ...]:
    hours, days = _("working hours"), _("working days")
    return (
        ("reaction_hours", _("First reaction"), hours, (1, 40)),
        ("completion_days", _("Completion, unless its group says otherwise"), days, (1, 60)),
        ("feedback_days", _("Feedback after the work"), days, (1, 60)),
        ("amber", _("A clock turns amber after"), "%", (10, 95)),
        ("warranty_months", _("Warranty of what we sell"), _("months"), (0, 120)),
    )


def _columns() -> list[Column]:
    return [
        Column("name", _("Question group"), lambda group: group.name, width=220, fixed=True),
        Column("staff", _("In charge"), lambda group: group.staff, width=140),
        Column("hours", _("Done within"), _within, width=160),
        Column("orders", _("Service orders"), lambda group: f"{group.orders:,}", width=100,
               align="right"),
    ]  # fmt: skip


def _within(group: GroupRow) -> str:
    if group.hours is None:
        return _("as for all")
    return ngettext("{n} working hour", "{n} working hours", group.hours).format(n=group.hours)
