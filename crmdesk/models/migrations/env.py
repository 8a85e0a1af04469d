"""Alembic's entry: runs on the connection handed in, inside its transaction."""

from alembic import context

from crmdesk.models.migrations.compare import OPTIONS

context.configure(connection=context.config.attributes["connection"], **OPTIONS)
with context.begin_transaction():
    context.run_migrations()
