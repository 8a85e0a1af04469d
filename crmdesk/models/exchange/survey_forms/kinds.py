"""What kind of question a column answers, by its words and by what stands in it."""

import re
from collections.abc import Sequence

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.survey_forms.form import Form, FormColumn, question_plain
from crmdesk.models.surveys.queries import QuestionRow
from crmdesk.models.surveys.reading import read_answer

_ENOUGH = 40
"""So many different answers tell the kind."""
_ONE_TO_FIVE = re.compile(r"1\s*[-—–~～到至]\s*5|[5五]\s*分制")
_ZERO_TO_TEN = re.compile(r"[01]\s*[-—–~～到至]\s*10")
_RECOMMENDS = re.compile("推荐|推薦|recommend", re.IGNORECASE)
_SATISFIES = re.compile("满意|satisf", re.IGNORECASE)


def kind_of(form: Form, column: FormColumn) -> str:
    """scale or nps where every answer is one, else ""."""
    told = form.values(column)[:_ENOUGH]
    if not told:
        return ""
    if {_whole(value) for value in told} <= {"0", "1"}:
        return _of_ones(column.title, told)
    recommends = topic_of(column.title) == "nps" or _ZERO_TO_TEN.search(column.title)
    for kind in ("nps", "scale") if recommends else ("scale",):
        if all(fits(kind, value) for value in told):
            return kind
    return ""


def topic_of(text: str) -> str:
    """nps for a question of recommending, scale for one of satisfaction."""
    plain = question_plain(text)
    if _RECOMMENDS.search(plain):
        return "nps"
    return "scale" if _SATISFIES.search(plain) else ""


def suits(form: Form, column: FormColumn, question: QuestionRow) -> bool | None:
    """Whether at least half of a column can be read as its question asks; None for no answers."""
    told = form.values(column)[:_ENOUGH]
    if not told:
        return None
    read = sum(fits(question.kind, value, question.choices) for value in told)
    return read * 2 >= len(told)


def fits(kind: str, value: str, choices: Sequence[str] = ()) -> bool:
    """Whether an answer can be read so."""
    try:
        read_answer(kind, value, choices)
    except CrmError:
        return False
    return True


def _of_ones(title: str, told: Sequence[str]) -> str:
    """0 and 1 alone are ticks, unless the title itself says which numbers are asked for."""
    if _ZERO_TO_TEN.search(title):
        return "nps"
    ones = all(_whole(value) == "1" for value in told)
    return "scale" if ones and _ONE_TO_FIVE.search(title) else ""


def _whole(value: str) -> str:
    return value.strip().removesuffix(".0")
