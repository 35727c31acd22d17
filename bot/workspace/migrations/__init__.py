"""How the workspace's tables came to be, version by version (Alembic)."""
