"""Where an office is at home: what its country brings along, and a guess of the country."""

from collections.abc import Iterable
from dataclasses import replace

from crmdesk.models.office.profile import OfficeSettings

ZONES = {"CN": "Asia/Shanghai", "TW": "Asia/Taipei", "HK": "Asia/Hong_Kong", "MO": "Asia/Macau"}
CURRENCIES = {"CN": "CNY", "TW": "TWD", "HK": "HKD", "MO": "MOP"}


def at_home_in(country: str, office: OfficeSettings | None = None) -> OfficeSettings:
    """The office with the zone and currency of that country."""
    return replace(
        office or OfficeSettings(),
        country=country,
        zone=ZONES[country],
        currency=CURRENCIES[country],
    )


def guess_country(locales: Iterable[str], zone: str, language: str) -> str:
    """From the system's locales (zh_TW, zh-Hant-HK), else its time zone, else the language."""
    for name in locales:
        parts = name.split(".")[0].replace("-", "_").upper().split("_")
        for part in parts[1:]:
            if part in ZONES:
                return part
    for country, known in ZONES.items():
        if zone == known:
            return country
    return "TW" if language == "zh_TW" else "CN"
