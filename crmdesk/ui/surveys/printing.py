"""A questionnaire on paper: blank, for one customer, or as it was answered."""

from __future__ import annotations

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.fill_in import fill_in
from crmdesk.models.surveys.calls import Call
from crmdesk.models.surveys.queries import QuestionRow, ResponsePage, load_draft, load_questions
from crmdesk.models.surveys.rules import NPS, SCALE, satisfaction_text, say_scores, say_value
from crmdesk.ui.kit.printing import Sheet

BOX = "□"
_LINE, _LONG = "＿" * 30, "＿" * 40
_BESIDE = 60
"""So many characters stand beside one another in a line."""


def blank_sheet(db: Database, questionnaire_id: int, name: str = "", salutation: str = "") -> Sheet:
    """The questions with boxes to tick and lines to write on; A4."""
    with db.read() as session:
        draft = load_draft(session, questionnaire_id)
        questions = load_questions(session, questionnaire_id)
    sheet = Sheet(draft.name)
    words = {"salutation": salutation}
    if draft.opening and "{" not in draft.opening:  # what one says aloud is not for paper
        sheet.paragraph(draft.opening)
    sheet.facts([(_("Name"), name or _LINE), (_("Phone"), _LINE), (_("Date"), _LINE)])
    for number, question in enumerate(questions, start=1):
        sheet.heading(_("{number}. {title}").format(number=number, title=question.text))
        for line in _lines(question):
            sheet.paragraph(line)
    if draft.thanks:
        sheet.paragraph("")
        sheet.paragraph(fill_in(draft.thanks, words))
    return sheet


def sheet_for(db: Database, call: Call) -> Sheet:
    """The same for the customer one speaks to."""
    return blank_sheet(db, call.questionnaire_id, call.name, call.salutation)


def answered_sheet(page: ResponsePage, when: str) -> Sheet:
    """What a customer answered."""
    row = page.row
    scores = say_scores(row.csat, row.nps)
    sheet = Sheet(row.questionnaire, " · ".join(filter(None, (row.customer, when, scores))))
    sheet.facts(
        [
            (one.question.text, say_value(one.question.kind, one.value) or "—")
            for one in page.answers
        ]
    )
    sheet.facts([(caption, text) for caption, text in
                 ((_("Gift"), row.gift), (_("Note"), row.note)) if text])  # fmt: skip
    return sheet


def _lines(question: QuestionRow) -> list[str]:
    if question.kind == "scale":
        return ["     ".join(f"{BOX} {n} {satisfaction_text(n)}" for n in SCALE)]
    if question.kind == "nps":
        return ["   ".join(f"{BOX} {n}" for n in NPS), _("0 not at all, 10 certainly")]
    if question.choices:
        return _choices(question)
    if question.field or question.kind in ("number", "date"):
        return ["", _LINE]
    return ["", _LONG, "", _LONG, "", _LONG]


def _choices(question: QuestionRow) -> list[str]:
    """Short possibilities beside one another, long ones a line each."""
    boxes = [f"{BOX} {choice}" for choice in question.choices]
    together = "     ".join(boxes)
    return [together] if len(together) <= _BESIDE else boxes
