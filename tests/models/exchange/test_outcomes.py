"""What becomes of cells something is wrong with."""

from crmdesk.models.exchange.planning.outcomes import outcome_text, skipped_rows
from crmdesk.models.exchange.planning.plan import Plan, PlannedRow
from crmdesk.models.exchange.records.understood import Problem

MAIL = Problem("表", 2, "C", "邮箱", "a.b", "cell.email")


def test_that_a_row_of_several_people_is_left_out_only_with_all_of_them() -> None:
    plan = Plan("a.xlsx", "xlsx", None, 0, problems=[MAIL])
    plan.rows = [PlannedRow("表", 2, "create", "张伟")]
    plan.rows.append(PlannedRow("表", 2, "skip", "李娜", reason="known"))
    assert skipped_rows(plan) == {}
    plan.rows[0].action = "skip"
    assert set(skipped_rows(plan)) == {("表", 2)}


def test_that_only_text_that_goes_to_the_note_is_said_to() -> None:
    assert "note" in outcome_text(MAIL)
    assert "note" not in outcome_text(MAIL, "known")
    for code in ("cell.identity", "amount.differs", "photo.kept", "sheet.statistics"):
        assert "note" not in outcome_text(MAIL._replace(code=code))
