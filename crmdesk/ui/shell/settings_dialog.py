"""Settings: how it looks on this computer, and the office's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from crmdesk.models.core.i18n import LANGUAGE_NAMES, LANGUAGES, N_, _, language
from crmdesk.models.core.settings import Settings
from crmdesk.models.office.homes import CURRENCIES, ZONES
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.theme import SCALES
from crmdesk.ui.kit.widgets.buttons import PlainButton

# The cities zones are named after, as far as our users live there.
CITIES = {
    "Asia/Shanghai": N_("Beijing"),
    "Asia/Taipei": N_("Taipei"),
    "Asia/Hong_Kong": N_("Hong Kong"),
    "Asia/Macau": N_("Macau"),
    "Asia/Urumqi": N_("Urumqi"),
    "Asia/Singapore": N_("Singapore"),
    "Asia/Kuala_Lumpur": N_("Kuala Lumpur"),
    "Asia/Bangkok": N_("Bangkok"),
    "Asia/Ho_Chi_Minh": N_("Ho Chi Minh City"),
    "Asia/Tokyo": N_("Tokyo"),
    "Asia/Dubai": N_("Dubai"),
    "Australia/Sydney": N_("Sydney"),
    "Europe/Berlin": N_("Berlin"),
    "Europe/London": N_("London"),
    "America/New_York": N_("New York"),
    "America/Los_Angeles": N_("Los Angeles"),
    "America/Vancouver": N_("Vancouver"),
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """All that the dialog sets."""

    settings: Settings
    office: OfficeSettings
    my_name: str

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        found: dict[str, str] = {}
        if not self.my_name.strip():
            found["my_name"] = "staff.name.empty"
        code = self.office.area_code
        if code and not (code.isdigit() and 2 <= len(code) <= 4):
            found["area_code"] = "office.area_code.bad"
        return found


class SettingsDialog(FormDialog):
    """Submits Preferences; what it does not show is kept as it was."""

    notices_asked = Signal()

    def __init__(self, now: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(_("Settings"), parent)
        self.setObjectName("settings")
        self._now = now
        self.add_wide(_heading(_("On this computer")))
        self.language = _box([(name, LANGUAGE_NAMES[name]) for name in LANGUAGES], language())
        self.theme = _box(
            [("system", _("Like the system")), ("light", _("Light")), ("dark", _("Dark"))],
            now.settings.theme,
        )
        self.density = _box(
            [("comfortable", _("Comfortable")), ("compact", _("Compact"))], now.settings.density
        )
        self.scale = _box([(scale, f"{scale} %") for scale in SCALES], now.settings.scale)
        self.add_field("language", _("&Language"), self.language)
        self.add_field("theme", _("&Theme"), self.theme)
        self.add_field("density", _("&Row height"), self.density)
        self.add_field("scale", _("Si&ze"), self.scale, _("Shows after a restart."))
        more = PlainButton(_("Notices…"), "bell")
        more.clicked.connect(self._leave_for_notices)
        self.add_field("notices", _("Notices"), more)
        self._add_office(now)
        self.ready()

    def draft(self) -> Preferences:
        settings = replace(
            self._now.settings,
            language=self._language(),
            theme=self.theme.currentData(),
            density=self.density.currentData(),
            scale=self.scale.currentData(),
        )
        country = self.country.currentData()
        office = replace(
            self._now.office,
            name=self.office_name.text().strip(),
            country=country,
            area_code=self.area_code.text().strip(),
            zone=self.zone.currentData(),
            currency=CURRENCIES[country],
        )
        return Preferences(settings, office, self.my_name.text().strip())

    def _leave_for_notices(self) -> None:
        """They have a dialog of their own."""
        self.finished.connect(lambda _result: self.notices_asked.emit())
        self.reject()

    def _language(self) -> str | None:
        """Chosen, or still the system's: only a choice is written down."""
        chosen: str = self.language.currentData()
        return self._now.settings.language if chosen == language() else chosen

    def _add_office(self, now: Preferences) -> None:
        self.add_wide(_heading(_("The office")))
        self.my_name = QLineEdit(now.my_name)
        self.office_name = QLineEdit(now.office.name)
        self.country = _box(
            [("CN", _("Mainland China")), ("TW", _("Taiwan")), ("HK", _("Hong Kong")),
             ("MO", _("Macau"))],
            now.office.country,
        )  # fmt: skip
        self.area_code = QLineEdit(now.office.area_code)
        zones = dict.fromkeys((*CITIES, now.office.zone))
        self.zone = _box(
            [(zone, _(CITIES[zone]) if zone in CITIES else zone) for zone in zones],
            now.office.zone,
        )
        self.add_field("my_name", _("My &name"), self.my_name, _("Shown with what you do."))
        self.add_field("office_name", _("&Office name"), self.office_name)
        self.add_field("country", _("&Country or region"), self.country)
        self.add_field(
            "area_code", _("&Area code"), self.area_code, _("For landlines typed without one.")
        )
        self.add_field("zone", _("T&ime zone"), self.zone)
        self.country.currentIndexChanged.connect(self._on_country)

    def _on_country(self) -> None:
        """Another country brings its time zone, unless an unusual one was chosen."""
        if self.zone.currentData() in ZONES.values():
            zone = ZONES[self.country.currentData()]
            self.zone.setCurrentIndex(self.zone.findData(zone))


def _heading(text: str) -> QLabel:
    made = label(text, "heading")
    made.setContentsMargins(0, 12, 0, 6)
    return made


def _box(choices: Sequence[tuple[object, str]], current: object) -> QComboBox:
    box = QComboBox()
    for value, text in choices:
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(current), 0))
    return box
