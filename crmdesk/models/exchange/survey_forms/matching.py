"""Which column of a form answers which question; and a questionnaire made of a form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from crmdesk.models.exchange.survey_forms.form import Form, FormColumn, question_plain
from crmdesk.models.surveys.drafts import MOST_QUESTIONS, QuestionDraft, QuestionnaireDraft
from crmdesk.models.surveys.queries import QuestionRow
from crmdesk.models.surveys.reading import read_answer

ALIKE = 0.75
_PARTS = re.compile(r"┋|[;；]")
_MOST_CHOICES = 12
_LETTERED = re.compile(r"^[A-Za-z]\s*[.、．:：]\s*")
_TICKED = frozenset(["1", "是", "√", "✓", "true", "yes"])
_WHO_FIELDS = {"email": "email", "company": "company", "phone": "phone"}


@dataclass(frozen=True, slots=True)
class Meant:
    """What a column answers: a question; `choice` where it is one possibility to be ticked."""

    question_id: int
    choice: str = ""


def match_columns(form: Form, questions: Sequence[QuestionRow]) -> dict[int, Meant]:
    """Column -> what it answers; each question has one column, or one a possibility."""
    free = [column for column in form.columns if not column.meta]
    scores = sorted(
        (
            (_alike(question_plain(question.text), column.plain), -number, -place)
            for number, question in enumerate(questions)
            for place, column in enumerate(free)
        ),
        reverse=True,
    )
    found: dict[int, Meant] = {}
    taken: set[int] = set()
    for score, number, place in scores:
        column, question = free[-place], questions[-number]
        if score >= ALIKE and column.index not in found and question.id not in taken:
            found[column.index] = Meant(question.id)
            taken.add(question.id)
    return found | _ticked(free, questions, found, taken)


def fit(form: Form, questions: Sequence[QuestionRow]) -> int:
    """How many of the questions a form answers."""
    return len({meant.question_id for meant in match_columns(form, questions).values()})


def questionnaire_of(form: Form) -> QuestionnaireDraft:
    """The questions a form asked, their kinds guessed from what was answered."""
    name = form.file.rsplit(".", 1)[0]
    asked = [column for column in form.columns if not column.meta and column.who != "name"]
    drafts = [_draft(form, column) for column in asked[:MOST_QUESTIONS]]
    return QuestionnaireDraft(name, tuple(drafts))


def is_tick(text: str) -> bool:
    """Whether the cell of a possibility says that it was chosen."""
    return text.strip().lower() in _TICKED


def _alike(one: str, other: str) -> float:
    """1 for the same words, less for near ones; a question may stand inside a longer title."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 4 and shorter in longer:
        return 0.8 + 0.15 * len(shorter) / len(longer)
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _ticked(
    free: Sequence[FormColumn],
    questions: Sequence[QuestionRow],
    found: Mapping[int, Meant],
    taken: set[int],
) -> dict[int, Meant]:
    """Columns of one possibility each: 感兴趣的产品:新品 | 感兴趣的产品(样品)."""
    ticks: dict[int, Meant] = {}
    for question in questions:
        if question.kind != "multiple":
            continue
        asked = question_plain(question.text)
        theirs = {}
        for column in free:
            choice = _possibility(column.title, asked, question.choices)
            if choice and (column.index not in found or question.id in taken):
                theirs[column.index] = Meant(question.id, choice)
        if len(theirs) > 1:
            ticks |= theirs
    return ticks


def _possibility(title: str, asked: str, choices: Sequence[str]) -> str:
    bare = title.strip().rstrip(")）]】")
    for choice in choices:
        if bare.endswith(choice):
            rest = question_plain(bare[: -len(choice)].rstrip("(（[【:：-—_ "))
            if rest and _alike(asked, rest) >= ALIKE:
                return choice
    return ""


def _draft(form: Form, column: FormColumn) -> QuestionDraft:
    """A question as its answers look."""
    text = re.sub(r"^\s*(?:Q|q|第)?\s*\d{1,3}\s*(?:题)?\s*[、.．:：)）]\s*", "", column.title)
    values = [row.texts[column.index] for row in form.rows if column.index < len(row.texts)]
    told = [value for value in values if value]
    field = _WHO_FIELDS.get(column.who, "")
    if field or not told:
        return QuestionDraft("text", text, field=field)
    if kind := _scored(text, told):
        return QuestionDraft(kind, text)
    parts = [[part.strip() for part in _PARTS.split(value) if part.strip()] for value in told]
    choices = list(dict.fromkeys(_LETTERED.sub("", part) for each in parts for part in each))
    if 2 <= len(choices) <= _MOST_CHOICES and len(choices) < max(len(told), 3):
        kind = "multiple" if any(len(each) > 1 for each in parts) else "single"
        return QuestionDraft(kind, text, tuple(choices))
    return QuestionDraft("text", text)


def _scored(text: str, told: Sequence[str]) -> str:
    """nps or scale, where every answer is one."""
    recommends = "推荐" in text or "推薦" in text or "recommend" in text.lower()
    for kind in ("nps", "scale") if recommends else ("scale",):
        if all(_fits(kind, value) for value in told):
            return kind
    return ""


def _fits(kind: str, value: str) -> bool:
    from crmdesk.models.core.errors import CrmError

    try:
        read_answer(kind, value)
    except CrmError:
        return False
    return True
