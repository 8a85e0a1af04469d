"""A questionnaire as it was typed, and what is noted when one is through with it."""

from dataclasses import dataclass

from crmdesk.models.surveys.rules import CHOSEN

MOST_QUESTIONS = 30


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """`id` is None for a new question; `field` the fact its answer goes into, "" for none."""

    kind: str
    text: str
    choices: tuple[str, ...] = ()
    required: bool = False
    field: str = ""
    id: int | None = None

    def problem(self) -> str:
        """The code of what is wrong with it, "" where nothing is."""
        if not self.text.strip():
            return "survey.question.empty"
        if self.kind in CHOSEN:
            told = [choice.strip() for choice in self.choices if choice.strip()]
            if len(told) < 2:
                return "survey.choices.few"
            if len(set(told)) < len(told):
                return "survey.choices.twice"
        return ""


@dataclass(frozen=True, slots=True)
class QuestionnaireDraft:
    """A few questions under one name."""

    name: str = ""
    questions: tuple[QuestionDraft, ...] = ()
    opening: str = ""
    thanks: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if not self.name.strip():
            found["name"] = "survey.name.empty"
        if not self.questions:
            found["questions"] = "survey.questions.none"
        elif len(self.questions) > MOST_QUESTIONS:
            found["questions"] = "survey.questions.many"
        else:
            wrong = next(filter(None, (one.problem() for one in self.questions)), "")
            if wrong:
                found["questions"] = wrong
        return found


@dataclass(frozen=True, slots=True)
class ClosingDraft:
    """What is noted at the end: a gift handed over, words beside the answers, by which channels
    she may be contacted (True) or not (False), and which answers go into her record."""

    gift: str = ""
    note: str = ""
    consents: tuple[tuple[str, bool], ...] = ()
    taken: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
