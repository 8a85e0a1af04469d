"""An office in which every text holds markup, and a look at whether anything reads it as such."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTextEdit, QWidget
from sqlalchemy import Text, text

from crmdesk.models.core.db import Database
from crmdesk.models.core.jobs import silent
from crmdesk.models.derived.refresh import rebuild
from crmdesk.models.schema import Base
from crmdesk.ui.kit.print_preview import SheetPreview
from tests.support.hostile_words import MARKUP

DERIVED = frozenset(("customer_search", "customer_summary", "customer_sales"))


def write_markup(db: Database) -> None:
    """Let every Chinese text of the office end in a tag and a picture of a file of the disk."""
    with db.storage.engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name in DERIVED:
                continue
            for column in table.columns:
                if isinstance(column.type, Text):
                    name = f'"{column.name}"'
                    connection.execute(
                        text(
                            f'UPDATE "{table.name}" SET {name} = {name} || :mark '  # noqa: S608
                            f"WHERE {name} GLOB '*[一-龥]*'"
                        ),
                        {"mark": MARKUP},
                    )
    rebuild(db, silent)


def read_as_markup() -> Iterator[str]:
    """Widgets that would draw the tag instead of its letters."""
    for top in QApplication.topLevelWidgets():
        for widget in (top, *top.findChildren(QWidget)):
            if isinstance(widget, QLabel) and "<b>" in widget.text():
                widget.ensurePolished()
                if widget.textFormat() != Qt.TextFormat.PlainText:
                    yield f"{type(widget).__name__} {widget.objectName()} {widget.text()[:40]}"
            elif isinstance(widget, QTextEdit | QPlainTextEdit):
                yield from _pictures(widget.document(), widget.objectName())
            elif isinstance(widget, SheetPreview):
                yield from _pictures(widget._sheet.document, "a sheet")


def _pictures(document: QTextDocument, name: str) -> Iterator[str]:
    """Pictures nobody put there: what would have been asked of the disk."""
    for form in document.allFormats():
        if form.isImageFormat() and "passwd" in form.toImageFormat().name():
            yield f"{name} shows a picture of a file"
