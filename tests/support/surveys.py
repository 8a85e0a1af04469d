"""Questionnaires and answers for tests, made the way the program makes them."""

from crmdesk.models.core.db import Database
from crmdesk.models.surveys.actions import create_questionnaire
from crmdesk.models.surveys.drafts import ClosingDraft, QuestionDraft, QuestionnaireDraft
from crmdesk.models.surveys.queries import load_questions
from crmdesk.models.surveys.responses import answer_question, begin_response, finish_response

CSAT = QuestionnaireDraft(
    "满意度回访",
    (
        QuestionDraft("scale", "总体满意吗？", required=True),
        QuestionDraft("nps", "愿意推荐我们吗？"),
        QuestionDraft("single", "从哪里知道我们？", ("朋友介绍", "网上", "其他")),
        QuestionDraft("multiple", "对什么感兴趣？", ("新品", "价格", "样品")),
        QuestionDraft("text", "还有什么建议？"),
    ),
    "{称呼}您好，我是{公司}的{我}。",
    "谢谢{称呼}！",
)
ARCHIVE = QuestionnaireDraft(
    "补全档案",
    (
        QuestionDraft("text", "您的生日？", field="birthday"),
        QuestionDraft("text", "您的微信号？", field="wechat"),
        QuestionDraft("text", "您的爱好？", field="hobbies"),
        QuestionDraft("text", "您的邮箱？", field="email"),
    ),
)


def add_questionnaire(db: Database, draft: QuestionnaireDraft = CSAT) -> int:
    """A questionnaire; by default of one question of each common kind."""
    with db.write("survey.create", name=draft.name) as session:
        return create_questionnaire(session, draft, now=db.now())


def question_ids(db: Database, questionnaire: int) -> list[int]:
    """Its questions in their order."""
    with db.read() as session:
        return [row.id for row in load_questions(session, questionnaire)]


def add_response(
    db: Database,
    questionnaire: int,
    customer: int,
    *answers: str,
    closing: ClosingDraft | None = ClosingDraft(),  # noqa: B008 - frozen
    channel: str = "phone",
    product: str = "",
) -> int:
    """What a customer answered, question by question; begun only where `closing` is None."""
    ids = question_ids(db, questionnaire)
    with db.write("survey.answer", name="") as session:
        response = begin_response(
            session, questionnaire, customer, now=db.now(), channel=channel, product=product
        )
        for question, value in zip(ids, answers, strict=False):
            answer_question(session, response, question, value)
    if closing is not None:
        with db.write("survey.finish", name="") as session:
            finish_response(session, response, closing, now=db.now())
    return response
