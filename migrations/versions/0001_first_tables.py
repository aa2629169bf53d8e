"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

NEVER_CHANGED = {
    "sqlite": (
        "CREATE TRIGGER records_keep_update BEFORE UPDATE ON records"
        " BEGIN SELECT RAISE(ABORT, 'records are never changed'); END",
        "CREATE TRIGGER records_keep_delete BEFORE DELETE ON records"
        " BEGIN SELECT RAISE(ABORT, 'records are never changed'); END",
    ),
    "postgresql": (
        """CREATE FUNCTION records_keep() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'records are never changed'; END $$""",
        """CREATE TRIGGER records_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON records
        FOR EACH STATEMENT EXECUTE FUNCTION records_keep()""",
    ),
}


def upgrade() -> None:
    op.create_table(
        "due",
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
        sa.CheckConstraint(
            "work IN ('show_draft', 'notify', 'publish', 'reconcile', 'remind', 'expire', 'sweep')",
            name=op.f("ck_due_work"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due")),
        sa.UniqueConstraint("work", "subject", name=op.f("uq_due_work_subject")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_due_claimable_at"), "due", ["claimable_at"], unique=False)
    op.create_table(
        "media",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_media")),
    )
    op.create_table(
        "messages",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place", "subject", name=op.f("pk_messages")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("approved_hosts", sa.Text(), nullable=False),
        sa.Column("public_contacts", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_organisation_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.CheckConstraint("standing IN ('active', 'suspended', 'left')", name=op.f("ck_people_standing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "record_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_record_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_head")),
    )
    op.create_table(
        "records",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("body_hash", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_records")),
    )
    op.create_index(op.f("ix_records_actor"), "records", ["actor"], unique=False)
    op.create_index(op.f("ix_records_subject"), "records", ["subject"], unique=False)
    op.create_table(
        "seen",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_seen")),
    )
    op.create_index(op.f("ix_seen_at"), "seen", ["at"], unique=False)
    op.create_table(
        "accounts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("org_type", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("nation", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("remit", sa.Text(), nullable=False),
        sa.Column("approvals", sa.Integer(), nullable=False),
        sa.Column("cooling_off", sa.Integer(), nullable=False),
        sa.Column("remind_after", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('corporate', 'official', 'personal', 'minister', 'councillor')", name=op.f("ck_accounts_kind")
        ),
        sa.CheckConstraint(
            "org_type IN ('council', 'nhs_trust', 'police', 'fire', 'ministry')", name=op.f("ck_accounts_org_type")
        ),
        sa.CheckConstraint("approvals BETWEEN 1 AND 2", name=op.f("ck_accounts_approvals")),
        sa.ForeignKeyConstraint(["owner"], ["people.id"], name=op.f("fk_accounts_owner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
    )
    op.create_table(
        "chat_identities",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_chat_identities_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("platform", "tenant", "user", name=op.f("pk_chat_identities")),
    )
    op.create_index(op.f("ix_chat_identities_person"), "chat_identities", ["person"], unique=False)
    op.create_table(
        "account_tokens",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.id"], name=op.f("fk_account_tokens_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_account_tokens")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("slot", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("tweet", sa.Text(), nullable=True),
        sa.Column("lock", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'changes_requested', 'scheduled', 'publishing', 'unconfirmed', 'published', 'failed', 'held', 'expired', 'rejected', 'withdrawn')",
            name=op.f("ck_drafts_state"),
        ),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_drafts_account")),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_drafts_author")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("account", "tweet", name=op.f("uq_drafts_account_tweet")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_drafts_account_state_changed_at"), "drafts", ["account", "state", "changed_at"], unique=False
    )
    op.create_index(op.f("ix_drafts_author_state_id"), "drafts", ["author", "state", "id"], unique=False)
    op.create_index(op.f("ix_drafts_state_changed_at"), "drafts", ["state", "changed_at"], unique=False)
    op.create_table(
        "grants",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("granted_by", sa.Text(), nullable=False),
        sa.CheckConstraint("role IN ('pitch', 'approve')", name=op.f("ck_grants_role")),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_grants_account"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_grants_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "account", "role", name=op.f("pk_grants")),
    )
    op.create_index(op.f("ix_grants_account"), "grants", ["account"], unique=False)
    op.create_table(
        "holds",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_by", sa.Text(), nullable=False),
        sa.Column("placed_at", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        sa.Column("released_by", sa.Text(), nullable=False),
        sa.Column("released_at", INSTANT, nullable=True),
        sa.CheckConstraint("kind IN ('freeze', 'login', 'rate')", name=op.f("ck_holds_kind")),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_holds_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    op.create_index(
        "ix_holds_unreleased",
        "holds",
        ["id"],
        unique=False,
        sqlite_where=sa.text("released_at IS NULL"),
        postgresql_where=sa.text("released_at IS NULL"),
    )
    op.create_table(
        "revisions",
        sa.Column("draft", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("target_kind", sa.Text(), nullable=True),
        sa.Column("target_tweet", sa.Text(), nullable=True),
        sa.Column("target_address", sa.Text(), nullable=True),
        sa.Column("when", INSTANT, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.CheckConstraint("target_kind IN ('reply', 'quote')", name=op.f("ck_revisions_target_kind")),
        sa.CheckConstraint(
            "(target_kind IS NULL) = (target_tweet IS NULL) AND (target_kind IS NULL) = (target_address IS NULL)",
            name=op.f("ck_revisions_target"),
        ),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name=op.f("fk_revisions_draft")),
        sa.ForeignKeyConstraint(["edited_by"], ["people.id"], name=op.f("fk_revisions_edited_by")),
        sa.PrimaryKeyConstraint("draft", "number", name=op.f("pk_revisions")),
    )
    op.create_table(
        "attempts",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("draft", NUMBER, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("token", sa.BigInteger(), nullable=False),
        sa.Column("last_known", sa.Text(), nullable=True),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("tweet", sa.Text(), nullable=True),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("denied_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('', 'posted', 'refused', 'never_sent', 'unknown', 'adopted')", name=op.f("ck_attempts_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["draft", "revision"], ["revisions.draft", "revisions.number"], name=op.f("fk_attempts_draft")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_draft"), "attempts", ["draft"], unique=False)
    op.create_index(
        "uq_attempts_open",
        "attempts",
        ["draft"],
        unique=True,
        sqlite_where=sa.text("outcome = ''"),
        postgresql_where=sa.text("outcome = ''"),
    )
    op.create_index(
        "uq_attempts_posted",
        "attempts",
        ["draft"],
        unique=True,
        sqlite_where=sa.text("tweet IS NOT NULL"),
        postgresql_where=sa.text("tweet IS NOT NULL"),
    )
    op.create_table(
        "checks",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("draft", NUMBER, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["draft", "revision"], ["revisions.draft", "revisions.number"], name=op.f("fk_checks_draft")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checks")),
    )
    op.create_index(op.f("ix_checks_draft_revision"), "checks", ["draft", "revision"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("draft", NUMBER, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("slot", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.CheckConstraint("verdict IN ('approve', 'ask_for_changes', 'reject')", name=op.f("ck_decisions_verdict")),
        sa.ForeignKeyConstraint(
            ["draft", "revision"], ["revisions.draft", "revisions.number"], name=op.f("fk_decisions_draft")
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_decisions_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_draft_revision"), "decisions", ["draft", "revision"], unique=False)
    op.create_table(
        "revision_media",
        sa.Column("draft", NUMBER, autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft", "revision"], ["revisions.draft", "revisions.number"], name=op.f("fk_revision_media_draft")
        ),
        sa.ForeignKeyConstraint(["sha256"], ["media.sha256"], name=op.f("fk_revision_media_sha256")),
        sa.PrimaryKeyConstraint("draft", "revision", "position", name=op.f("pk_revision_media")),
    )
    op.create_table(
        "suggestions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("draft", NUMBER, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint("answer IN ('', 'taken', 'declined', 'overtaken')", name=op.f("ck_suggestions_answer")),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_suggestions_by")),
        sa.ForeignKeyConstraint(
            ["draft", "revision"], ["revisions.draft", "revisions.number"], name=op.f("fk_suggestions_draft")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
    )
    op.create_index(op.f("ix_suggestions_draft"), "suggestions", ["draft"], unique=False)
    op.execute(f"INSERT INTO record_head (id, number, hash) VALUES (1, 0, '{'0' * 64}')")
    for statement in NEVER_CHANGED[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_suggestions_draft"), table_name="suggestions")
    op.drop_table("suggestions")
    op.drop_table("revision_media")
    op.drop_index(op.f("ix_decisions_draft_revision"), table_name="decisions")
    op.drop_table("decisions")
    op.drop_index(op.f("ix_checks_draft_revision"), table_name="checks")
    op.drop_table("checks")
    op.drop_index(
        "uq_attempts_posted",
        table_name="attempts",
        sqlite_where=sa.text("tweet IS NOT NULL"),
        postgresql_where=sa.text("tweet IS NOT NULL"),
    )
    op.drop_index(
        "uq_attempts_open",
        table_name="attempts",
        sqlite_where=sa.text("outcome = ''"),
        postgresql_where=sa.text("outcome = ''"),
    )
    op.drop_index(op.f("ix_attempts_draft"), table_name="attempts")
    op.drop_table("attempts")
    op.drop_table("revisions")
    op.drop_index(
        "ix_holds_unreleased",
        table_name="holds",
        sqlite_where=sa.text("released_at IS NULL"),
        postgresql_where=sa.text("released_at IS NULL"),
    )
    op.drop_table("holds")
    op.drop_index(op.f("ix_grants_account"), table_name="grants")
    op.drop_table("grants")
    op.drop_index(op.f("ix_drafts_state_changed_at"), table_name="drafts")
    op.drop_index(op.f("ix_drafts_author_state_id"), table_name="drafts")
    op.drop_index(op.f("ix_drafts_account_state_changed_at"), table_name="drafts")
    op.drop_table("drafts")
    op.drop_table("account_tokens")
    op.drop_index(op.f("ix_chat_identities_person"), table_name="chat_identities")
    op.drop_table("chat_identities")
    op.drop_table("accounts")
    op.drop_index(op.f("ix_seen_at"), table_name="seen")
    op.drop_table("seen")
    op.drop_index(op.f("ix_records_subject"), table_name="records")
    op.drop_index(op.f("ix_records_actor"), table_name="records")
    op.drop_table("records")
    op.drop_table("record_head")
    op.drop_table("people")
    op.drop_table("organisation")
    op.drop_table("messages")
    op.drop_table("media")
    op.drop_index(op.f("ix_due_claimable_at"), table_name="due")
    op.drop_table("due")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION records_keep()")
