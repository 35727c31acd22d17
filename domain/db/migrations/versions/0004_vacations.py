"""Vacations: the working calendar, absences, vacations; and what a card tells beside the effect."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# One person, one vacation at a time. The server has no btree_gist, so that the person is compared
# as a range of one number: ranges need no extension in a GiST index.
_APART = """
alter table vacation add constraint vacation_apart exclude using gist (
    int8range(person_id, person_id, '[]') with &&,
    daterange(starts_on, ends_on, '[]') with &&
) where (state = 'granted');
alter table vacation add constraint ck_vacation_days
    check (days >= 1 and ends_on = starts_on + (days - 1)::integer);
"""


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "proposal", sa.Column("context", sa.Text(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.create_table(
        "company_holiday",
        _key(),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_holiday")),
        sa.UniqueConstraint("day", name=op.f("uq_company_holiday_day")),
    )
    op.create_table(
        "workplace",
        _key(),
        sa.Column("uf", sa.String(length=2), nullable=False),
        sa.Column("rest_weekdays", sa.String(length=7), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workplace")),
        sa.UniqueConstraint("uf", name=op.f("uq_workplace_uf")),
    )
    op.create_table(
        "absence",
        _key(),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("missed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("person_id", "missed_on", name=op.f("uq_absence_person_id_missed_on")),
    )
    op.create_index(op.f("ix_absence_person_id"), "absence", ["person_id"], unique=False)
    op.create_table(
        "vacation",
        _key(),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("days", sa.BigInteger(), nullable=False),
        sa.Column("acquired_from", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_vacation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacation")),
    )
    op.create_index(op.f("ix_vacation_person_id"), "vacation", ["person_id"], unique=False)
    op.create_index(op.f("ix_vacation_starts_on"), "vacation", ["starts_on"], unique=False)
    op.execute(_APART)


def downgrade() -> None:
    """Go back: who was granted which days stays in the trail alone."""
    op.drop_table("vacation")
    op.drop_table("absence")
    op.drop_table("workplace")
    op.drop_table("company_holiday")
    op.drop_column("proposal", "context")
