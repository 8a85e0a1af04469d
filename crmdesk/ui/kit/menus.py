"""Menus made for one question: shown at a place, gone with the answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.ui.kit.icons import icon


def passing_menu(parent: QWidget, name: str) -> QMenu:
    """An empty menu that is deleted when it is hidden."""
    menu = QMenu(parent)
    menu.setObjectName(name)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def add_entry(menu: QMenu, text: str, role: str, run: Callable[[], object]) -> None:
    """`role` names the icon, "" for none; a key to be shown stands behind a tab in `text`."""
    action = QAction(text, menu)
    if role:
        action.setIcon(icon(role))
    action.triggered.connect(lambda _on: run())
    menu.addAction(action)


def below(anchor: QWidget) -> QPoint:
    """Where a menu opens that belongs to a button."""
    return anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
