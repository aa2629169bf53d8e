"""Escalations, the calls made in them, and callouts."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "escalations",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("rota", sa.Text(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("fired", sa.Integer(), nullable=False),
        sa.Column("empty", sa.Text(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=True),
        sa.Column("taken_by", sa.Text(), nullable=True),
        sa.Column("taken_at", INSTANT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.CheckConstraint("kind IN ('draft', 'alarm', 'drill')", name=op.f("ck_escalations_kind")),
        sa.CheckConstraint("stage IN ('calling', 'taken', 'alarmed', 'over')", name=op.f("ck_escalations_stage")),
        sa.CheckConstraint(
            "outcome IN ('', 'decided', 'dealt_with', 'morning', 'not_needed', 'reported')",
            name=op.f("ck_escalations_outcome"),
        ),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_escalations_account")),
        sa.ForeignKeyConstraint(["taken_by"], ["people.id"], name=op.f("fk_escalations_taken_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["people.id"], name=op.f("fk_escalations_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalations")),
    )
    op.create_index(
        "uq_escalations_under_way",
        "escalations",
        ["kind", "subject"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "escalation_calls",
        sa.Column("escalation", NUMBER, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.CheckConstraint(
            "answer IN ('', 'have_it', 'handed_on', 'decided')", name=op.f("ck_escalation_calls_answer")
        ),
        sa.ForeignKeyConstraint(["escalation"], ["escalations.id"], name=op.f("fk_escalation_calls_escalation")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_escalation_calls_person")),
        sa.PrimaryKeyConstraint("escalation", "number", name=op.f("pk_escalation_calls")),
    )
    op.create_table(
        "callouts",
        sa.Column("escalation", NUMBER, autoincrement=False, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("start", INSTANT, nullable=False),
        sa.Column("end", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["escalation"], ["escalations.id"], name=op.f("fk_callouts_escalation")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_callouts_person")),
        sa.PrimaryKeyConstraint("escalation", "person", name=op.f("pk_callouts")),
    )
    op.create_index(op.f("ix_callouts_end"), "callouts", ["end"], unique=False)


def downgrade() -> None:
    op.drop_table("callouts")
    op.drop_table("escalation_calls")
    op.drop_table("escalations")
