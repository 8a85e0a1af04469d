"""How often a follow-up was put off."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0013", "0012"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("follow_up", sa.Column("moved", NUMBER, nullable=True))
