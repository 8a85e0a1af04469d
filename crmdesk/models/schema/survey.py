"""Questionnaires of a few questions, and what customers answered (product E5)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, CustomerOwned, Row


class Questionnaire(Row):
    """`opening` is what one says first, `thanks` what one says last; an archived one is asked no
    more, its responses stay."""

    __tablename__ = "questionnaire"
    name: Mapped[str]
    opening: Mapped[str] = mapped_column(default="")
    thanks: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Question(Row):
    """kind is scale (1-5), nps (0-10), single, multiple, text, number or date.

    `field` is the fact of the customer its answer goes into, "" for none; a question that was
    answered and then taken out is `dropped`: its answers stay readable.
    """

    __tablename__ = "question"
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str]
    text: Mapped[str]
    choices: Mapped[list[str]] = mapped_column(default=list)
    required: Mapped[bool] = mapped_column(default=False)
    field: Mapped[str] = mapped_column(default="")
    dropped: Mapped[bool] = mapped_column(default=False)


class SurveyResponse(CustomerOwned):
    """One customer's answers to one questionnaire.

    status is planned (to be called), open (begun), done or declined (she would not answer);
    channel is phone, paper or web. `csat` and `nps` repeat the first answer of that kind.
    `interaction_id` is the call as it stands in the log, `digest` the row of a file it came from.
    """

    __tablename__ = "survey_response"
    __table_args__ = (
        Index("ix_survey_response_status", "status", "questionnaire_id", "finished_at"),
        Index("ix_survey_response_customer", "customer_id", "finished_at", "id"),
        AUTOINCREMENT,
    )
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interaction.id"), index=True)
    status: Mapped[str]
    channel: Mapped[str] = mapped_column(default="phone")
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    product: Mapped[str] = mapped_column(default="")
    csat: Mapped[int | None]
    nps: Mapped[int | None]
    gift: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    file: Mapped[str] = mapped_column(default="")
    digest: Mapped[str] = mapped_column(default="", index=True)


class SurveyAnswer(CustomerOwned):
    """`value` is the choice as worded (several: one a line), a number, an ISO day, or text.

    `fate` of an answer bound to a field: "" not looked at yet, taken (or known before), refused.
    """

    __tablename__ = "survey_answer"
    response_id: Mapped[int] = mapped_column(ForeignKey("survey_response.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    value: Mapped[str]
    fate: Mapped[str] = mapped_column(default="")
