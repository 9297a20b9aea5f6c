"""The review database: rows, queries and migrations. Queries return dataclasses, never rows."""
