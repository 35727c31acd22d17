"""Which records each note is about, so that a record's notes are found without reading them all."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_FILL = """
with sound as materialized (
    select seq, body::jsonb as body from note where body is json object
), told as (
    select seq, body ->> 'tag' as tag, split_part(body ->> 'subject', ':', 1) as record_table,
           split_part(body ->> 'subject', ':', 2) as record_id
        from sound where body ->> 'subject' ~ '^[a-z_]+:[1-9][0-9]{0,17}$'
    union
    select seq, body ->> 'tag', record ->> 0, record ->> 1
        from sound, jsonb_array_elements(coalesce(body -> 'details' -> 'records', '[]')) record
)
insert into note_subject (record_table, record_id, seq, tag)
    select record_table, record_id::bigint, seq, tag from told
"""

_ONLY_ADDED = """
create trigger note_subject_kept before update or delete on note_subject
    for each row execute function only_added();
create trigger note_subject_untruncated before truncate on note_subject
    execute function only_added();
revoke update, delete on note_subject from retaguarda_app;
"""


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "note_subject",
        sa.Column("record_table", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("record_table", "record_id", "seq", name=op.f("pk_note_subject")),
    )
    op.execute(_FILL)
    op.execute(_ONLY_ADDED)


def downgrade() -> None:
    """Go back: the notes themselves say whom they are about."""
    op.drop_table("note_subject")
