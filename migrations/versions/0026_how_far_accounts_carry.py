"""How far each account carries, as X told it last."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audiences",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("followers", NUMBER),
        sa.Column("shown", NUMBER),
        sa.Column("tweets", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.id"], name=op.f("fk_audiences_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_audiences")),
    )


def downgrade() -> None:
    op.drop_table("audiences")
