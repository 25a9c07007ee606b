"""Read by Alembic before each migration. The transaction and the connection are `bot.store.upgrade`'s."""

from alembic import context

from bot.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
