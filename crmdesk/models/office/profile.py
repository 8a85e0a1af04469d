"""What every screen has to know of the office; stored by `settings.py`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """country decides numbers, dates and forms (CN, TW, HK, MO); zone an IANA time zone name."""

    name: str = ""
    country: str = "CN"
    area_code: str = ""
    zone: str = "Asia/Shanghai"
    currency: str = "CNY"
