"""Rotas, what is entered beside them, absences; how people are reached and until when they are trained."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("people", sa.Column("email", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("people", sa.Column("trained_until", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("manager", sa.Text(), nullable=True))
    op.add_column("people", sa.Column("nation", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.create_table(
        "rotas",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rotas")),
    )
    op.create_table(
        "rota_entries",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("rota", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("start", INSTANT, nullable=False),
        sa.Column("end", INSTANT, nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("instead_of", sa.Text(), nullable=True),
        sa.Column("absence", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.CheckConstraint("kind IN ('cover', 'swap', 'override', 'shift')", name=op.f("ck_rota_entries_kind")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_rota_entries_person")),
        sa.ForeignKeyConstraint(["instead_of"], ["people.id"], name=op.f("fk_rota_entries_instead_of")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_entries")),
    )
    op.create_index(op.f("ix_rota_entries_absence"), "rota_entries", ["absence"], unique=False)
    op.create_index(
        "ix_rota_entries_standing",
        "rota_entries",
        ["rota", "end"],
        unique=False,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "absences",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("start", INSTANT, nullable=False),
        sa.Column("end", INSTANT, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.Column("cancelled_by", sa.Text(), nullable=False),
        sa.Column("cancelled_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_absences_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index(
        "ix_absences_in_force",
        "absences",
        ["end"],
        unique=False,
        sqlite_where=sa.text("cancelled_at IS NULL"),
        postgresql_where=sa.text("cancelled_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("absences")
    op.drop_table("rota_entries")
    op.drop_table("rotas")
    op.drop_column("people", "nation")
    op.drop_column("people", "manager")
    op.drop_column("people", "trained_until")
    op.drop_column("people", "email")
