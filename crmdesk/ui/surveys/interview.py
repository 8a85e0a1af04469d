"""Where one is with one customer: the step, what was answered, what is on its way."""

from __future__ import annotations

from crmdesk.models.surveys.calls import Call
from crmdesk.models.surveys.queries import QuestionRow
from crmdesk.models.surveys.reading import read_answer


class Interview:
    """One customer and one questionnaire; begins where one stopped."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.response = call.response_id
        self.answers = dict(call.answers)
        open_ones = [n for n, one in enumerate(call.questions) if one.id not in self.answers]
        self.step = open_ones[0] if open_ones else len(call.questions)
        self.ending = False  # all was said; the first answer is still being written

    @property
    def whom(self) -> tuple[int, int, str]:
        """The questionnaire, the customer and her name."""
        return self.call.questionnaire_id, self.call.customer_id, self.call.name

    @property
    def question(self) -> QuestionRow | None:
        """The one asked now; None at the end."""
        questions = self.call.questions
        return questions[self.step] if self.step < len(questions) else None

    @property
    def nothing_said(self) -> bool:
        return not any(self.answers.values())

    def given(self) -> str:
        """What was answered to the question asked now."""
        return self.answers.get(self.question.id, "") if self.question is not None else ""

    def take(self, typed: str) -> str | None:
        """The value to be kept, None where it is known; raises CrmError for what does not fit."""
        question = self.question
        if question is None:
            return None
        value = read_answer(question.kind, typed, question.choices)
        if value == self.given():
            return None
        self.answers[question.id] = value
        return value

    def step_of(self, question_id: int) -> int:
        """Where a question stands."""
        places = [n for n, one in enumerate(self.call.questions) if one.id == question_id]
        return places[0] if places else 0
