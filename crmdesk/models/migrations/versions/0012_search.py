"""A search index of four lists of beginnings instead of six: made in two thirds of the time.

A beginning of four letters is looked up among those of five; longer ones are rare enough to be
looked up among the words themselves.
"""

from alembic import op

revision, down_revision = "0012", "0011"


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("DROP TABLE customer_fts")
    op.execute(
        "CREATE VIRTUAL TABLE customer_fts USING fts5(words, content='', detail=none,"
        " tokenize='unicode61 remove_diacritics 0', prefix='1 2 3 5')"
    )
    op.execute(
        "INSERT INTO customer_fts(rowid, words) SELECT customer_id, terms FROM customer_search"
        " WHERE terms <> '' ORDER BY customer_id"
    )
    op.execute("INSERT INTO customer_fts(customer_fts) VALUES ('optimize')")
