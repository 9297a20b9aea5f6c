"""A photo: its states, what is known of it, and how many there are."""

from dataclasses import dataclass
from enum import StrEnum


class PhotoState(StrEnum):
    """The three public states of a photo."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECIDED = "decided"


class Role(StrEnum):
    """What a decided photo is for: lessons teach, reference photos calibrate and judge."""

    LESSON = "lesson"
    REFERENCE = "reference"


class Hold(StrEnum):
    """Why a waiting photo stands behind the others in the queue, if it does."""

    NONE = "none"
    SKIPPED = "skipped"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Photo:
    """One distinct image, known by the SHA-256 of its bytes.

    Attributes:
        id: Row number; the queue's last tie-breaker.
        sha256: 64 hexadecimal digits.
        path: The first path that it came from, as text to show.
        width: Pixels of the original, after EXIF orientation.
        height: Pixels of the original, after EXIF orientation.
        state: Waiting, accepted or decided.
        hold: Whether it was skipped or put to a colleague.
        role: Lesson or reference, by its hash.
        label_id: Category that it was decided or accepted as, if any.
        suggestion_id: Category that the scoring version finds likeliest, if it was scored.
        confidence: Calibrated probability of the suggestion, 0 to 1.
        version: Name of the network version that scored it, if any.
        certificate: Number of the certificate that its acceptance stands under, if any.
        certified: Whether that certificate was given for its own lot; if not, it is carried.
        place: Where it stands in the queue, low first.
        unaided: Whether it is to be decided without the network's opinion, or was in an inspection
            that is still open; it has no suggestion, confidence and version then.
        asked_by: Who put it to a colleague, while it waits for that.
        product: What it is a view of: a SKU, or a folder; empty if it stays alone.
    """

    id: int
    sha256: str
    path: str
    width: int
    height: int
    state: PhotoState
    hold: Hold
    role: Role
    label_id: int | None
    suggestion_id: int | None
    confidence: float
    version: str | None
    certificate: int | None = None
    certified: bool = False
    place: float = 0.0
    unaided: bool = False
    asked_by: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How the workspace stands.

    Attributes:
        photos: All of them.
        waiting: For a person; `skipped` and `asked` are among these.
        accepted: Labelled by a network alone.
        decided: Labelled by a person.
        skipped: Waiting, put off.
        asked: Waiting for a colleague, put to one by somebody else.
        own_asked: Of those that wait, what this operator put to a colleague; not in `waiting`.
        lessons: Decided as a category, and teaching.
        reference: Decided as a category, and judging.
        uncertified: Accepted above a manual threshold, without a certificate.
    """

    photos: int = 0
    waiting: int = 0
    accepted: int = 0
    decided: int = 0
    skipped: int = 0
    asked: int = 0
    own_asked: int = 0
    lessons: int = 0
    reference: int = 0
    uncertified: int = 0
