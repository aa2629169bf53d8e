"""Who can be recognised in a picture, with whose consent, and whose picture it is."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NEW = ("pictured", "consent", "credit", "licence")


def upgrade() -> None:
    for name in NEW:
        op.add_column("revision_media", sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    for name in reversed(NEW):
        op.drop_column("revision_media", name)
