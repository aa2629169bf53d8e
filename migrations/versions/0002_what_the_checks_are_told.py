"""What the checks are told: reference entries, incidents, areas, purposes; what approvers let pass."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reference",
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("section", name=op.f("pk_reference")),
    )
    op.create_table(
        "incidents",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("accounts", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index(
        "ix_incidents_unclosed",
        "incidents",
        ["id"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.add_column("accounts", sa.Column("area", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("revisions", sa.Column("purpose", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("revisions", sa.Column("consent", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("decisions", sa.Column("accepted", sa.Text(), server_default="[]", nullable=False))
    op.create_index(op.f("ix_checks_at"), "checks", ["at"], unique=False)
    op.create_index(op.f("ix_decisions_at"), "decisions", ["at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_decisions_at"), table_name="decisions")
    op.drop_index(op.f("ix_checks_at"), table_name="checks")
    op.drop_column("decisions", "accepted")
    op.drop_column("revisions", "consent")
    op.drop_column("revisions", "purpose")
    op.drop_column("accounts", "area")
    op.drop_index(
        "ix_incidents_unclosed",
        table_name="incidents",
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.drop_table("incidents")
    op.drop_table("reference")
