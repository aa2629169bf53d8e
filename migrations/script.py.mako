"""${message}.

Before you commit this:
- It runs while an older version may still be serving. Add first, switch over, remove in a later version.
- PostgreSQL locks a table for each ALTER: no rewriting of `drafts`, `records` or `media`, no volatile server default;
  an index on a large table belongs in a migration of its own, made CONCURRENTLY in an autocommit block.
- SQLite cannot alter most things: use `op.batch_alter_table`, which copies the table. It loses the triggers of
  `records`: create them again. Foreign keys are enforced meanwhile, so never copy a table others refer to with CASCADE.
- Lines of `records` are never changed. Disposing of bodies is a matter of its own.
- The steps here are frozen: import nothing from `bot`.
- Write the downgrade, and run tests/adapters/store/test_migrations.py on both engines.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
