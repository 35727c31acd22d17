"""The gate, the trail and the ledger on a real PostgreSQL."""
