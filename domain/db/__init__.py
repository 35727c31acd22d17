"""How the domain is kept in PostgreSQL: tables, the unit of work, recorded effects, migrations."""
