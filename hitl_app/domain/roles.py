"""Roles of the operators who share a workspace on a server."""

from enum import StrEnum

from hitl_app.domain.errors import KnownError


class Role(StrEnum):
    """What a person may do; each may do what those before it may.

    Attributes:
        VIEWER: See everything.
        OPERATOR: Import photos and decide.
        LEAD: Settings, models, inspections, exports and backups.
    """

    VIEWER = "viewer"
    OPERATOR = "operator"
    LEAD = "lead"

    def may(self, needed: "Role") -> bool:
        """Return True if it includes another role."""
        return _ORDER.index(self) >= _ORDER.index(needed)

    def check(self, needed: "Role") -> None:
        """Raise code `role-forbids` unless it includes another role."""
        if not self.may(needed):
            raise KnownError("role-forbids", role=self.value, needed=needed.value)


_ORDER = tuple(Role)
