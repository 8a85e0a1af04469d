"""The report on questionnaires as charts and as tables."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.surveys.report import GROUPS, Figures, Report
from crmdesk.models.surveys.rules import channel_text, say_nps
from crmdesk.ui.kit.charts import Chart, Series
from crmdesk.ui.kit.reports.kind import Cell, Table, Tile


def tiles(report: Report) -> list[Tile]:
    """The first glance: caption, number, a word below."""
    total = report.total
    scored = total.promoters + total.passives + total.detractors
    return [
        (
            _("Answers"),
            f"{total.responses:,}",
            _("{n} would not answer").format(n=total.declined),
        ),
        (
            _("Satisfaction"),
            "—" if total.csat is None else f"{total.csat:.1f} / 5",
            _("{percent} satisfied").format(percent=_percent(total.satisfied)),
        ),
        (
            _("NPS"),
            say_nps(total.nps) or "—",
            _("of {n} who were asked").format(n=scored),
        ),
        (
            _("Not content"),
            f"{total.low:,}",
            _("NPS up to 6, satisfaction up to 2"),
        ),
    ]


def charts(report: Report) -> list[Chart]:
    """By month: how satisfied, who recommends, how many; by staff and product."""
    months = report.months
    labels = tuple(_month(month.name) for month in months)
    satisfied = Series(_("Satisfaction"), tuple(month.csat for month in months), digits=1)
    yes = Series(_("Promoters (9–10)"), _shares(months, "promoters"), "%")
    no = Series(_("Detractors (0–6)"), _shares(months, "detractors"), "%")
    count = Series(_("Answers"), tuple(float(month.responses) for month in months))
    return [
        Chart("lines", _("Satisfaction, 1 to 5"), labels, (satisfied,), 5),
        Chart("lines", _("Who recommends us, percent"), labels, (yes, no), 100),
        Chart("bars", _("Answers by month"), labels, (count,)),
        _ranks(_("Satisfaction by staff"), report.groups["staff"]),
        _ranks(_("Satisfaction by product"), report.groups["product"]),
    ]


def tables(report: Report) -> list[Table]:
    """The numbers of all pictures and more."""
    titles = {
        "staff": _("By staff"),
        "product": _("By product"),
        "questionnaire": _("By questionnaire"),
        "channel": _("By channel"),
    }
    found = [_table(_("By month"), [*report.months, report.total], report)]
    return found + [_table(titles[code], report.groups[code], report) for code in GROUPS]


def _ranks(title: str, rows: Sequence[Figures]) -> Chart:
    scored = [row for row in rows if row.csat is not None][:8]
    scores = Series(_("Satisfaction"), tuple(row.csat for row in scored), digits=1)
    return Chart("ranks", title, tuple(row.name for row in scored), (scores,))


def _shares(months: Sequence[Figures], name: str) -> tuple[float | None, ...]:
    found: list[float | None] = []
    for month in months:
        scored = month.promoters + month.passives + month.detractors
        found.append(100 * getattr(month, name) / scored if scored else None)
    return tuple(found)


def _table(title: str, rows: Sequence[Figures], report: Report) -> Table:
    header = (
        title,
        _("Answers"),
        _("Satisfaction"),
        _("Satisfied"),
        _("NPS"),
        _("Promoters"),
        _("Passives"),
        _("Detractors"),
        _("Not content"),
        pgettext("survey", "Would not answer"),
    )
    cells = []
    for row in rows:
        name = _("All") if row is report.total else channel_text(row.name)
        satisfied = None if row.satisfied is None else round(100 * row.satisfied)
        csat = None if row.csat is None else round(row.csat, 2)
        cells.append(
            (name, row.responses, csat, satisfied, row.nps, row.promoters, row.passives,
             row.detractors, row.low, row.declined)
        )  # fmt: skip
    return Table(title, header, tuple(cells), tuple(map(_said, cells)))


def _said(row: tuple[Cell, ...]) -> tuple[str, ...]:
    name, responses, csat, satisfied, nps, *rest = row
    return (
        str(name),
        f"{responses:,}",
        "" if csat is None else f"{csat:.1f}",
        "" if satisfied is None else f"{satisfied}%",
        say_nps(nps if isinstance(nps, int) else None),
        *(f"{number:,}" if number else "" for number in rest),
    )


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{100 * share:.0f}%"


def _month(name: str) -> str:
    """1 to 12, January with its year."""
    year, month = name.split("-")
    return f"{year[2:]}/{int(month)}" if month == "01" else str(int(month))
