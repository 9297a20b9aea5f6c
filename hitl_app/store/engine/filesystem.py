"""Check the file system of a folder."""

import os
from pathlib import Path

import psutil

from hitl_app.domain.errors import KnownError

_SHARES = frozenset(
    {"nfs", "cifs", "afpfs", "afs", "ncpfs", "webdav", "davfs", "ceph", "glusterfs"}
)
_SHARES |= {"nfs4", "smb", "smb2", "smb3", "smbfs", "fuse.davfs", "fuse.sshfs", "fuse.rclone"}


def is_network_share(folder: Path) -> bool:
    """Return True if a folder is on a network share, where a write-ahead log does not work.

    Source: SQLite, "Write-Ahead Logging": all processes must be on the same host, since the log's
    index is shared memory.

    Args:
        folder: Need not exist yet; then its nearest existing parent counts.
    """
    place = folder.absolute()
    if os.name == "nt" and str(place).startswith("\\\\"):
        return True
    best, kind = "", ""
    for part in psutil.disk_partitions(all=True):
        mount = part.mountpoint
        under = place == Path(mount) or Path(mount) in place.parents
        if under and len(mount) >= len(best):
            best, kind = mount, part.fstype if "remote" not in part.opts else "nfs"
    return kind.lower() in _SHARES


def check_no_link(*paths: Path) -> None:
    """Refuse links where a workspace keeps its own files: writing would change another place.

    Raises:
        KnownError: Code `own-link`; one of them is a link.
    """
    for path in paths:
        if path.is_symlink():
            raise KnownError("own-link", path=str(path))
