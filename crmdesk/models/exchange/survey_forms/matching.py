"""Which column of a form answers which question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from crmdesk.models.exchange.survey_forms.form import Form, FormColumn, question_plain
from crmdesk.models.exchange.survey_forms.kinds import kind_of, suits, topic_of
from crmdesk.models.exchange.survey_forms.ticks import Ticks, tick_groups
from crmdesk.models.surveys.queries import QuestionRow
from crmdesk.models.surveys.rules import CHOSEN

ALIKE = 0.75
_SURE = 0.95
"""From here the words alone decide, whatever stands in the column."""
_FILLER = re.compile(
    "总体而言|总体来说|总的来说|整体而言|整体来说|贵公司|我们公司|本公司|我公司|请问|总体|整体|综合"
    "|我们|我司|本店|咱们|您|你|对|的|吗|呢|是否|觉得|认为|感到|程度|如何|怎么样|怎样|服务"
    "|这次|本次|此次|了|度"
)
"""Words that questions of the same thing differ by."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a column answers: a question; `choice` where it is one possibility to be ticked."""

    question_id: int
    choice: str = ""


def match_columns(form: Form, questions: Sequence[QuestionRow]) -> dict[int, Meant]:
    """Column -> what it answers; each question has one column, or one a possibility."""
    found, taken = _grouped(form, questions)
    grouped = {column.index for ticks in tick_groups(form) for column, _o in ticks.columns}
    free = [one for one in form.columns if not one.meta and one.index not in grouped]
    kinds = {column.index: kind_of(form, column) for column in free}
    scores = sorted(
        (
            (_score(form, question, column, kinds[column.index]), -number, -place)
            for number, question in enumerate(questions)
            for place, column in enumerate(free)
        ),
        reverse=True,
    )
    for score, number, place in scores:
        column, question = free[-place], questions[-number]
        if score >= ALIKE and column.index not in found and question.id not in taken:
            found[column.index] = Meant(question.id)
            taken.add(question.id)
    return found | _ticked(free, questions, found, taken)


def fit(form: Form, questions: Sequence[QuestionRow]) -> int:
    """How many of the questions a form answers."""
    return len({meant.question_id for meant in match_columns(form, questions).values()})


def answers_of(form: Form) -> list[FormColumn]:
    """The columns that answer something, but do not tell who answered."""
    return [one for one in form.columns if not one.meta and not one.finds and form.values(one)]


def without_question(form: Form, meant: Mapping[int, Meant]) -> list[FormColumn]:
    """Those of them that answer no question of the questionnaire."""
    return [column for column in answers_of(form) if column.index not in meant]


def fits_well(form: Form, meant: Mapping[int, Meant], questions: Sequence[QuestionRow]) -> bool:
    """Whether half of the form, or half of the questionnaire, is about the same."""
    answered = len({one.question_id for one in meant.values()})
    return answered > 0 and (
        len(meant) * 2 >= len(answers_of(form)) or answered * 2 >= len(questions)
    )


def _score(form: Form, question: QuestionRow, column: FormColumn, kind: str) -> float:
    """How sure it is that a column answers a question, by their words and the kind of answers."""
    asked = question_plain(question.text)
    alike = _alike(asked, column.plain)
    if alike >= _SURE:
        return alike
    bare, theirs = _FILLER.sub("", asked), _FILLER.sub("", column.plain)
    if len(bare) > 1 and len(theirs) > 1:
        alike = max(alike, 0.95 * _ratio(bare, theirs))
    suited = suits(form, column, question)
    if suited is False:
        return 0.0
    if suited is None:
        return alike
    if kind and kind == question.kind and topic_of(question.text) == topic_of(column.title) == kind:
        return max(alike, _on_topic(kind, bare, theirs))
    agreed = kind == question.kind or question.kind in CHOSEN
    return alike + 0.15 if agreed and alike >= 0.5 else alike


def _on_topic(kind: str, bare: str, theirs: str) -> float:
    """Recommending is one question; being satisfied with something is one of that thing."""
    if kind == "nps":
        return 0.8
    of, them = bare.replace("满意", ""), theirs.replace("满意", "")
    return 0.8 if not of and not them else 0.76 if _ratio(of, them) >= 0.5 else 0.0


def _alike(one: str, other: str) -> float:
    """1 for the same words, less for near ones; a question may stand inside a longer title."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 4 and shorter in longer:
        return 0.8 + 0.15 * len(shorter) / len(longer)
    return _ratio(one, other)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _grouped(form: Form, questions: Sequence[QuestionRow]) -> tuple[dict[int, Meant], set[int]]:
    """The questions of a form that have a column a possibility, each with the likeliest one."""
    found: dict[int, Meant] = {}
    taken: set[int] = set()
    for ticks in tick_groups(form):
        best: tuple[float, int, dict[int, Meant]] = (0.0, 0, {})
        for question in questions:
            theirs = _possibilities(ticks, question)
            alike = _alike(question_plain(question.text), ticks.plain)
            known = len(theirs) * 2 >= len(ticks.columns)
            if theirs and question.id not in taken and (alike >= ALIKE or (known and alike > 0.4)):
                best = max(best, (alike, question.id, theirs), key=lambda one: one[0])
        found |= best[2]
        taken |= {best[1]} if best[2] else set()
    return found, taken


def _possibilities(ticks: Ticks, question: QuestionRow) -> dict[int, Meant]:
    """The columns whose possibility a question has; of a satisfaction, all of them."""
    if question.kind == "scale":
        columns = ticks.columns if ticks.scale else ()
        return {column.index: Meant(question.id, option) for column, option in columns}
    if question.kind not in CHOSEN:
        return {}
    plain = {question_plain(choice): choice for choice in question.choices}
    return {
        column.index: Meant(question.id, plain[question_plain(option)])
        for column, option in ticks.columns
        if question_plain(option) in plain
    }


def _ticked(
    free: Sequence[FormColumn],
    questions: Sequence[QuestionRow],
    found: Mapping[int, Meant],
    taken: set[int],
) -> dict[int, Meant]:
    """Columns of one possibility each, written in some other way: 感兴趣的产品-新品."""
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
