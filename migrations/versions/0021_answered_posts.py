"""The posts that drafts answer or quote, as they were last seen on X."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
NOTHING = sa.text("''")


def upgrade() -> None:
    op.create_table(
        "answered_posts",
        sa.Column("draft", NUMBER, autoincrement=False, nullable=False),
        sa.Column("tweet", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("author", sa.Text(), server_default=NOTHING, nullable=False),
        sa.Column("text", sa.Text(), server_default=NOTHING, nullable=False),
        sa.Column("pictures", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("standing IN ('read', 'gone', 'closed', 'unread')", name=op.f("ck_answered_posts_standing")),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name=op.f("fk_answered_posts_draft")),
        sa.PrimaryKeyConstraint("draft", "tweet", name=op.f("pk_answered_posts")),
    )


def downgrade() -> None:
    op.drop_table("answered_posts")
