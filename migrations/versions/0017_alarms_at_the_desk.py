"""Until when an alarm that began in office hours is the desk's."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.add_column("escalations", sa.Column("desk_until", INSTANT, nullable=True))


def downgrade() -> None:
    op.drop_column("escalations", "desk_until")
