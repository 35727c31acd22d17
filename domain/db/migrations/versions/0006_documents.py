"""Documents: originals that are kept, and what was read from them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "document",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kept_by_id", sa.BigInteger(), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["kept_by_id"], ["person.id"], name=op.f("fk_document_kept_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("sha256", name=op.f("uq_document_sha256")),
    )
    op.create_index(op.f("ix_document_kept_by_id"), "document", ["kept_by_id"], unique=False)
    op.create_table(
        "document_reading",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("supplier_tax_id", sa.String(length=14), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("access_key", sa.String(length=44), nullable=True),
        sa.Column("linha_digitavel", sa.String(length=48), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_reading_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_reading")),
    )
    for column in ("document_id", "access_key", "linha_digitavel"):
        op.create_index(op.f(f"ix_document_reading_{column}"), "document_reading", [column])
    op.create_index(
        op.f("ix_document_reading_supplier_tax_id_number"),
        "document_reading",
        ["supplier_tax_id", "number"],
    )
    op.create_index(
        "ix_document_reading_search",
        "document_reading",
        [sa.text("to_tsvector('simple', search)")],
        postgresql_using="gin",
    )


def downgrade() -> None:
    """Go back: the store keeps the originals, without the keys that open them."""
    op.drop_table("document_reading")
    op.drop_table("document")
