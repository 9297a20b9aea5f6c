"""Database specifics, used by no other package: connections, pragmas, locks, migrations."""
