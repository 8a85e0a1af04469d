"""Basis, notice, refusals kept after erasure."""

revision, down_revision = "0015", "0014"


def upgrade() -> None:
    """Nothing yet."""
