"""What each rota was and since when. Until now nothing was kept of that: what is there counts as always having been."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "rota_versions",
        sa.Column("rota", sa.Text(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rota", "since", name=op.f("pk_rota_versions")),
    )
    op.execute(
        "INSERT INTO rota_versions (rota, since, name, plan)"
        " SELECT id, '1970-01-01T00:00:00.000000+00:00', name, plan FROM rotas"
    )


def downgrade() -> None:
    op.drop_table("rota_versions")
