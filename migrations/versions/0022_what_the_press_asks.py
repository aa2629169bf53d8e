"""What journalists ask about posts, and in which conversation a post stands."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
NOTHING = sa.text("''")
UNLIFTED = sa.text("lifted_at IS NULL")


def upgrade() -> None:
    op.add_column("answered_posts", sa.Column("conversation", sa.Text(), server_default=NOTHING, nullable=False))
    op.create_table(
        "press_enquiries",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), server_default=NOTHING, nullable=False),
        sa.Column("draft", NUMBER),
        sa.Column("journalist", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("when", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("answered", sa.Text(), nullable=False),
        sa.Column("lifted_by", sa.Text(), server_default=NOTHING, nullable=False),
        sa.Column("lifted_at", INSTANT),
        sa.Column("lifted_because", sa.Text(), server_default=NOTHING, nullable=False),
        sa.CheckConstraint(
            "how IN ('phone', 'email', 'on_x', 'in_person', 'other')", name=op.f("ck_press_enquiries_how")
        ),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_press_enquiries_author")),
        sa.ForeignKeyConstraint(["told_by"], ["people.id"], name=op.f("fk_press_enquiries_told_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_enquiries")),
    )
    op.create_index(
        "ix_press_enquiries_unlifted",
        "press_enquiries",
        ["id"],
        sqlite_where=UNLIFTED,
        postgresql_where=UNLIFTED,
    )


def downgrade() -> None:
    op.drop_index("ix_press_enquiries_unlifted", table_name="press_enquiries")
    op.drop_table("press_enquiries")
    op.drop_column("answered_posts", "conversation")
