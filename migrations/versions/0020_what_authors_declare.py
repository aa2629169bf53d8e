"""What authors declare beside the words of a tweet."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

DECLARED = ("interest", "source", "permission", "elsewhere", "quoted")


def upgrade() -> None:
    for name in DECLARED:
        op.add_column("revisions", sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    for name in reversed(DECLARED):
        op.drop_column("revisions", name)
