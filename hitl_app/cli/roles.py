"""Commands on the roles of the operators who share a workspace on a server."""

from collections.abc import Callable
from typing import Any

from hitl_app.cli.terminal import Output
from hitl_app.domain.roles import Role
from hitl_app.workspace import Workspace
from safeio.printing import Parser


def add_commands(add: Callable[[str, str], Parser]) -> None:
    """Add the actions of `roles`."""
    add("list", "Show your role, and those who were given one")
    add("make", "Make the roles in the database, or give them their rights again")
    give = add("give", "Give a person a role instead of the one before")
    give.add_argument("role", choices=[role.value for role in Role], metavar="ROLE",
                      help=", ".join(Role))  # fmt: skip
    give.add_argument("name", metavar="NAME", help="name with which they sign in to the server")


def show(workspace: Workspace, _given: Any) -> Output:
    """Show the role of this computer's user, and of others on a server."""
    own = workspace.database.role
    dialect = workspace.database.dialect
    members = dialect.roles().members() if dialect.is_shared else {}
    lines = [f"Your role: {own}."]
    lines += [f"{name}: {role}" for name, role in sorted(members.items())]
    return {"role": own.value, "members": {n: r.value for n, r in members.items()}}, lines


def make(workspace: Workspace, _given: Any) -> Output:
    """Make the roles of the database."""
    workspace.database.dialect.roles().make()
    roles = [role.value for role in Role]
    lines = [
        f"The database has the roles {', '.join(roles)}.",
        "Give each person one with: hitl-app roles give ROLE NAME",
    ]
    return {"roles": roles}, lines


def give(workspace: Workspace, given: Any) -> Output:
    """Give a person a role."""
    workspace.database.dialect.roles().give(given.name, Role(given.role))
    lines = [f"{given.name} is {given.role} from the next time the program is started."]
    return {"name": given.name, "role": given.role}, lines
