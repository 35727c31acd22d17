"""Titles: what people are owed back, invoices to customers, and the entries that booked them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    _widen_payable()
    _make_receivable()
    op.create_table(
        "expense",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("payable_id", sa.BigInteger(), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=True),
        sa.Column("supplier", sa.String(length=120), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_expense_entry_id")),
        sa.ForeignKeyConstraint(["payable_id"], ["payable.id"], name=op.f("fk_expense_payable_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_expense_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense")),
    )
    for column in ("person_id", "payable_id", "entry_id", "document_id"):
        op.create_index(op.f(f"ix_expense_{column}"), "expense", [column], unique=False)


def _widen_payable() -> None:
    op.alter_column("payable", "party_id", existing_type=sa.BigInteger(), nullable=True)
    for column, target in (("person_id", "person"), ("entry_id", "entry")):
        op.add_column("payable", sa.Column(column, sa.BigInteger(), nullable=True))
        op.create_foreign_key(op.f(f"fk_payable_{column}"), "payable", target, [column], ["id"])
        op.create_index(op.f(f"ix_payable_{column}"), "payable", [column], unique=False)
    op.create_check_constraint(
        op.f("ck_payable_one_payee"), "payable", "num_nonnulls(party_id, person_id) = 1"
    )
    op.create_index(
        "uq_payable_party_id_number",
        "payable",
        ["party_id", "number"],
        unique=True,
        postgresql_where=sa.text("number is not null and state <> 'cancelled'"),
    )


def _make_receivable() -> None:
    op.create_table(
        "receivable",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("party_id", sa.BigInteger(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("received_cents", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_receivable_account_id")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_receivable_entry_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_receivable_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receivable")),
        sa.UniqueConstraint("number", name=op.f("uq_receivable_number")),
    )
    for column in ("party_id", "due_on", "entry_id"):
        op.create_index(op.f(f"ix_receivable_{column}"), "receivable", [column], unique=False)
    op.create_table(
        "receipt",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("receivable_id", sa.BigInteger(), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_receipt_entry_id")),
        sa.ForeignKeyConstraint(
            ["receivable_id"], ["receivable.id"], name=op.f("fk_receipt_receivable_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
    )
    for column in ("receivable_id", "entry_id"):
        op.create_index(op.f(f"ix_receipt_{column}"), "receipt", [column], unique=False)


def downgrade() -> None:
    """Go back: receipts and invoices are gone, and so is what is owed to people."""
    op.drop_table("expense")
    op.drop_table("receipt")
    op.drop_table("receivable")
    op.execute(
        "delete from payment using payable where payable.id = payable_id and party_id is null"
    )
    op.execute("delete from payable where party_id is null")
    op.drop_index("uq_payable_party_id_number", "payable")
    op.drop_constraint(op.f("ck_payable_one_payee"), "payable")
    op.drop_column("payable", "person_id")
    op.drop_column("payable", "entry_id")
    op.alter_column("payable", "party_id", existing_type=sa.BigInteger(), nullable=False)
