"""The row of filters over the list: what is chosen is a CustomerFilter, the words typed aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.customers.filters import (
    BOUGHT,
    FOLLOW_UP,
    LAST_CONTACT,
    NOBODY,
    CustomerFilter,
    imported_by,
    last_contact_days,
)
from crmdesk.models.customers.listing import FilterValues, count_values, load_filter_values
from crmdesk.models.customers.rules import kind_texts, stage_texts
from crmdesk.ui.customers.listing.filter_chip import FilterChip
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.flow import FlowLayout

LISTS = ("kinds", "stages", "tags", "owners", "regions", "sources")
"""Parts of the filter that hold several values and are counted."""


class FilterBar(QWidget):
    """`changed` is said when the user chose; `filter()` then has no text."""

    changed = Signal()

    def __init__(self, db: Database, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_bar")
        self._db, self._text = db, ""
        self.chips: dict[str, FilterChip] = {
            "kinds": FilterChip(_("Kind"), list(kind_texts().items())),
            "stages": FilterChip(_("Stage"), list(stage_texts().items())),
            "tags": FilterChip(_("Tags")),
            "owners": FilterChip(_("Owner")),
            "regions": FilterChip(_("Region")),
            "sources": FilterChip(_("Source")),
            "last_contact": FilterChip(_("Last contact"), _last_contact_choices(), many=False),
            "follow_up": FilterChip(_("Follow-up"), _follow_up_choices(), many=False),
            "bought": FilterChip(_("Orders"), _bought_choices(), many=False),
            "imported": FilterChip(_("Import"), many=False),
        }
        self.complaints = _switch(_("Open complaints"), "filter_complaints")
        self.unnoticed = _switch(_("No notice yet"), "filter_unnoticed")
        self.clear_button = PlainButton(_("Clear filters"), kind="link")
        self.clear_button.setObjectName("clear_filters")
        row = FlowLayout(self)
        for part, chip in self.chips.items():
            chip.setObjectName(f"filter_{part}")
            chip.changed.connect(lambda: self._on_changed())
            chip.opened.connect(partial(self._count, part))
            row.addWidget(chip)
        for switch in (self.complaints, self.unnoticed):
            row.addWidget(switch)
            switch.clicked.connect(lambda: self._on_changed())
        row.addWidget(self.clear_button)
        self.clear_button.clicked.connect(lambda: self._clear())
        self._values = Latest(jobs, self)
        self._values.ready.connect(self._on_values)
        self._counts = Latest(jobs, self)
        self._counts.ready.connect(self._on_counts)
        self._show_clear()
        self.reload()

    def filter(self) -> CustomerFilter:
        """What the chips say."""
        lists: dict[str, Any] = {part: tuple(self.chips[part].values()) for part in LISTS}
        return CustomerFilter(
            **lists,
            last_contact=self._one("last_contact"),
            follow_up=self._one("follow_up"),
            bought=self._one("bought"),
            imported=self._one("imported"),
            complaints=self.complaints.isChecked(),
            unnoticed=self.unnoticed.isChecked(),
        )

    def set_filter(self, chosen: CustomerFilter) -> None:
        """Let the chips say this, without saying that it changed."""
        for part in LISTS:
            self.chips[part].set_values(list(getattr(chosen, part)))
        self.chips["imported"].set_choices(_imported_choices(chosen.imported))
        for part in ("last_contact", "follow_up", "bought", "imported"):
            self.chips[part].set_values(list(filter(None, [getattr(chosen, part)])))
        self.complaints.setChecked(chosen.complaints)
        self.unnoticed.setChecked(chosen.unnoticed)
        self._show_clear()

    def set_text(self, text: str) -> None:
        """What is searched beside the chips: counts follow it."""
        self._text = text

    def reload(self) -> None:
        """Read the office's lists anew."""
        self._values.ask(lambda _job: self._load())

    def _load(self) -> FilterValues:
        with self._db.read() as session:
            return load_filter_values(session)

    def _on_values(self, values: FilterValues) -> None:
        before = self.filter()
        named: dict[str, list[tuple[object, str]]] = {
            "tags": [(tag.id, tag.name) for tag in values.tags],
            "owners": [(NOBODY, _("No owner")), *((one.id, one.name) for one in values.owners)],
            "sources": [(NOBODY, _("No source")), *((one.id, one.name) for one in values.sources)],
            "regions": [("", _("No region")), *((region, region) for region in values.regions)],
        }
        for part, choices in named.items():
            self.chips[part].set_choices(choices)
        if self.filter() != before:  # what was chosen is no longer in the office's lists
            self._on_changed()

    def _count(self, part: str) -> None:
        if part not in LISTS:
            return
        nothing: dict[str, Any] = {part: ()}
        others = replace(self.filter(), text=self._text, **nothing)
        now = self._db.now()

        def count() -> tuple[str, Mapping[Any, int]]:
            with self._db.read() as session:
                return part, count_values(session, part, others, now=now)

        self._counts.ask(lambda _job: count())

    def _on_counts(self, answer: tuple[str, Mapping[Any, int]]) -> None:
        part, counts = answer
        nobody = {None: NOBODY}
        self.chips[part].set_counts({nobody.get(value, value): n for value, n in counts.items()})

    def _one(self, part: str) -> str:
        return next((str(value) for value in self.chips[part].values()), "")

    def _clear(self) -> None:
        self.set_filter(CustomerFilter())
        self.changed.emit()

    def _on_changed(self) -> None:
        self._show_clear()
        self.changed.emit()

    def _show_clear(self) -> None:
        self.chips["imported"].setVisible(bool(self._one("imported")))
        self.clear_button.setVisible(not self.filter().is_empty())


def _switch(text: str, name: str) -> QPushButton:
    """A chip that is on or off."""
    chip = QPushButton(text)
    chip.setObjectName(name)
    chip.setProperty("role", "chip")
    chip.setCheckable(True)
    chip.setCursor(Qt.CursorShape.PointingHandCursor)
    return chip


def _imported_choices(code: str) -> list[tuple[object, str]]:
    """What the import just looked at did; there is no such filter else."""
    found = imported_by(code)
    if found is None:
        return []
    _kind, batch = found
    return [(f"new:{batch}", _("New by it")), (f"changed:{batch}", _("Changed by it"))]


def _bought_choices() -> list[tuple[object, str]]:
    return [(code, _bought_text(code)) for code in BOUGHT]


def _bought_text(code: str) -> str:
    days = last_contact_days(code)
    if code == "owing":
        return _("Owes money")
    if code == "never":
        return _("Never bought")
    if code.startswith("within"):
        told = ngettext("Ordered in the last {n} day", "Ordered in the last {n} days", days)
    else:
        told = ngettext("No order for {n} day", "No order for {n} days", days)
    return told.format(n=days)


def _last_contact_choices() -> list[tuple[object, str]]:
    return [(code, _last_contact_text(code)) for code in LAST_CONTACT]


def _last_contact_text(code: str) -> str:
    days = last_contact_days(code)
    if code == "never":
        return _("Never contacted")
    if code.startswith("within"):
        return ngettext("In the last {n} day", "In the last {n} days", days).format(n=days)
    return ngettext("Not for {n} day", "Not for {n} days", days).format(n=days)


def _follow_up_choices() -> list[tuple[object, str]]:
    texts = {
        "overdue": _("Overdue"),
        "today": _("Due today or overdue"),
        "week": _("Due within 7 days"),
        "any": _("Any follow-up"),
        "none": _("No follow-up"),
    }
    return [(code, texts[code]) for code in FOLLOW_UP]
