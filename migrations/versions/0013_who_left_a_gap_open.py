"""Who decided that a gap stays open."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cover_requests", sa.Column("left_open_by", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("cover_requests", "left_open_by")
