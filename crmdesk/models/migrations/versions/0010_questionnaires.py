"""Questionnaires with their answers, and the standard answers to what customers ask."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0010", "0009"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def upgrade() -> None:
    _questionnaires()
    _responses()
    _answers()
    _standard_answers()


def _questionnaires() -> None:
    op.create_table(
        "questionnaire",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("thanks", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "question",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("questionnaire_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        _reference("question", "questionnaire_id", "questionnaire"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_question_questionnaire_id"), "question", ["questionnaire_id"])


def _responses() -> None:
    table = "survey_response"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("questionnaire_id", NUMBER, nullable=False),
        sa.Column("contact_id", NUMBER, nullable=True),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("interaction_id", NUMBER, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("csat", NUMBER, nullable=True),
        sa.Column("nps", NUMBER, nullable=True),
        sa.Column("gift", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        _reference(table, "customer_id", "customer"),
        _reference(table, "questionnaire_id", "questionnaire"),
        _reference(table, "contact_id", "contact"),
        _reference(table, "staff_id", "staff"),
        _reference(table, "interaction_id", "interaction"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_response")),
        sqlite_autoincrement=True,
    )
    for column in (
        "customer_id", "questionnaire_id", "contact_id", "staff_id", "interaction_id", "digest",
    ):  # fmt: skip
        op.create_index(op.f(f"ix_survey_response_{column}"), table, [column])
    op.create_index(
        "ix_survey_response_status", table, ["status", "questionnaire_id", "finished_at"]
    )
    op.create_index("ix_survey_response_customer", table, ["customer_id", "finished_at", "id"])


def _answers() -> None:
    table = "survey_answer"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("response_id", NUMBER, nullable=False),
        sa.Column("question_id", NUMBER, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("fate", sa.Text(), nullable=False),
        _reference(table, "customer_id", "customer"),
        _reference(table, "response_id", "survey_response"),
        _reference(table, "question_id", "question"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "response_id", "question_id"):
        op.create_index(op.f(f"ix_survey_answer_{column}"), table, [column])


def _standard_answers() -> None:
    op.create_table(
        "standard_answer",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("keywords", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_answer")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "standard_answer_use",
        sa.Column("answer_id", NUMBER, nullable=False),
        sa.Column("uses", NUMBER, nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_standard_answer_use")),
    )
