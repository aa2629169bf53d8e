"""Who works under supervision, and who supervises a draft."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("supervised", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("revisions", sa.Column("supervisor", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("revisions", "supervisor")
    op.drop_column("people", "supervised")
