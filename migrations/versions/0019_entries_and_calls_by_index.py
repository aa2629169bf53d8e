"""Find what is entered in all rotas for a time, and the last drills, without reading everything there ever was."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

STANDING = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_rota_entries_end", "rota_entries", ["end"], sqlite_where=STANDING, postgresql_where=STANDING
    )
    op.create_index(op.f("ix_escalations_kind_id"), "escalations", ["kind", "id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_escalations_kind_id"), table_name="escalations")
    op.drop_index("ix_rota_entries_end", table_name="rota_entries")
