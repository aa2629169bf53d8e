"""Where a working day is cut into halves, as the organisation sets it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisation", sa.Column("midday", sa.Text(), server_default=sa.text("'13:00'"), nullable=False))


def downgrade() -> None:
    op.drop_column("organisation", "midday")
