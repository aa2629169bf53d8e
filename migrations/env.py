"""Runs migrations inside the transaction that bot/adapters/store/migrate.py opened."""

from alembic import context
from sqlalchemy import Connection, text

from bot.adapters.store.tables import metadata

ONE_AT_A_TIME = 20110
"""The advisory lock that two programs upgrading one PostgreSQL database wait for; SQLite has one writer anyway."""


def run(connection: Connection) -> None:
    """Run the steps asked for. The caller commits."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        compare_server_default=True,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    context.run_migrations()


run(context.config.attributes["connection"])
