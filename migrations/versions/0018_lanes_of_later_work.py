"""Which worker threads a due row is for, so that idle ones find their own without reading anybody else's."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("due", sa.Column("lane", sa.Text(), server_default=sa.text("'rest'"), nullable=False))
    op.execute("UPDATE due SET lane = 'calls' WHERE work IN ('escalate', 'call')")
    op.execute("UPDATE due SET lane = 'posts' WHERE work IN ('publish', 'reconcile')")
    op.create_index(op.f("ix_due_lane_claimable_at"), "due", ["lane", "claimable_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_due_lane_claimable_at"), table_name="due")
    op.drop_column("due", "lane")
