"""Notes only their writer reads, and what privacy asks of a customer."""

revision, down_revision = "0014", "0013"


def upgrade() -> None:
    """Nothing yet."""
