"""What a contact was for in the year: the birthday or festival a greeting or gift belongs to."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0006", "0005"


def upgrade() -> None:
    op.add_column("interaction", sa.Column("occasion", sa.Text(), nullable=True))
