"""PostgreSQL: one schema of a database is one book."""
