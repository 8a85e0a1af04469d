"""Which messages that came in need no answer."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0011", "0010"


def upgrade() -> None:
    op.add_column("interaction", sa.Column("needs_reply", sa.Boolean(), nullable=True))
    op.create_index(
        "ix_interaction_direction", "interaction", ["direction", "kind", "at", "outcome"]
    )
