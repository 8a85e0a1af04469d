"""Standard answers to begin with, in the language spoken: resources/answers."""

from crmdesk.models.answers.drafts import AnswerDraft
from crmdesk.models.core.i18n import language
from crmdesk.paths import resource


def ready_answers(spoken: str = "") -> list[AnswerDraft]:
    """A line each: topic|question|answer|keywords."""
    text = resource("answers", f"{spoken or language()}.txt").read_text(encoding="utf-8")
    told = [line.split("|") for line in text.splitlines() if line and not line.startswith("#")]
    return [
        AnswerDraft(question, answer, topic, keywords) for topic, question, answer, keywords in told
    ]
