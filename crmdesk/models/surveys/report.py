"""CSAT and NPS over time, by staff, by product, by questionnaire."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from statistics import mean

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import office_zone
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Questionnaire, Staff, SurveyResponse
from crmdesk.models.surveys.rules import HIGH_CSAT, HIGH_NPS, LOW_NPS, is_low

GROUPS = ("staff", "product", "questionnaire", "channel")


@dataclass(frozen=True, slots=True)
class Figures:
    """What is said of a number of responses; None where nobody was asked it.

    `csat` is the mean from 1 to 5, `satisfied` the share of 4 and 5; `nps` from −100 to 100.
    """

    name: str
    responses: int
    csat: float | None
    satisfied: float | None
    nps: int | None
    promoters: int
    passives: int
    detractors: int
    low: int
    declined: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything answered from `first` to `last`, and the same by month, staff, product …"""

    first: date
    last: date
    total: Figures
    months: tuple[Figures, ...]
    groups: dict[str, tuple[Figures, ...]]


@dataclass(frozen=True, slots=True)
class _Said:
    month: str
    staff: str
    product: str
    questionnaire: str
    channel: str
    declined: bool
    csat: int | None
    nps: int | None


def load_report(
    session: Session,
    first: date,
    last: date,
    *,
    staff_id: int | None = None,
    questionnaire_id: int | None = None,
) -> Report:
    """Read every response finished in these days, both included."""
    zone = office_zone(load_office(session).zone)
    said = _said(session, first, last, zone, staff_id, questionnaire_id)
    months = list(_months(first, last))
    return Report(
        first,
        last,
        _figures("", said),
        tuple(_figures(month, [one for one in said if one.month == month]) for month in months),
        {
            "staff": _grouped(said, lambda one: one.staff),
            "product": _grouped(said, lambda one: one.product),
            "questionnaire": _grouped(said, lambda one: one.questionnaire),
            "channel": _grouped(said, lambda one: one.channel),
        },
    )


def _said(
    session: Session,
    first: date,
    last: date,
    zone: tzinfo,
    staff_id: int | None,
    questionnaire_id: int | None,
) -> list[_Said]:
    begin = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    query = (
        select(
            SurveyResponse.finished_at, func.coalesce(Staff.name, "").label("staff"),
            SurveyResponse.product, Questionnaire.name, SurveyResponse.channel,
            SurveyResponse.status,
            SurveyResponse.csat, SurveyResponse.nps,
        )
        .join(Questionnaire, Questionnaire.id == SurveyResponse.questionnaire_id)
        .outerjoin(Staff, Staff.id == SurveyResponse.staff_id)
        .where(
            SurveyResponse.status.in_(("done", "declined")),
            SurveyResponse.finished_at >= begin,
            SurveyResponse.finished_at < end,
        )
        .order_by(SurveyResponse.finished_at)
    )  # fmt: skip
    if staff_id is not None:
        query = query.where(SurveyResponse.staff_id == staff_id)
    if questionnaire_id is not None:
        query = query.where(SurveyResponse.questionnaire_id == questionnaire_id)
    return [
        _Said(
            f"{row.finished_at.astimezone(zone):%Y-%m}",
            row.staff,
            row.product,
            row.name,
            row.channel,
            row.status == "declined",
            row.csat,
            row.nps,
        )
        for row in session.execute(query)
        if row.finished_at is not None
    ]


def _figures(name: str, said: Iterable[_Said]) -> Figures:
    rows = list(said)
    asked = [one for one in rows if not one.declined]
    csat = [one.csat for one in asked if one.csat is not None]
    nps = [one.nps for one in asked if one.nps is not None]
    promoters = sum(score >= HIGH_NPS for score in nps)
    detractors = sum(score <= LOW_NPS for score in nps)
    return Figures(
        name,
        len(asked),
        mean(csat) if csat else None,
        sum(score >= HIGH_CSAT for score in csat) / len(csat) if csat else None,
        round(100 * (promoters - detractors) / len(nps)) if nps else None,
        promoters,
        len(nps) - promoters - detractors,
        detractors,
        sum(is_low(one.csat, one.nps) for one in asked),
        len(rows) - len(asked),
    )


def _grouped(said: Iterable[_Said], name_of: Callable[[_Said], str]) -> tuple[Figures, ...]:
    """By name, the one with most responses first; who has none is left out."""
    groups: dict[str, list[_Said]] = {}
    for one in said:
        groups.setdefault(name_of(one), []).append(one)
    found = [_figures(name, rows) for name, rows in groups.items() if name]
    return tuple(sorted(found, key=lambda one: (-one.responses, one.name)))


def _months(first: date, last: date) -> Iterable[str]:
    month = first.replace(day=1)
    while month <= last:
        yield f"{month:%Y-%m}"
        month = (month + timedelta(days=32)).replace(day=1)
