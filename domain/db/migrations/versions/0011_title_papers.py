"""The paper that a title rests on: one for a bill and for what is owed back for a receipt."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# A paper that two titles name stays with the first: what people signed is in the trail in any case.
_MOVE = """
update payable set document_id = first.document_id
from (select distinct on (expense.document_id) expense.payable_id, expense.document_id
      from expense join document on document.id = expense.document_id
      order by expense.document_id, expense.payable_id) as first
where payable.id = first.payable_id
"""
_MOVE_BACK = """
update expense set document_id = payable.document_id
from payable where payable.id = expense.payable_id
"""


def upgrade() -> None:
    """Go forward."""
    op.add_column("payable", sa.Column("document_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_payable_document_id"), "payable", "document", ["document_id"], ["id"]
    )
    op.execute(_MOVE)
    op.create_index(
        "uq_payable_document_id",
        "payable",
        ["document_id"],
        unique=True,
        postgresql_where=sa.text("document_id is not null and state <> 'cancelled'"),
    )
    op.drop_column("expense", "document_id")


def downgrade() -> None:
    """Go back: a receipt's paper stands with its expense, a bill's is forgotten."""
    op.add_column("expense", sa.Column("document_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_expense_document_id"), "expense", ["document_id"], unique=False)
    op.execute(_MOVE_BACK)
    op.drop_column("payable", "document_id")
