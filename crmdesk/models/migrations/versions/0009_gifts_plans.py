"""Gifts with their budget, and the service plans of key accounts."""

revision, down_revision = "0009", "0008"


def upgrade() -> None:
    pass
