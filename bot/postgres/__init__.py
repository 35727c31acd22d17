"""The database server: PostgreSQL 18 inside our own folder, or any server that DATABASE_URL names."""
