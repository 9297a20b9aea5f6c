"""The only package that knows the database: connections, pragmas, locks, migrations."""
