"""Roles on a server: groups that the administrator puts people into.

Each database has three of them. What a role may not change, the server refuses, whatever program
asks. Who owns the database may do everything.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from hitl_app.domain.errors import KnownError
from hitl_app.domain.roles import Role
from hitl_app.domain.settings import SETTINGS
from hitl_app.store.engine.errors import known_errors
from hitl_app.store.schema import Base

_CHANGES: Final = "INSERT, UPDATE, DELETE"
_MODELS: Final = frozenset({"activation", "model_version", "version_file", "training_run"})
_ADDED: Final = "certificate"
"""Its rows are never changed."""
_OPENED: Final = "inspection"
"""Operators add its checks and close it, but cannot open one."""
_SETTINGS: Final = "setting"
"""Beside the settings it holds marks, which every job sets."""
_LONGEST: Final = 63 - len("_operator")
"""Names that are longer, the server cuts off."""

ROLE: Final = (
    "SELECT has_table_privilege('decision', 'INSERT'), has_table_privilege('activation', 'INSERT')"
)
"""Whether the connected user may decide, and may change models."""


class ServerRoles:
    """The roles of one database.

    Args:
        connect: Makes a connection.
        database: Name of the database.
        place: Its address, for messages.
    """

    def __init__(self, connect: Callable[[], Any], database: str, place: str) -> None:
        self._connect, self._database, self._place = connect, database, place

    def make(self) -> None:
        """Make the roles, as `Roles` says."""
        with known_errors(self._place), self._connect() as raw:
            _Making(raw, self._database).run()

    def give(self, person: str, role: Role) -> None:
        """Give a person a role, as `Roles` says."""
        from psycopg import sql

        with known_errors(self._place), self._connect() as raw:
            known = _names(raw)
            if _group(self._database, role) not in known:
                raise KnownError("roles-missing", path=self._place)
            if person not in known:
                raise KnownError("person-unknown", name=person)
            for one in Role:
                change = "GRANT {group} TO {who}" if one is role else "REVOKE {group} FROM {who}"
                group = sql.Identifier(_group(self._database, one))
                raw.execute(sql.SQL(change).format(group=group, who=sql.Identifier(person)))

    def members(self) -> dict[str, Role]:
        """Return those who were given a role, by name."""
        query = (
            "SELECT p.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
            " JOIN pg_roles p ON p.oid = m.member WHERE g.rolname = %s ORDER BY p.rolname"
        )
        with known_errors(self._place), self._connect() as raw:
            return {
                person: role
                for role in Role
                for (person,) in raw.execute(query, [_group(self._database, role)]).fetchall()
            }


class _Making:
    """Makes the groups of a database, or gives existing ones their rights again."""

    def __init__(self, raw: Any, database: str) -> None:
        from psycopg import sql

        self._sql, self._raw, self._database = sql, raw, database
        self._names = {role: _group(database, role) for role in Role}
        schema = raw.execute("SELECT current_schema()").fetchone()[0]
        asked = "SELECT tableowner FROM pg_tables WHERE tablename = %s AND schemaname = %s"
        owner = raw.execute(asked, [_SETTINGS, schema]).fetchone()[0]
        self._parts = {
            "database": sql.Identifier(database),
            "schema": sql.Identifier(schema),
            "owner": sql.Identifier(owner),
            "added": sql.Identifier(_ADDED),
            "opened": sql.Identifier(_OPENED),
            "setting": sql.Identifier(_SETTINGS),
            "everyone": sql.SQL(", ").join(map(sql.Identifier, self._names.values())),
            **{role.value: sql.Identifier(name) for role, name in self._names.items()},
        }

    def run(self) -> None:
        known = _names(self._raw)
        for role, name in self._names.items():
            if name not in known:
                self._do(f"CREATE ROLE {{{role.value}}} NOLOGIN")
        self._do("GRANT CONNECT ON DATABASE {database} TO {everyone}")
        self._do("GRANT USAGE ON SCHEMA {schema} TO {everyone}")
        self._do("REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {everyone}")
        self._do("GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {everyone}")
        self._do("GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {operator}, {lead}")
        self._do("GRANT INSERT ON {added} TO {operator}, {lead}")
        tables = set(Base.metadata.tables) - {_ADDED}
        self._do(f"GRANT {_CHANGES} ON {{tables}} TO {{lead}}", tables=self._listed(tables))
        some = self._listed(tables - _MODELS - {_OPENED})
        self._do(f"GRANT {_CHANGES} ON {{tables}} TO {{operator}}", tables=some)
        self._do("GRANT UPDATE ON {opened} TO {operator}")
        self._share_new_tables()
        self._guard_settings()

    def _share_new_tables(self) -> None:
        """Let operators and leads change tables that a later version of the program adds."""
        rights = "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {schema} GRANT "
        self._do(f"{rights} SELECT ON TABLES TO {{everyone}}")
        self._do(f"{rights} {_CHANGES} ON TABLES TO {{operator}}, {{lead}}")
        self._do(f"{rights} USAGE ON SEQUENCES TO {{operator}}, {{lead}}")

    def _guard_settings(self) -> None:
        """Let operators set marks, but no settings."""
        names = self._sql.SQL(", ").join(self._sql.Literal(one.name) for one in SETTINGS)
        mark = self._sql.SQL("name NOT IN ({names})").format(names=names)
        self._do("ALTER TABLE {setting} ENABLE ROW LEVEL SECURITY")
        for name, rule in {
            "all_read": "FOR SELECT USING (true)",
            "lead_changes": "FOR ALL TO {lead} USING (true) WITH CHECK (true)",
            "operator_adds": "FOR INSERT TO {operator} WITH CHECK ({mark})",
            "operator_changes": "FOR UPDATE TO {operator} USING ({mark}) WITH CHECK ({mark})",
            "operator_clears": "FOR DELETE TO {operator} USING ({mark})",
        }.items():
            policy = self._sql.Identifier(f"second_look_{name}")
            self._do("DROP POLICY IF EXISTS {policy} ON {setting}", policy=policy)
            self._do(f"CREATE POLICY {{policy}} ON {{setting}} {rule}", policy=policy, mark=mark)

    def _listed(self, tables: Iterable[str]) -> Any:
        return self._sql.SQL(", ").join(map(self._sql.Identifier, sorted(tables)))

    def _do(self, statement: str, **parts: Any) -> None:
        self._raw.execute(self._sql.SQL(statement).format(**self._parts, **parts))


def _group(database: str, role: Role) -> str:
    """Return the name of a role's group."""
    return f"{database[:_LONGEST]}_{role}"


def _names(raw: Any) -> set[str]:
    return {name for (name,) in raw.execute("SELECT rolname FROM pg_roles").fetchall()}
