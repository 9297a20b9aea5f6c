"""Problems with a database on a server."""

SERVER_PROBLEMS: dict[str, tuple[str, str]] = {
    "team-missing": (
        "A workspace on a server needs a library that is not installed.",
        "Install it with: pip install 'hitl-app[team]'",
    ),
    "address-wrong": (
        "This is not the address of a database: {detail}.",
        "Write it as postgresql://NAME@SERVER/DATABASE.",
    ),
    "address-password": (
        "The address contains a password, which would be saved in a file.",
        "Leave it out and put it into the file ~/.pgpass of this computer.",
    ),
    "address-damaged": (
        "{path} does not name a database server.",
        "Delete the file and connect the folder again with `hitl-app connect`.",
    ),
    "server-away": (
        "The database server does not answer: {detail}.",
        "Check the address, the network and the server, then try again.",
    ),
    "server-unknown": (
        "The connection to the database server was lost while a change was being saved.",
        "Look at the last decisions once the server answers: they show whether it was saved.",
    ),
    "server-refused": (
        "The database server refuses the sign-in: {detail}.",
        "Check the name in the address and the password in the file ~/.pgpass.",
    ),
    "server-tls": (
        "No secure connection to the database server: {detail}.",
        "Ask its administrator for the certificate, and check sslmode in the address.",
    ),
    "server-no-database": (
        "The database does not exist on the server: {detail}.",
        "Check its name in the address, or create it with `hitl-app init --database`.",
    ),
    "server-forbids": (
        "The database server does not allow this: {detail}.",
        "Ask its administrator for the right to do it.",
    ),
    "server-busy": (
        "The database server accepts no more connections: {detail}.",
        "Close other programs that use it, or ask its administrator to raise max_connections.",
    ),
    "server-full": (
        "The disk of the database server is full: {detail}.",
        "Ask its administrator to free space. The last change was not saved.",
    ),
    "server-limit": (
        "The database server refuses a value that is too long: {detail}.",
        "Shorten the path of the photo.",
    ),
    "server-damaged": (
        "The database {path} is not as Second Look left it: {detail}.",
        "Ask the administrator of the server to restore it.",
    ),
    "server-other-program": (
        "The database {path} belongs to another program.",
        "Choose another database, or create a new one. Nothing was changed.",
    ),
    "server-empty": (
        "There is no workspace in the database {path} yet.",
        "Create one with `hitl-app init --database`, or move one there with `hitl-app move-to`.",
    ),
    "server-old": (
        "The version of PostgreSQL on the database server is too old: {found}.",
        "Use PostgreSQL 15 or newer.",
    ),
    "server-encoding": (
        "The encoding of the database cannot hold every name: {found}.",
        "Create a database with the encoding UTF8.",
    ),
    "folder-taken": (
        "{path} is the folder of another workspace.",
        "Choose another folder. Nothing was changed.",
    ),
    "move-not-empty": (
        "There is already a workspace at the destination.",
        "Choose another database or folder. Nothing was changed.",
    ),
    "move-differs": (
        "The table {table} could not be copied exactly. The destination is empty and the "
        "workspace is unchanged.",
        "Keep working in the workspace, and report this with `hitl-app diagnostics`.",
    ),
    "move-open": (
        "The workspace is open in another window: {who}.",
        "Close it there, then try again. Nothing was changed.",
    ),
    "role-forbids": (
        "Your role in this workspace is {role}; this needs the role {needed}.",
        "Ask the administrator of the server for it.",
    ),
    "roles-need-server": (
        "There are no roles in the workspace {path}: it is not on a server.",
        "Move it to a server with `hitl-app move-to`.",
    ),
    "roles-missing": (
        "The database {path} has no roles yet.",
        "Make them with `hitl-app roles make`.",
    ),
    "person-unknown": (
        "The database server knows nobody by the name {name}.",
        "Create the name with `createuser --pwprompt {name}` on the server.",
    ),
    "keep-failed": (
        "Decisions cannot be kept on this computer: {detail}.",
        "Free space on its disk. They are sent to the server as soon as it answers.",
    ),
    "kept-damaged": (
        "The file with the decisions that were kept on this computer is damaged: {path}.",
        "Restore it from a copy, or delete it and review these photos again.",
    ),
    "server-restore": (
        "A backup cannot be restored into a database on a server.",
        "Restore it into a folder, then move it with `hitl-app move-to`.",
    ),
}
