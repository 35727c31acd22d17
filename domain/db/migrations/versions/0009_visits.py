"""Links that open the desk once, and visits to it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "desk_link",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("record_table", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_desk_link_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_desk_link_digest")),
    )
    op.create_index(op.f("ix_desk_link_person_id"), "desk_link", ["person_id"])
    op.create_index(op.f("ix_desk_link_expires_at"), "desk_link", ["expires_at"])
    op.create_table(
        "desk_visit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_desk_visit_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_visit")),
        sa.UniqueConstraint("digest", name=op.f("uq_desk_visit_digest")),
    )
    op.create_index(op.f("ix_desk_visit_person_id"), "desk_visit", ["person_id"])
    op.create_index(op.f("ix_desk_visit_expires_at"), "desk_visit", ["expires_at"])


def downgrade() -> None:
    """Go back: every visit ends."""
    op.drop_table("desk_visit")
    op.drop_table("desk_link")
