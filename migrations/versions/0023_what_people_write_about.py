"""The subjects each person writes about."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("remit", sa.Text(), server_default=sa.text("'[]'"), nullable=False))


def downgrade() -> None:
    op.drop_column("people", "remit")
