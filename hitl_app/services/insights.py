"""How right the catalogue is known to be, from decisions and certificates."""

from dataclasses import dataclass

from hitl_app.store import inspections, photos
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Catalogue:
    """How the labels of a catalogue came about, and how many of them can be wrong.

    Attributes:
        photos: All of them.
        decided: Labelled by people.
        certified: Accepted under a certificate.
        carried: Accepted under an older certificate, as photos that came later.
        uncertified: Accepted above a manual threshold.
        waiting: Without a label.
        most_wrong: How many of the certified can be wrong, by their certificates.
    """

    photos: int = 0
    decided: int = 0
    certified: int = 0
    carried: int = 0
    uncertified: int = 0
    waiting: int = 0
    most_wrong: int = 0


def catalogue(workspace: Workspace) -> Catalogue:
    """Gives how right the catalogue is known to be."""
    with workspace.database.read() as session:
        counts = photos.counts(session)
        kinds = inspections.accepted_by_kind(session)
        certificates = inspections.all_certificates(session)
    return Catalogue(
        photos=counts.photos,
        decided=counts.decided,
        certified=kinds.get("certified", 0),
        carried=kinds.get("carried", 0),
        uncertified=counts.uncertified,
        waiting=counts.waiting,
        most_wrong=sum(certificate.most_wrong for certificate in certificates),
    )
