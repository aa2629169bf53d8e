"""The log of records, its head, and the triggers that keep anybody from changing a line.

Lines name people and accounts in plain text and refer to no table: they outlive what they speak of.
"""

from sqlalchemy import CheckConstraint, Column, Connection, Integer, Table, Text, event

from bot.adapters.store.columns import RecordedInstant, RecordedJson
from bot.adapters.store.tables.base import Number, metadata

records = Table(
    "records",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("at", RecordedInstant, nullable=False),
    Column("kind", Text, nullable=False),
    Column("actor", Text, nullable=False, index=True),
    Column("subject", Text, nullable=False, index=True),
    Column("body", RecordedJson),
    Column("body_hash", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

record_head = Table(
    "record_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Number, nullable=False),
    Column("hash", Text, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

NEVER_CHANGED = {
    "sqlite": tuple(
        f"CREATE TRIGGER records_keep_{act.lower()} BEFORE {act} ON records"
        " BEGIN SELECT RAISE(ABORT, 'records are never changed'); END"
        for act in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        """CREATE FUNCTION records_keep() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'records are never changed'; END $$""",
        """CREATE TRIGGER records_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON records
        FOR EACH STATEMENT EXECUTE FUNCTION records_keep()""",
    ),
}
"""What makes each engine refuse to change or delete a line."""


@event.listens_for(records, "after_create")
def _keep(_: Table, connection: Connection, **__: object) -> None:
    for statement in NEVER_CHANGED[connection.dialect.name]:
        connection.exec_driver_sql(statement)
