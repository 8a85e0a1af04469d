"""Standard questions and answers, at hand while one speaks or writes (product E1)."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import UNJOURNALED, Base, Row


class StandardAnswer(Row):
    """`topic` is the group it stands in, `keywords` further words it is found by; the answer may
    hold 称呼 in braces."""

    __tablename__ = "standard_answer"
    question: Mapped[str]
    answer: Mapped[str]
    topic: Mapped[str] = mapped_column(default="")
    keywords: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class AnswerUse(Base):
    """How often an answer was used, and when last: no change anybody would undo."""

    __tablename__ = "standard_answer_use"
    __table_args__ = UNJOURNALED
    answer_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    uses: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime]
