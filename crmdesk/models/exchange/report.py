"""What an import did or would do, told to scripts as JSON and to people in lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.core.messages import message
from crmdesk.models.exchange.planning.outcomes import joined, outcome_text, skipped_rows
from crmdesk.models.exchange.planning.plan import Plan
from crmdesk.models.exchange.problem_rows import problem_keys
from crmdesk.models.exchange.records.understood import Problem
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.vocabulary.synonyms import IDENTITY, IGNORED

MOST_PROBLEMS = 20
"""As many are told to people; scripts get all."""
_FORMATS = {"xls5": "xls"}


def report_json(plan: Plan, file: str, change_set: int | None) -> dict[str, Any]:
    """The report of architecture §5; absent values are null."""
    return {
        "file": file,
        "format": _FORMATS.get(plan.format, plan.format),
        "encoding": plan.encoding,
        **plan.counts(),
        "columns": [
            {
                "sheet": sheet or None,
                "column": guess.letter,
                "header": guess.header or None,
                "field": _field(guess.target),
            }
            for sheet, guess in plan.columns
        ],
        "problems": [_problem_json(problem) for problem in plan.problems],
        "change_set": change_set,
    }


def _field(target: Target | None) -> str | None:
    """Which field a column is, of which contact; null where it is not imported."""
    if target is None or target.field in (IDENTITY, IGNORED):
        return None
    return str(Target(target.field, contact=target.contact))


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet or None,
        "row": problem.row,
        "column": problem.column or None,
        "header": problem.header or None,
        "value": problem.value or None,
        "code": problem.code,
        "message": message(problem.code, **problem.params),
    }


def report_lines(plan: Plan, *, applied: bool, given: Path | None = None) -> Iterator[str]:
    """The counts, then the first problems, in the user's language; `given` is the workbook the
    rows with problems went to.
    """
    counts = plan.counts()
    told = (
        _("{rows} rows: {created} new, {updated} updated, {merged} merged, {skipped} skipped.")
        if applied
        else _(
            "{rows} rows would be: {created} new, {updated} updated, {merged} merged, "
            "{skipped} skipped. Nothing was written."
        )
    )
    yield told.format(**counts)
    if around := len(plan.around):
        yield ngettext(
            "{n} row beside them is no data: a title, a page number or a remark.",
            "{n} rows beside them are no data: titles, page numbers, remarks.",
            around,
        ).format(n=around)
    yield from _waiting_lines(plan)
    skipped = skipped_rows(plan)
    for problem in plan.problems[:MOST_PROBLEMS]:
        yield problem_line(problem, skipped.get((problem.sheet, problem.row)))
    if (more := len(plan.problems) - MOST_PROBLEMS) > 0:
        yield ngettext("… and {n} more problem.", "… and {n} more problems.", more).format(n=more)
    if given is not None and (rows := len(problem_keys(plan))):
        told = ngettext(
            "{n} row to be corrected stands in {file}.",
            "{n} rows to be corrected stand in {file}.",
            rows,
        )
        yield told.format(n=rows, file=given)


def _waiting_lines(plan: Plan) -> Iterator[str]:
    """Of an edited export: what nobody decided about, for only the window asks."""
    if kept := sum(row.reason == "kept" for row in plan.rows):
        yield ngettext(
            "{n} row differs only where both sides changed or the file was emptied; ours stays.",
            "{n} rows differ only where both sides changed or the file was emptied; ours stays.",
            kept,
        ).format(n=kept)
    if missing := len(plan.missing):
        yield ngettext(
            "{n} customer is not in the file any more; nobody was deleted.",
            "{n} customers are not in the file any more; nobody was deleted.",
            missing,
        ).format(n=missing)


def problem_line(problem: Problem, skipped: str | None = None) -> str:
    """Where, what stands there, what is wrong with it and what becomes of it; `skipped` says why
    the row is left out."""
    where = _("Row {row}").format(row=problem.row)
    if problem.sheet:
        where = _("{sheet}, row {row}").format(sheet=problem.sheet, row=problem.row)
    if problem.column:
        where = _("{row}, column {column}").format(row=where, column=problem.column)
    if problem.header:
        where = _("{where} ({header})").format(where=where, header=problem.header)
    what = message(problem.code, **problem.params)
    what = joined(what, outcome_text(problem, skipped))
    if not problem.value:
        return _("{where}: {what}").format(where=where, what=what)
    return _("{where} “{value}”: {what}").format(where=where, value=problem.value, what=what)
