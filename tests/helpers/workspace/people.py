"""People with roles in a workspace on a test's server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hitl_app.domain.roles import Role
from hitl_app.workspace import Workspace
from tests.helpers.workspace.servers import Server
from tests.helpers.workspace.workspaces import add_photos

PEOPLE = {
    "second_look_ann": Role.LEAD,
    "second_look_ben": Role.OPERATOR,
    "second_look_vic": Role.VIEWER,
}
ANN, BEN, VIC = PEOPLE


@contextmanager
def people(server: Server, address: str) -> Iterator[None]:
    """Let people sign in to a database that does not exist yet; forget them in the end."""
    for person in PEOPLE:
        server.run(f"CREATE ROLE {person} LOGIN")
    try:
        yield
    finally:
        database = address.partition("?")[0].rpartition("/")[2]
        names = ", ".join([*PEOPLE, *(f"{database}_{role}" for role in Role)])
        server.run(f"DROP OWNED BY {names} CASCADE; DROP ROLE {names}", database)


def of(person: str, address: str) -> str:
    """Return the address that a person uses."""
    return address.replace("postgres@", f"{person}@")


def make_with_roles(folder: Path, address: str) -> None:
    """Make a workspace with three photos to review, and give each person a role."""
    workspace = Workspace.create_on_server(folder, address)
    add_photos(workspace, [0.2, 0.4, 0.6])
    roles = workspace.database.dialect.roles()
    roles.make()
    for person, role in PEOPLE.items():
        roles.give(person, role)
    workspace.close()
