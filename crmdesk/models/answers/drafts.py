"""A standard answer as it was typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """`topic` is the group it stands in; `keywords` are further words it is found by."""

    question: str = ""
    answer: str = ""
    topic: str = ""
    keywords: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if not self.question.strip():
            found["question"] = "standard.question.empty"
        if not self.answer.strip():
            found["answer"] = "standard.answer.empty"
        return found
