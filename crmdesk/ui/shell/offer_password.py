"""A password offered without being looked for: at the first start, after the recovery code."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from crmdesk.ui.shell.host import Host
from crmdesk.ui.shell.protecting import Protecting


def offer_password(host: Host, parent: QWidget) -> QDialog | None:
    """Offer to protect the open database; None where it lies on a server or is protected already.

    The dialog does everything itself; `finished` tells when she is through with it.
    """
    path = host.database_path
    if path is None or host.protected:
        return None
    return Protecting(host, parent).ask(path)


def offer_another(host: Host, parent: QWidget) -> QDialog | None:
    """The recovery code opened the file: offer a password she will know."""
    path = host.database_path
    return None if path is None else Protecting(host, parent).ask(path, recovered=True)
