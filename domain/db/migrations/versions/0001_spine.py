"""The spine: people, books, proposals, trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Debits equal credits at every commit, whoever writes.
_BALANCED = """
create function entry_balanced() returns trigger language plpgsql as $$
declare total numeric; lines bigint;
begin
    select coalesce(sum(amount_cents), 0), count(*) into total, lines
        from posting where entry_id = case tg_table_name when 'entry' then new.id
                                          else (to_jsonb(new) ->> 'entry_id')::bigint end;
    if total <> 0 or lines < 2 then
        raise exception 'entry does not balance: % over % lines', total, lines
            using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger posting_balanced after insert on posting
    deferrable initially deferred for each row execute function entry_balanced();
create constraint trigger entry_balanced after insert on entry
    deferrable initially deferred for each row execute function entry_balanced();
"""

# Entries, postings and notes are only ever added; an entry gets its number once.
_ONLY_ADDED = """
create function only_added() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
end $$;
create function numbered_once() returns trigger language plpgsql as $$
begin
    if old.number is not null or to_jsonb(old) - 'number' <> to_jsonb(new) - 'number' then
        raise exception 'entry is only ever added to' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger entry_kept before delete on entry for each row execute function only_added();
create trigger entry_numbered before update on entry for each row execute function numbered_once();
create trigger posting_kept before update or delete on posting
    for each row execute function only_added();
create trigger note_kept before update or delete on note
    for each row execute function only_added();
create trigger entry_untruncated before truncate on entry execute function only_added();
create trigger posting_untruncated before truncate on posting execute function only_added();
create trigger note_untruncated before truncate on note execute function only_added();
"""

_GRANTS = """
revoke insert, update, delete on alembic_version from retaguarda_app;
revoke update, delete on note, posting from retaguarda_app;
revoke update, delete on entry from retaguarda_app;
grant update (number) on entry to retaguarda_app;
"""

#: In the order in which they can go.
_TABLES = (
    "payment",
    "payable",
    "decision",
    "proposal",
    "posting",
    "person_role",
    "party",
    "person",
    "note",
    "entry",
    "counter",
    "authority_limit",
    "account",
)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "account",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("code", name=op.f("uq_account_code")),
    )
    op.create_table(
        "authority_limit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("confirm_cents", sa.BigInteger(), nullable=False),
        sa.Column("approve_cents", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_limit")),
        sa.UniqueConstraint("role", "action", name=op.f("uq_authority_limit_role_action")),
    )
    op.create_table(
        "counter",
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_counter")),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("entry_on", sa.Date(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reverses_id"], ["entry.id"], name=op.f("fk_entry_reverses_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("number", name=op.f("uq_entry_number")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_entry_reverses_id")),
    )
    op.create_index(op.f("ix_entry_entry_on"), "entry", ["entry_on"], unique=False)
    op.create_table(
        "note",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_note")),
        sa.UniqueConstraint("hash", name=op.f("uq_note_hash")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("slack_user_id", sa.String(length=20), nullable=True),
        sa.Column("manager_id", sa.BigInteger(), nullable=True),
        sa.Column("admitted_on", sa.Date(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("search", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"], name=op.f("fk_person_manager_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("slack_user_id", name=op.f("uq_person_slack_user_id")),
    )
    op.create_index(op.f("ix_person_search"), "person", ["search"], unique=False)
    op.create_table(
        "party",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("tax_id", sa.String(length=14), nullable=False),
        sa.Column("supplies", sa.Boolean(), nullable=False),
        sa.Column("buys", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("search", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_party_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("tax_id", name=op.f("uq_party_tax_id")),
    )
    op.create_index(op.f("ix_party_search"), "party", ["search"], unique=False)
    op.create_table(
        "person_role",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_role_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_role")),
    )
    op.create_index(op.f("ix_person_role_person_id"), "person_role", ["person_id"], unique=False)
    op.create_table(
        "posting",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_posting_account_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_posting_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
    )
    op.create_index(op.f("ix_posting_account_id"), "posting", ["account_id"], unique=False)
    op.create_index(op.f("ix_posting_entry_id"), "posting", ["entry_id"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("maker_id", sa.BigInteger(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("beneficiaries", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stale_effect", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["maker_id"], ["person.id"], name=op.f("fk_proposal_maker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_expires_at"), "proposal", ["expires_at"], unique=False)
    op.create_index(op.f("ix_proposal_maker_id"), "proposal", ["maker_id"], unique=False)
    op.create_index(op.f("ix_proposal_state"), "proposal", ["state"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("proposal_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decision_person_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_decision_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint(
            "proposal_id",
            "person_id",
            "verdict",
            name=op.f("uq_decision_proposal_id_person_id_verdict"),
        ),
    )
    op.create_index(op.f("ix_decision_proposal_id"), "decision", ["proposal_id"], unique=False)
    op.create_table(
        "payable",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("party_id", sa.BigInteger(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("paid_cents", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_payable_account_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_payable_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payable")),
    )
    op.create_index(op.f("ix_payable_due_on"), "payable", ["due_on"], unique=False)
    op.create_index(op.f("ix_payable_party_id"), "payable", ["party_id"], unique=False)
    op.create_table(
        "payment",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("payable_id", sa.BigInteger(), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_payment_entry_id")),
        sa.ForeignKeyConstraint(["payable_id"], ["payable.id"], name=op.f("fk_payment_payable_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    op.create_index(op.f("ix_payment_payable_id"), "payment", ["payable_id"], unique=False)
    op.execute(_BALANCED)
    op.execute(_ONLY_ADDED)
    op.execute(_GRANTS)


def downgrade() -> None:
    """Go back to nothing."""
    for table in _TABLES:
        op.drop_table(table)
    for function in ("entry_balanced", "only_added", "numbered_once"):
        op.execute(f"drop function {function}()")
