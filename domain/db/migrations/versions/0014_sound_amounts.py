"""The database itself keeps amounts sound: nothing is paid beyond what is owed, by whatever writes."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_CHECKS = (
    ("payable", "amount_positive", "amount_cents > 0"),
    ("payable", "paid_within", "paid_cents between 0 and amount_cents"),
    ("payable", "state_by_paid", "(state = 'settled') = (paid_cents = amount_cents)"),
    ("receivable", "amount_positive", "amount_cents > 0"),
    ("receivable", "received_within", "received_cents between 0 and amount_cents"),
    ("receivable", "state_by_received", "(state = 'settled') = (received_cents = amount_cents)"),
    ("payment", "amount_positive", "amount_cents > 0"),
    ("receipt", "amount_positive", "amount_cents > 0"),
    ("expense", "amount_positive", "amount_cents > 0"),
    ("posting", "amount_not_zero", "amount_cents <> 0"),
    ("authority_limit", "not_negative", "confirm_cents >= 0 and approve_cents >= 0"),
)


def upgrade() -> None:
    """Go forward."""
    for table, name, condition in _CHECKS:
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, sa.text(condition))
    op.create_index(op.f("ix_payment_entry_id"), "payment", ["entry_id"], unique=True)
    op.execute(
        "delete from person_role a using person_role b"
        " where a.person_id = b.person_id and a.role = b.role and a.id > b.id"
    )
    op.create_unique_constraint(
        op.f("uq_person_role_person_id_role"), "person_role", ["person_id", "role"]
    )


def downgrade() -> None:
    """Go back."""
    op.drop_constraint(op.f("uq_person_role_person_id_role"), "person_role")
    op.drop_index(op.f("ix_payment_entry_id"), "payment")
    for table, name, _ in _CHECKS:
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
