"""Who became a customer lately is found at each start: an index of those days alone."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0017", "0016"

SALE = sa.text("stage = 'customer'")


def upgrade() -> None:
    op.create_index(
        "ix_stage_change_sale",
        "stage_change",
        ["on", "customer_id"],
        sqlite_where=SALE,
        postgresql_where=SALE,
    )
