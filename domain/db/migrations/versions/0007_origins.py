"""Where requests began, and which of our messages stand where."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "proposal_origin",
        sa.Column("proposal_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("thread_ts", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_origin_proposal_id")
        ),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_proposal_origin")),
    )
    op.create_table(
        "slack_message",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("thread_ts", sa.String(length=30), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ts", sa.String(length=30), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_slack_message")),
    )


def downgrade() -> None:
    """Go back: no request knows its thread."""
    op.drop_table("slack_message")
    op.drop_table("proposal_origin")
