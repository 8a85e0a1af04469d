"""The form of one day off, and the window that takes a notice pasted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from crmdesk.models.calendar.holiday_names import holiday_text
from crmdesk.models.calendar.holiday_text import ReadHolidays, read_holidays
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.office.holidays import HolidayDraft, HolidayRow
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import short_day
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.date_field import DateField

_LONGEST = 200_000  # characters of a text that is looked at
_MOST = 12  # days named in the preview


class HolidayDialog(FormDialog):
    """A day off, or one worked although it is a weekend or a holiday."""

    def __init__(
        self, today: Callable[[], date], row: HolidayRow | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Day off") if row else _("New day off"), parent)
        self.setObjectName("holiday_dialog")
        self.day = DateField(today, row.day if row else None)
        self.kind = ChoiceRow([(False, kind_text(works=False)), (True, kind_text(works=True))])
        self.kind.set_value(row.works if row else False)
        self.name = QLineEdit(holiday_text(row.name) if row else "")
        self.add_field("day", _("&Day"), self.day)
        self.add_field("kind", pgettext("holiday", "&Kind"), self.kind)
        self.add_field("name", pgettext("holiday", "&Name"), self.name)
        self.ready()

    def draft(self) -> HolidayDraft:
        return HolidayDraft(self.day.day(), self.name.text(), self.kind.value() is True)


@dataclass(frozen=True, slots=True)
class PastedDraft:
    """What was understood of a text."""

    read: ReadHolidays

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        return {} if self.read.days else {"text": "holiday.none"}


class PasteDialog(FormDialog):
    """The text at the top, what was understood of it below, at every key."""

    def __init__(self, text: str, year: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Take over days off"), parent)
        self.setObjectName("holiday_paste")
        self.setMinimumWidth(640)
        self._year = year
        self.text = QPlainTextEdit(text)
        self.text.setMinimumHeight(190)
        self.text.setPlaceholderText(
            _("The notice of the State Council, rows of day and name, or an .ics calendar")
        )
        self.preview = label("", "secondary", wrap=True)
        self.preview.setObjectName("holiday_preview")
        self.add_field("text", _("&Text"), self.text)
        self.add_wide(self.preview)
        self.save_button.setText(_("Take over"))
        self.text.textChanged.connect(self._show)
        self.ready()
        self._show()

    @staticmethod
    def understands(text: str, year: int) -> bool:
        """Whether there are days off in a text."""
        return bool(text) and len(text) < _LONGEST and bool(read_holidays(text, year).days)

    def draft(self) -> PastedDraft:
        return PastedDraft(read_holidays(self.text.toPlainText(), self._year))

    def _show(self) -> None:
        self.preview.setText(say_read(self.draft().read))


def say_read(read: ReadHolidays) -> str:
    """What was understood, in two or three lines."""
    off = [special for special in read.days if not special.works]
    works = [special for special in read.days if special.works]
    lines = [
        ngettext("{n} day off: {days}", "{n} days off: {days}", len(off)).format(
            n=len(off), days=_days([special.day for special in off])
        ),
        ngettext("{n} make-up day: {days}", "{n} make-up days: {days}", len(works)).format(
            n=len(works), days=_days([special.day for special in works])
        ),
    ]
    years = sorted({special.day.year for special in read.days})
    if years:
        lines.append(_("Year: {years}").format(years=pgettext("list", ", ").join(map(str, years))))
    if read.left:
        lines.append(_("Not understood: {text}").format(text=" | ".join(read.left[:3])))
    return "\n".join(lines)


def kind_text(*, works: bool) -> str:
    """休 or 班."""
    return pgettext("holiday", "Work day") if works else pgettext("holiday", "Day off")


def _days(days: list[date]) -> str:
    shown = [short_day(day) for day in days[:_MOST]]
    return pgettext("list", ", ").join([*shown, "…"] if len(days) > _MOST else shown)
