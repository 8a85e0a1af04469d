"""Asks before a person is erased: what goes, what stays, how long backups keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from crmdesk.models.backups.rotation import MONTHS
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.personal_copy.gather import title_of
from crmdesk.models.privacy.erasure import Outlook
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.labels import label

if TYPE_CHECKING:
    from crmdesk.ui.kit.jobs import Job

_NAMED = 8
"""So many kinds of data are named with their number."""


@dataclass(frozen=True, slots=True)
class ErasureDraft:
    """`typed` must be the `name`; `remember`: no import brings her back."""

    name: str
    typed: str
    remember: bool = True

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        return {} if _letters(self.typed) == _letters(self.name) else {"typed": "erase.name"}


class EraseDialog(FormDialog):
    """The button is free once the name is typed; `until` is the day the last backup expires,
    `beside` are copies that no rule ever deletes, `away` is a folder of backups out of reach."""

    def __init__(
        self,
        outlook: Outlook,
        until: date | None,
        keep_years: int,
        beside: Sequence[str] = (),
        away: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Erase for good"), parent)
        self.setObjectName("erase_dialog")
        self._name = outlook.name
        self.typed = QLineEdit()
        self.remember = QCheckBox(_("Do not let an import bring her back"))
        self.remember.setChecked(True)
        self.save_button.setText(_("Erase for good"))
        self.save_button.setProperty("role", "danger")
        head = label(_("Erase “{name}” ({number})?").format(
            name=outlook.name, number=outlook.number), "heading", wrap=True)  # fmt: skip
        self.add_wide(head)
        self.add_wide(_points([*_sentences(outlook, keep_years), *_copies(until, beside, away)]))
        self.add_field(
            "remember", "", self.remember,
            _("What stays is no name or number, only a keyed fingerprint to know her again by."),
        )  # fmt: skip
        self.add_field("typed", _("&Type the name to confirm"), self.typed)
        self.ready()
        self.typed.setFocus()

    def wait_for(self, job: Job, then: Callable[[Any], None] | None = None) -> None:
        """A large file takes a minute to be written anew."""
        self.save_button.setText(_("Erasing…"))
        self.save_button.setEnabled(False)
        super().wait_for(job, then)

    def refuse(self, error: BaseException) -> None:
        """It was not erased; one may try again."""
        self.save_button.setText(_("Erase for good"))
        self.save_button.setEnabled(True)
        super().refuse(error)

    def draft(self) -> ErasureDraft:
        return ErasureDraft(self._name, self.typed.text(), self.remember.isChecked())


def _letters(name: str) -> str:
    """Of a name what every keyboard has: no flowers, middle dots or kinds of brackets, unless it
    is made of nothing else."""
    key = normalise(name)
    return "".join(sign for sign in key if sign.isalnum()) or "".join(key.split())


def last_backup_gone(newest: date) -> date:
    """The day after which no backup made so far is kept any more: the last of a month is kept for
    a year of months."""
    months = newest.year * 12 + newest.month - 1 + MONTHS
    return date(months // 12, months % 12 + 1, 1)


def _sentences(outlook: Outlook, keep_years: int) -> Iterator[str]:
    """What happens, one sentence a line."""
    counted = sorted(outlook.gone.items(), key=lambda one: -one[1])
    names = [
        _("{what}: {n}").format(what=title_of(table), n=f"{count:,}")
        for table, count in counted[:_NAMED]
    ]
    if names:
        told = pgettext("list", ", ").join(names)
        yield _("Deleted with all that belongs to it: {what}").format(what=told)
    yield from _what_stays(outlook, keep_years)
    yield ngettext(
        "{n} line of the journal is deleted too, and the freed places of the file are overwritten.",
        "{n} lines of the journal are deleted too, and the freed places of the file are"
        " overwritten.",
        outlook.lines,
    ).format(n=f"{outlook.lines:,}")
    yield _("This cannot be undone.")


def _copies(until: date | None, beside: Sequence[str], away: str) -> Iterator[str]:
    """Where else it still stands."""
    if away:
        yield _(
            "The backup folder {path} is not there now. Backups in it still hold it, and are"
            " deleted with time when it is there again."
        ).format(path=away)
    if until is not None:
        yield _(
            "Backups made until now still hold it. The last of them is deleted by itself by {day};"
            " copies you put elsewhere are yours to delete."
        ).format(day=until.isoformat())
    else:
        yield _("Copies and files exported before are yours to delete.")
    if beside:
        yield _(
            "Copies made before an update of crmdesk lie beside the database and hold it, too:"
            " {files}. Delete them when you need them no more."
        ).format(files=pgettext("list", ", ").join(beside))


def _what_stays(outlook: Outlook, keep_years: int) -> Iterator[str]:
    if outlook.stays_with:
        yield _(
            "What was done with {company} stays: her name and numbers are taken out of its texts."
            " Files kept there are not looked into."
        ).format(company=outlook.stays_with)
    if outlook.orders_kept:
        yield ngettext(
            "{n} order of the last {years} years stays with its sums, under “{label}”: without"
            " name, address or notes.",
            "{n} orders of the last {years} years stay with their sums, under “{label}”: without"
            " name, address or notes.",
            outlook.orders_kept,
        ).format(
            n=outlook.orders_kept, years=keep_years,
            label=_("Deleted customer {number}").format(number=outlook.number),
        )  # fmt: skip


def _points(sentences: list[str]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 4, 0, 8)
    column.setSpacing(6)
    for number, sentence in enumerate(sentences):
        line: QLabel = label(f"• {sentence}", wrap=True)
        line.setObjectName(f"erase_point_{number}")
        column.addWidget(line)
    return holder
