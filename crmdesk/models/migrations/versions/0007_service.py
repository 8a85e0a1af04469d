"""Service orders, who answers which questions, service contracts and their visits."""

revision, down_revision = "0007", "0006"


def upgrade() -> None:
    pass
