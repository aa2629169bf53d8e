"""How each person is reached beside chat; org.yaml as it was applied, kept out of the records."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("reach", sa.Text(), server_default=sa.text("'[]'"), nullable=False))
    op.add_column("organisation", sa.Column("source", sa.Text(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    op.drop_column("organisation", "source")
    op.drop_column("people", "reach")
