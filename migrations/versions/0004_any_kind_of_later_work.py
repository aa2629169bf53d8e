"""What kinds of later work there are is the code's to say: a new one needs no new table."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = "work IN ('show_draft', 'notify', 'publish', 'reconcile', 'remind', 'expire', 'sweep')"


def _due() -> sa.Table:
    """The table without the check, as SQLite makes it anew."""
    return sa.Table(
        "due",
        sa.MetaData(),
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("claimable_at", INSTANT, nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("claimed_version", sa.Integer(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("leased_until", INSTANT, nullable=True),
        sa.Column("parked_at", INSTANT, nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_due"),
        sa.UniqueConstraint("work", "subject", name="uq_due_work_subject"),
        sa.Index("ix_due_claimable_at", "claimable_at"),
        sqlite_autoincrement=True,
    )


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("due", copy_from=_due(), recreate="always"):
            pass
    else:
        op.drop_constraint(op.f("ck_due_work"), "due", type_="check")


def downgrade() -> None:
    op.execute(f"DELETE FROM due WHERE NOT ({KINDS})")
    with op.batch_alter_table("due", copy_from=_due()) as due:
        due.create_check_constraint(op.f("ck_due_work"), KINDS)
