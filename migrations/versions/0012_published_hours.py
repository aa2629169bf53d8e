"""What is published of when an account is read, and the desk's hours when it was saved."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NEW = ("hours", "hours_desk")


def upgrade() -> None:
    for name in NEW:
        op.add_column("accounts", sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    for name in reversed(NEW):
        op.drop_column("accounts", name)
