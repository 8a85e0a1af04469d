"""Questionnaires with their answers, and the standard answers to what customers ask."""

revision, down_revision = "0010", "0009"


def upgrade() -> None:
    pass
