"""Finding a standard answer while one speaks: by any word, by pinyin, by its first letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.answers.drafts import AnswerDraft
from crmdesk.models.core.errors import CrmError
from crmdesk.models.derived.hanzi import initials, normalise, spellings
from crmdesk.models.schema import AnswerUse, StandardAnswer

_QUESTION, _KEYWORDS, _TOPIC, _ANSWER = 8, 4, 2, 1


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One of them; `uses` how often it was used."""

    id: int
    question: str
    answer: str
    topic: str
    keywords: str
    uses: int = 0


def load_answers(session: Session) -> list[AnswerRow]:
    """All, the most used first."""
    uses = func.coalesce(AnswerUse.uses, 0)
    query = (
        select(
            StandardAnswer.id, StandardAnswer.question, StandardAnswer.answer,
            StandardAnswer.topic, StandardAnswer.keywords, uses,
        )
        .outerjoin(AnswerUse, AnswerUse.answer_id == StandardAnswer.id)
        .order_by(uses.desc(), StandardAnswer.id)
    )  # fmt: skip
    return [AnswerRow(*row) for row in session.execute(query)]


def load_answer(session: Session, answer_id: int) -> AnswerDraft:
    """One to be changed; raises CrmError "standard.gone"."""
    row = session.get(StandardAnswer, answer_id)
    if row is None:
        raise CrmError("standard.gone")
    return AnswerDraft(row.question, row.answer, row.topic, row.keywords)


class AnswerFinder:
    """Searches rows once loaded: some hundred, so that every key is answered at once."""

    def __init__(self, rows: Sequence[AnswerRow]) -> None:
        self.rows = list(rows)
        self._told = [_searched(row) for row in rows]

    def find(self, text: str, topic: str = "") -> list[AnswerRow]:
        """Those that hold every word; in the question first, then by use."""
        words = normalise(text).split()
        scored = []
        for place, (row, told) in enumerate(zip(self.rows, self._told, strict=True)):
            if topic and row.topic != topic:
                continue
            scores = [_score(word, told) for word in words]
            if all(scores):
                scored.append((-sum(scores), place))
        return [self.rows[place] for _score_of, place in sorted(scored)]

    def topics(self) -> list[str]:
        """The groups there are, by how many stand in each."""
        counts: dict[str, int] = {}
        for row in self.rows:
            if row.topic:
                counts[row.topic] = counts.get(row.topic, 0) + 1
        return sorted(counts, key=lambda topic: (-counts[topic], topic))


def _searched(row: AnswerRow) -> list[tuple[int, str]]:
    """(weight, text) of all it may be found by; hanzi of question and keywords as letters too."""
    found = [(_QUESTION, normalise(row.question)), (_KEYWORDS, normalise(row.keywords)),
             (_TOPIC, normalise(row.topic)), (_ANSWER, normalise(row.answer))]  # fmt: skip
    for weight, text in ((_QUESTION, row.question), (_KEYWORDS, row.keywords)):
        for part in text.split():
            found.append((weight, initials(part, person=False)))
            found += [(weight, "".join(spelt)) for spelt in spellings(part, person=False)[:1]]
    return [(weight, text) for weight, text in found if text]


def _score(word: str, told: Sequence[tuple[int, str]]) -> int:
    return max((weight for weight, text in told if word in text), default=0)
