"""Where an office is at home."""

import pytest

from crmdesk.models.office.homes import at_home_in, guess_country
from crmdesk.models.office.profile import OfficeSettings


@pytest.mark.parametrize(
    ("locales", "zone", "language", "country"),
    [
        (["zh-Hant-TW"], "Europe/Berlin", "zh_TW", "TW"),
        (["zh_HK.UTF-8"], "Asia/Shanghai", "zh_TW", "HK"),
        (["en-US", "zh-Hans-CN"], "Asia/Taipei", "en", "CN"),
        (["en_US"], "Asia/Macau", "en", "MO"),
        (["C"], "Etc/UTC", "zh_TW", "TW"),
        ([], "", "zh_CN", "CN"),
    ],
)
def test_that_the_country_is_guessed_from_locale_zone_and_language(
    locales: list[str], zone: str, language: str, country: str
) -> None:
    assert guess_country(locales, zone, language) == country


def test_that_a_country_brings_its_zone_and_currency() -> None:
    office = at_home_in("TW", OfficeSettings(name="Yun"))
    assert office == OfficeSettings("Yun", "TW", "", "Asia/Taipei", "TWD")
