"""What is asked of people because somebody is away: requests for cover, and swaps."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = sa.text("state IN ('seeking', 'gap', 'accepted')")
PROPOSED = sa.text("state = 'proposed'")


def upgrade() -> None:
    op.create_table(
        "cover_requests",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("absence", sa.Text(), nullable=False),
        sa.Column("rota", sa.Text(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("start", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("covered_by", sa.Text(), nullable=True),
        sa.Column("entry", NUMBER, nullable=True),
        sa.CheckConstraint(
            "state IN ('seeking', 'gap', 'accepted', 'covered', 'over')", name=op.f("ck_cover_requests_state")
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_cover_requests_person")),
        sa.ForeignKeyConstraint(["covered_by"], ["people.id"], name=op.f("fk_cover_requests_covered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_requests")),
    )
    op.create_index(op.f("ix_cover_requests_absence"), "cover_requests", ["absence"], unique=False)
    op.create_index(
        "ix_cover_requests_standing",
        "cover_requests",
        ["start"],
        unique=False,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_table(
        "swaps",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("mine_person", sa.Text(), nullable=False),
        sa.Column("mine_rota", sa.Text(), nullable=False),
        sa.Column("mine_seat", sa.Text(), nullable=False),
        sa.Column("mine_start", INSTANT, nullable=False),
        sa.Column("mine_end", INSTANT, nullable=False),
        sa.Column("theirs_person", sa.Text(), nullable=False),
        sa.Column("theirs_rota", sa.Text(), nullable=False),
        sa.Column("theirs_seat", sa.Text(), nullable=False),
        sa.Column("theirs_start", INSTANT, nullable=False),
        sa.Column("theirs_end", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.CheckConstraint("state IN ('proposed', 'agreed', 'declined', 'over')", name=op.f("ck_swaps_state")),
        sa.ForeignKeyConstraint(["mine_person"], ["people.id"], name=op.f("fk_swaps_mine_person")),
        sa.ForeignKeyConstraint(["theirs_person"], ["people.id"], name=op.f("fk_swaps_theirs_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_swaps")),
    )
    op.create_index(
        "ix_swaps_proposed", "swaps", ["id"], unique=False, sqlite_where=PROPOSED, postgresql_where=PROPOSED
    )


def downgrade() -> None:
    op.drop_table("swaps")
    op.drop_table("cover_requests")
