"""A questionnaire made of a form: the kinds of its questions as its answers look."""

import re

from crmdesk.models.exchange.survey_forms.form import Form, FormColumn, is_blank, unnumbered
from crmdesk.models.exchange.survey_forms.kinds import kind_of
from crmdesk.models.exchange.survey_forms.ticks import Ticks, tick_groups, unlettered
from crmdesk.models.surveys.drafts import MOST_QUESTIONS, QuestionDraft, QuestionnaireDraft

_PARTS = re.compile(r"┋|[;；]")
_MOST_CHOICES = 12
_WHO_FIELDS = {"email": "email", "company": "company", "phone": "phone"}
_PERSON = frozenset(["name", "salutation"])


def questionnaire_of(form: Form) -> QuestionnaireDraft:
    """The questions a form asked, their kinds guessed from what was answered."""
    name = form.file.rsplit(".", 1)[0]
    groups = {column.index: ticks for ticks in tick_groups(form) for column, _o in ticks.columns}
    drafts: list[QuestionDraft] = []
    made: set[str] = set()
    for column in form.columns:
        if column.meta or column.who in _PERSON:
            continue
        ticks = groups.get(column.index)
        if ticks is None:
            drafts.append(_draft(form, column))
        elif ticks.plain not in made:
            made.add(ticks.plain)
            drafts.append(_of_ticks(ticks))
    return QuestionnaireDraft(name, tuple(drafts[:MOST_QUESTIONS]))


def _of_ticks(ticks: Ticks) -> QuestionDraft:
    if ticks.scale:
        return QuestionDraft("scale", ticks.asked)
    choices = tuple(dict.fromkeys(option for _column, option in ticks.columns))
    return QuestionDraft("multiple", ticks.asked, choices)


def _draft(form: Form, column: FormColumn) -> QuestionDraft:
    """A question as its answers look."""
    text = unnumbered(column.title)
    told = [row.text(column.index) for row in form.rows if not is_blank(row.text(column.index))]
    field = _WHO_FIELDS.get(column.who, "")
    if field or not told:
        return QuestionDraft("text", text, field=field)
    if kind := kind_of(form, column):
        return QuestionDraft(kind, text)
    parts = [[part.strip() for part in _PARTS.split(value) if part.strip()] for value in told]
    choices = list(dict.fromkeys(unlettered(part) for each in parts for part in each))
    if 2 <= len(choices) <= _MOST_CHOICES and len(choices) < max(len(told), 3):
        kind = "multiple" if any(len(each) > 1 for each in parts) else "single"
        return QuestionDraft(kind, text, tuple(choices))
    return QuestionDraft("text", text)
