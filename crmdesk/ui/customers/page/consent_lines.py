"""Whether she may be contacted, channel by channel: yes, no, or nobody asked."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QWidget

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.consents import record_consent
from crmdesk.models.customers.page_rows import ConsentRow, CustomerPage
from crmdesk.models.customers.rules import CONSENT_CHANNELS, consent_channel_text, consent_channels
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.pill_button import PillButton
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.inplace import LABEL_WIDTH
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import full_day


class ConsentLines(QWidget):
    """A line for each channel; how she said so is asked with the answer."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(2, 1)
        self._buttons: dict[str, PillButton] = {}
        self._captions: dict[str, QLabel] = {}
        self._notes = {channel: label("", "muted", wrap=True) for channel in CONSENT_CHANNELS}
        for row, channel in enumerate(CONSENT_CHANNELS):
            name = consent_channel_text(channel)
            button = PillButton(name, partial(self._fill, channel))
            button.setObjectName(f"consent_{channel}")
            self._buttons[channel] = button
            self._captions[channel] = label(name, "secondary")
            grid.addWidget(self._captions[channel], row, 0)
            grid.addWidget(button, row, 1)
            grid.addWidget(self._notes[channel], row, 2)

    def show_page(self, page: CustomerPage) -> None:
        """The newest answer for each channel; earlier ones in the tool tip."""
        usual = consent_channels(self._context.office.country)
        for channel, button in self._buttons.items():
            rows = [row for row in page.consents if row.channel == channel]
            newest = rows[0] if rows else None
            asked = newest is not None or channel in usual
            for widget in (self._captions[channel], button, self._notes[channel]):
                widget.setVisible(asked)
            button.show_choice(_state(newest), _tone(newest))
            self._notes[channel].setText(self._note(newest) if newest else "")
            earlier = [f"{_state(row)} {self._note(row)}" for row in rows]
            self._notes[channel].setToolTip("\n".join(earlier))

    def _note(self, row: ConsentRow) -> str:
        day = full_day(local_day(row.at, self._context.zone))
        return " · ".join(part for part in (day, row.how, row.staff) if part)

    def _fill(self, channel: str, menu: QMenu) -> None:
        for given, text in ((True, _("Agreed")), (False, _("Refused"))):
            how_menu = QMenu(text, menu)
            for how in _hows():
                action = QAction(how, how_menu)
                action.triggered.connect(
                    lambda _on=False, how=how, given=given: self._store(channel, how, given=given)
                )
                how_menu.addAction(action)
            menu.addMenu(how_menu)

    def _store(self, channel: str, how: str, *, given: bool) -> None:
        customer, now = self._context.customer_id, self._context.now()
        job = self._context.write(
            "customer.consent",
            lambda session: record_consent(
                session, customer, channel, given=given, how=how, now=now
            ),
        )
        failing_to(self, job)


def _hows() -> tuple[str, ...]:
    return (
        pgettext("consent", "on the phone"),
        pgettext("consent", "in person"),
        pgettext("consent", "by message"),
        pgettext("consent", "in writing"),
    )


def _state(row: ConsentRow | None) -> str:
    if row is None:
        return _("Not asked")
    return _("Agreed") if row.given else _("Refused")


def _tone(row: ConsentRow | None) -> str:
    if row is None:
        return "neutral"
    return "green" if row.given else "red"
