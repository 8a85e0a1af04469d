"""The menu of those to whom something can be handed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.models.office.entries import Named
from crmdesk.ui.kit.menus import add_entry, passing_menu


def hand_menu(parent: QWidget, staff: Sequence[Named], hand: Callable[[Named], None]) -> QMenu:
    """The menu, not yet shown; each of the first nine has a digit as her key."""
    menu = passing_menu(parent, "hand_menu")
    for number, person in enumerate(staff, start=1):
        name = person.name.replace("&", "&&")
        text = f"&{number}  {name}" if number <= 9 else name
        add_entry(menu, text, "person", partial(hand, person))
    return menu
