"""The journal as a screen of its own reads it: how much each set touched, and what finds it."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0016", "0015"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_BULK = sa.text("last_id IS NOT NULL")
_COUNT = """
UPDATE change_set
   SET row_count = told.counted, customer_count = told.customers,
       first_customer_id = told.first
  FROM (SELECT change_set_id,
               sum(coalesce(last_id, row_id) - row_id + 1) AS counted,
               count(DISTINCT customer_id)
               + sum(CASE WHEN last_id IS NOT NULL AND table_name = 'customer'
                          THEN last_id - row_id + 1 ELSE 0 END) AS customers,
               min(CASE WHEN last_id IS NOT NULL AND table_name = 'customer'
                        THEN row_id ELSE customer_id END) AS first
          FROM change GROUP BY change_set_id) AS told
 WHERE told.change_set_id = change_set.id
"""


def upgrade() -> None:
    for name in ("row_count", "customer_count", "first_customer_id"):
        op.add_column("change_set", sa.Column(name, NUMBER, nullable=True))
    op.create_index("ix_change_set_action", "change_set", ["action", "id"])
    op.create_index("ix_change_set_at", "change_set", ["at", "id"])
    op.create_index(
        "ix_change_bulk",
        "change",
        ["table_name", "row_id"],
        sqlite_where=_BULK,
        postgresql_where=_BULK,
    )
    op.execute(_COUNT)
