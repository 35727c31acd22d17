"""Whoever may record and approve payments may do so for reimbursements."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# Without limits nobody could approve one. A company that is opened later has them in its own policy.
_LIMITS = """
insert into authority_limit (role, action, confirm_cents, approve_cents)
select role, 'post_reimbursement', confirm_cents, approve_cents
from authority_limit where action = 'post_payment'
on conflict do nothing
"""


def upgrade() -> None:
    """Go forward."""
    op.execute(_LIMITS)


def downgrade() -> None:
    """Go back."""
    op.execute("delete from authority_limit where action = 'post_reimbursement'")
