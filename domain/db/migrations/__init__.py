"""Alembic revisions of the domain."""
