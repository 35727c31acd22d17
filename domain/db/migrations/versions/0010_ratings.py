"""What readers thought of answers."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "turn_rating",
        sa.Column("turn_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_turn_rating_turn_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_turn_rating_person_id")
        ),
        sa.PrimaryKeyConstraint("turn_id", "person_id", name=op.f("pk_turn_rating")),
    )


def downgrade() -> None:
    """Go back: no answer knows what its readers thought."""
    op.drop_table("turn_rating")
