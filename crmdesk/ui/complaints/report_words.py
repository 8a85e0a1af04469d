"""The report on complaints as charts and as tables: for the screen, for paper, for Excel."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.models.complaints.report import GROUPS, Figures, Report
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.kit.charts import Chart, Series
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.reports.kind import Cell, Table, Tile


def group_title(code: str) -> str:
    """By cause, by product, by staff."""
    return {
        "cause": _("By cause"),
        "product": _("By product"),
        "staff": _("By staff"),
    }[code]


def tiles(report: Report) -> list[Tile]:
    """The first glance: caption, number, a word below."""
    total = report.total
    return [
        (
            _("Complaints"),
            f"{total.complaints:,}",
            _("{n} still open").format(n=total.complaints - total.closed),
        ),
        (
            _("First response"),
            _hours(total.response_hours),
            _("{percent} in time").format(percent=_percent(total.response_kept)),
        ),
        (
            _("Solved after"),
            _days(total.resolution_days),
            _("{percent} in time").format(percent=_percent(total.resolution_kept)),
        ),
        (
            _("Satisfaction"),
            "—" if total.score is None else f"{total.score:.1f} / 5",
            _("{percent} at the first call-back").format(percent=_percent(total.satisfied)),
        ),
        (
            _("Complained again"),
            f"{total.repeats:,}",
            _("within half a year"),
        ),
        (
            _("Cost"),
            say_money(total.cost, report.currency),
            _("{n} not reached").format(n=total.unreachable),
        ),
    ]


def charts(report: Report) -> list[Chart]:
    """The pictures: by month how many, how quick, how satisfied; by cause, product, staff."""
    return [*_by_month(report), *(_ranks(code, report.groups[code][:8]) for code in GROUPS)]


def _by_month(report: Report) -> list[Chart]:
    months, labels = report.months, tuple(_month(month.name) for month in report.months)
    received = Series(
        pgettext("report", "Received"), tuple(float(month.complaints) for month in months)
    )
    again = Series(_("Complained again"), tuple(float(month.repeats) for month in months))
    response = Series(_("First response"), _hundred([m.response_kept for m in months]), "%")
    solution = Series(
        pgettext("clock", "Solution"), _hundred([m.resolution_kept for m in months]), "%"
    )
    score = Series(_("Satisfaction"), tuple(month.score for month in months), digits=1)
    return [
        Chart("bars", _("Complaints by month"), labels, (received, again)),
        Chart("lines", _("In time, percent"), labels, (response, solution), 100),
        Chart("lines", _("Satisfaction, 1 to 5"), labels, (score,), 5),
    ]


def _ranks(code: str, rows: Sequence[Figures]) -> Chart:
    counts = Series(_("Complaints"), tuple(float(row.complaints) for row in rows))
    return Chart("ranks", group_title(code), tuple(map(_named, rows)), (counts,))


def tables(report: Report) -> list[Table]:
    """The numbers of all pictures and more: by month, cause, product, staff."""
    found = [_table(_("By month"), [*report.months, report.total], report)]
    found += [_table(group_title(code), report.groups[code], report) for code in GROUPS]
    return found


def _table(title: str, rows: Sequence[Figures], report: Report) -> Table:
    names = [_("All") if row is report.total else _named(row) for row in rows]
    return Table(
        title,
        (title, *_header()),
        tuple((name, *_cells(row)) for name, row in zip(names, rows, strict=True)),
        tuple((name, *_said(row, report.currency)) for name, row in zip(names, rows, strict=True)),
    )


def _header() -> list[str]:
    return [
        _("Complaints"),
        pgettext("complaint", "Closed"),
        _("First response, hours"),
        _("First response in time, %"),
        _("Solved after, days"),
        _("Solved in time, %"),
        _("Satisfaction"),
        _("Complained again"),
        _("Not reached"),
        _("Cost"),
    ]


def _cells(row: Figures) -> list[Cell]:
    return [
        float(row.complaints),
        float(row.closed),
        _round(row.response_hours, 1),
        _in_hundred(row.response_kept),
        _round(row.resolution_days, 1),
        _in_hundred(row.resolution_kept),
        _round(row.score, 2),
        float(row.repeats),
        float(row.unreachable),
        row.cost / 100,
    ]


def _said(row: Figures, currency: str) -> list[str]:
    return [
        f"{row.complaints:,}",
        f"{row.closed:,}",
        "—" if row.response_hours is None else f"{row.response_hours:.1f}",
        _percent(row.response_kept),
        "—" if row.resolution_days is None else f"{row.resolution_days:.1f}",
        _percent(row.resolution_kept),
        "—" if row.score is None else f"{row.score:.1f}",
        f"{row.repeats:,}",
        f"{row.unreachable:,}",
        say_money(row.cost, currency),
    ]


def _named(row: Figures) -> str:
    """A month, a cause …; where nobody wrote one, that."""
    if len(row.name) == 7 and row.name[4] == "-" and row.name[:4].isdigit():
        return _month(row.name)
    return row.name or _("(not said)")


def _month(name: str) -> str:
    year, month = name.split("-")
    return f"{year[2:]}-{month}"


def _hundred(shares: Sequence[float | None]) -> tuple[float | None, ...]:
    return tuple(None if share is None else share * 100 for share in shares)


def _in_hundred(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share * 100:.0f}%"


def _hours(hours: float | None) -> str:
    return "—" if hours is None else pgettext("report", "{n} h").format(n=f"{hours:.1f}")


def _days(days: float | None) -> str:
    return "—" if days is None else pgettext("report", "{n} days").format(n=f"{days:.1f}")


def _round(number: float | None, digits: int) -> float | None:
    return None if number is None else round(number, digits)
