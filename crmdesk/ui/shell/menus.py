"""The menu bar, put together from whatever commands there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMenuBar

from crmdesk.models.core.i18n import N_, _
from crmdesk.ui.kit.commands import Commands

LINE = "-"
# Menu group -> title, and the order of its commands; others of the group follow below a line.
# A word after ">" is a group of its own, shown as a submenu.
MENUS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "file",
        N_("&File"),
        (
            "file.new", "file.open", "file.move", "file.backups", "file.carry", "file.password",
            "file.lock", LINE,
            "file.import", "file.export", LINE, "file.print", LINE,
            "file.settings", "file.notices", LINE, "file.quit",
        ),
    ),
    ("edit", N_("&Edit"), ("edit.undo", "edit.redo", "edit.history", LINE, "edit.find")),
    (
        "customer",
        N_("&Customer"),
        (
            "customer.new", "customer.paste", LINE, "customer.copy_phone", "customer.show_phone",
            LINE, "customers.tag", "customers.assign", "customers.stage", "customers.gift",
            "customers.merge", "customers.delete", LINE, "customer.privacy", "customer.clean_up",
        ),
    ),
    (
        "work",
        N_("&Work"),
        (
            "interaction.log", "interaction.catch_up", LINE, "follow_up.new", "promise.new",
            "complaint.new", "service.new", "contract.new", LINE, "order.new", "order.pay",
            "closing.open", LINE, "plan.new", "gift_list.new", "survey.ask", "answers.open", LINE,
            "day.visits", "day.report",
        ),
    ),
    ("go", N_("&Go"), ("go.palette", LINE)),
    ("view", N_("&View"), (">theme", ">density", ">language", ">scale")),
    (
        "help",
        N_("&Help"),
        (
            "help.manual", "help.tour", "help.demo", "help.shortcuts", LINE, "help.log",
            "help.updates", "help.about",
        ),
    ),
)  # fmt: skip
SUBMENUS = {
    "theme": N_("Theme"),
    "density": N_("Row height"),
    "language": N_("Language"),
    "scale": N_("Display size"),
}


def fill_menu_bar(bar: QMenuBar, commands: Commands) -> None:
    """Put every group of commands into its menu, in place of what was there."""
    for old in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.setParent(None)
        old.deleteLater()
    bar.clear()
    for group, title, order in MENUS:
        known = [command.id for command in commands if command.group == group]
        submenus = [name for name in order if name.startswith(">")]
        if not known and not submenus:
            continue
        menu = bar.addMenu(_(title))
        menu.setObjectName(f"menu_{group}")
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(commands.refresh)
        placed = [name for name in order if name in known or name == LINE]
        rest = [name for name in known if name not in placed]
        fill_menu(menu, commands, [*placed, LINE, *rest])
        for name in submenus:
            _add_submenu(menu, commands, name[1:])


def fill_menu(menu: QMenu, commands: Commands, names: Sequence[str]) -> None:
    """Commands by id, LINE between groups; lines at the ends or in a row are left out."""
    pending = False
    for name in names:
        if name == LINE:
            pending = bool(menu.actions())
            continue
        if pending:
            menu.addSeparator()
            pending = False
        menu.addAction(commands.action(name))


def _add_submenu(menu: QMenu, commands: Commands, group: str) -> None:
    found = [command.id for command in commands if command.group == group]
    if found:
        child = menu.addMenu(_(SUBMENUS[group]))
        child.setObjectName(f"menu_{group}")
        fill_menu(child, commands, found)
