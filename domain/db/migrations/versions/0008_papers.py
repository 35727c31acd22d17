"""Papers handed in, and the pictures of documents in Slack."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "paper",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("thread_ts", sa.String(length=30), nullable=False),
        sa.Column("message_ts", sa.String(length=30), nullable=False),
        sa.Column("file_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("proposal_id", sa.BigInteger(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_paper_person_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_paper_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_paper_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint(
            "channel",
            "message_ts",
            "file_id",
            "person_id",
            name=op.f("uq_paper_channel_message_ts_file_id_person_id"),
        ),
    )
    for column in ("person_id", "document_id"):
        op.create_index(op.f(f"ix_paper_{column}"), "paper", [column])
    op.create_table(
        "document_picture",
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("slack_file_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_picture_document_id")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_picture")),
    )


def downgrade() -> None:
    """Go back: no paper knows what became of it."""
    op.drop_table("document_picture")
    op.drop_table("paper")
