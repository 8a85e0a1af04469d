"""What becomes of a cell something is wrong with: taken, written down, or not imported."""

from __future__ import annotations

from crmdesk.models.core.i18n import N_, _
from crmdesk.models.exchange.planning.plan import Plan
from crmdesk.models.exchange.records.understood import Problem

_OUTCOMES = {
    "number.taken": N_("Becomes a new customer with a new number; the old one goes to the note."),
    "match.same_mobile": N_("Becomes a new customer unless you say it is the same person."),
    "match.ambiguous": N_("The row is left out until you say whom it means."),
    "cell.identity": N_("The column is not imported."),
    "cell.digits_lost": N_("Imported as it stands; please check the last digits."),
    "cell.phone.digits": N_("Imported as it stands; please check the digits."),
    "cell.unreadable": N_("Imported as it stands; please check the characters."),
    "customer.unknown": N_("The name goes to the note; an entry without a customer is left out."),
    "order.nobody": N_("The row is left out."),
    "order.anybody": N_("The row is left out."),
    "order.undated": N_("The row is left out."),
    "order.differs": N_("The stored order stays as it is."),
    "order.number.taken": N_("The order gets a number of its own."),
    "cell.ditto": N_("Please check that it is meant so."),
    "cell.year": N_("Please check the year."),
    "amount.differs": N_("Please check the amount."),
    "total.differs": N_("Please check the amount."),
}
_KEPT = N_("The rest of the row is imported; this text goes to the note.")
"""Of a cell that cannot be read, in a row that is imported."""
_MENDABLE = N_("This row is not imported; correct it and import it again.")
_NOTHING = N_("Nothing of this row is imported.")
_MISSING = frozenset({"undated", "nobody", "anybody"})
"""Why a row is left out that would not be with the cell corrected."""


def skipped_rows(plan: Plan) -> dict[tuple[str, int], str]:
    """The rows with a problem nothing of which is imported, and why; several people may stand in
    one row."""
    wanted = {(problem.sheet, problem.row) for problem in plan.problems}
    if not wanted:
        return {}
    rows = [row for row in plan.all_rows() if row.key in wanted]
    taken = {row.key for row in rows if row.action != "skip"}
    return {row.key: row.reason for row in rows if row.key not in taken}


def outcome_text(problem: Problem, skipped: str | None = None) -> str:
    """A sentence, "" where the problem's own says it all; `skipped`: why the row is left out."""
    known = _OUTCOMES.get(problem.code, "")
    if problem.code in (
        "match.ambiguous",
        "refused.erased",
        "refused.contact",
        "cell.identity",
        "cell.ditto",
        "identity.in_note",
    ) or problem.code.startswith(("order.", "child.")):
        return _(known) if known else ""
    if skipped is not None:
        return _(_MENDABLE if skipped in _MISSING else _NOTHING)
    if known:
        return _(known)
    return _(_KEPT) if problem.code.startswith("cell.") else ""


def joined(wrong: str, then: str) -> str:
    """Two sentences; Chinese ones without a space between them."""
    return f"{wrong}{then}" if wrong.endswith("。") or not then else f"{wrong} {then}"
