"""The journal as a screen of its own reads it."""

revision, down_revision = "0016", "0015"


def upgrade() -> None:
    """Nothing yet."""
