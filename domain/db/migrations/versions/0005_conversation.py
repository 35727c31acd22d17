"""What was said and done in each thread: turns and their steps."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "turn",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("thread_ts", sa.String(length=30), nullable=False),
        sa.Column("said_ts", sa.String(length=30), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("papers", sa.Text(), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column("prompt_digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stop_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_turn_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn")),
        sa.UniqueConstraint("channel", "said_ts", name=op.f("uq_turn_channel_said_ts")),
    )
    op.create_index(op.f("ix_turn_channel_thread_ts"), "turn", ["channel", "thread_ts"])
    op.create_table(
        "turn_step",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("turn_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("calls", sa.Text(), nullable=False),
        sa.Column("call_id", sa.String(length=100), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("proposal_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_turn_step_turn_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_turn_step_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn_step")),
        sa.UniqueConstraint("turn_id", "call_id", name=op.f("uq_turn_step_turn_id_call_id")),
    )
    op.create_index(op.f("ix_turn_step_turn_id"), "turn_step", ["turn_id"], unique=False)


def downgrade() -> None:
    """Go back: what was said is forgotten, nothing that was decided."""
    op.drop_table("turn_step")
    op.drop_table("turn")
