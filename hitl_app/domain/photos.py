"""A photo: its states, what is known of it, and how many there are."""

from dataclasses import dataclass
from enum import StrEnum


class PhotoState(StrEnum):
    """The three public states of a photo."""

    TO_REVIEW = "to-review"
    AUTO_ACCEPTED = "auto-accepted"
    REVIEWED = "reviewed"


class Split(StrEnum):
    """What a decided photo is for: training photos teach, validation photos calibrate and judge."""

    TRAINING = "training"
    VALIDATION = "validation"


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
        split: Training photo or reference, by its hash.
        label_id: Category that it was decided or accepted as, if any.
        suggestion_id: Category that the scoring version finds likeliest, if it was scored.
        confidence: Calibrated probability of the suggestion, 0 to 1.
        version: Name of the model version that scored it, if any.
        certificate: Number of the certificate that its acceptance stands under, if any.
        certified: Whether that certificate was given for its own lot; if not, it is carried.
        place: Where it stands in the queue, low first.
        blind: Whether it is to be decided without the model's opinion, or was in an inspection
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
    split: Split
    label_id: int | None
    suggestion_id: int | None
    confidence: float
    version: str | None
    certificate: int | None = None
    certified: bool = False
    place: float = 0.0
    blind: bool = False
    asked_by: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How the workspace stands.

    Attributes:
        photos: All of them.
        to_review: For a person; `skipped` and `asked` are among these.
        auto_accepted: Labelled by a model alone.
        reviewed: Labelled by a person.
        skipped: Waiting, put off.
        asked: Waiting for a colleague, put to one by somebody else.
        own_asked: Of those that wait, what this operator put to a colleague; not in `to_review`.
        training: Reviewed, of a category, and used for training.
        validation: Reviewed, of a category, and held out for validation.
        uncertified: Accepted above a manual threshold, without a certificate.
    """

    photos: int = 0
    to_review: int = 0
    auto_accepted: int = 0
    reviewed: int = 0
    skipped: int = 0
    asked: int = 0
    own_asked: int = 0
    training: int = 0
    validation: int = 0
    uncertified: int = 0
