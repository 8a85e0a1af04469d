"""A clerk in a process of her own, to be killed: opens a customer, types, saves nothing.

Says "kept" when what she typed so far has reached the file, and goes on sitting there.
`python -m tests.support.dying_clerk DATABASE CUSTOMER WORDS`
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from crmdesk.app import Program
from crmdesk.models.core.db import Database
from crmdesk.models.core.settings import Settings
from crmdesk.models.journal.drafts import load_draft
from crmdesk.ui.shell.application import make_application
from crmdesk.ui.shell.screens import AllFeatures


def main(database: str, customer: int, words: str) -> int:
    """Never returns by itself."""
    settings = Settings(language="en", theme="light")
    application = make_application(settings)
    program = Program(application, settings, AllFeatures)
    program.begin(database)
    assembly = program.assembly
    assert assembly is not None
    assembly.navigator.open_customer(customer)
    come = QTimer(application, interval=20)
    come.timeout.connect(lambda: _type(assembly.window, words, come))
    come.start()
    watch = QTimer(application, interval=20)
    watch.timeout.connect(lambda: _say_kept(assembly._parts.db, customer, watch))
    watch.start()
    return application.exec()


def _type(window: QWidget, words: str, come: QTimer) -> None:
    field = window.findChild(QPlainTextEdit, "log_words")
    if field is not None and field.isVisible():  # her page comes a moment after the list
        come.stop()
        field.setFocus()
        field.insertPlainText(words)


def _say_kept(db: Database, customer: int, watch: QTimer) -> None:
    with db.read() as session:
        kept = load_draft(session, f"composer:{customer}", db.staff_id)
    if kept is not None:
        watch.stop()
        sys.stdout.write("kept\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
