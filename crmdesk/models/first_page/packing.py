"""A page as JSON and back: days, instants and the dataclasses a page is made of, by name."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from typing import Any

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.due import Reading
from crmdesk.models.care.greeting import Greeting, Way
from crmdesk.models.first_page.page import Facts, FirstPage
from crmdesk.models.masking.settings import PrivacySettings
from crmdesk.models.office.entries import Named
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.today.rows import Section, TodayPage, TodayRow, WeekDay

_CLASSES: dict[str, type[Any]] = {
    one.__name__: one
    for one in (
        Birthday, Facts, FirstPage, Greeting, Named, OfficeSettings, PrivacySettings, Reading,
        Section, TodayPage, TodayRow, Way, WeekDay,
    )
}  # fmt: skip
_IS = "is"


def pack(page: FirstPage) -> Any:
    """JSON-ready; what has its default is left out."""
    return _packed(page)


def unpack(text: str) -> FirstPage:
    """The reverse of `pack` for its JSON, sequences as tuples.

    Raises KeyError, TypeError, ValueError, OverflowError or RecursionError for what another
    program wrote otherwise.
    """
    page = json.loads(text, object_hook=_unpacked)
    if not isinstance(page, FirstPage):
        raise TypeError("no page")
    return page


def shape() -> str:
    """The names of all fields, as JSON: another program's page may have others."""
    return json.dumps({name: [one.name for one in fields(kind)] for name, kind in _CLASSES.items()})


def _packed(value: Any) -> Any:
    if isinstance(value, datetime):
        return {_IS: "datetime", "at": value.isoformat()}
    if isinstance(value, date):
        return {_IS: "date", "at": value.isoformat()}
    if isinstance(value, timedelta):
        return {_IS: "timedelta", "for": [value.days, value.seconds, value.microseconds]}
    if isinstance(value, tuple | list):
        return [_packed(one) for one in value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    told = {
        field.name: _packed(getattr(value, field.name))
        for field in fields(value)
        if getattr(value, field.name) != field.default
    }
    return {_IS: type(value).__name__, **told}


def _unpacked(told: dict[str, Any]) -> Any:
    kind = told.pop(_IS)
    if kind == "date":
        return date.fromisoformat(told["at"])
    if kind == "datetime":
        return datetime.fromisoformat(told["at"])
    if kind == "timedelta":
        return timedelta(*told["for"])
    if kind not in _CLASSES:
        raise ValueError(kind)
    return _CLASSES[kind](**{name: _tupled(value) for name, value in told.items()})


def _tupled(value: Any) -> Any:
    return tuple(map(_tupled, value)) if type(value) is list else value
