"""Photos: states, attributes, counts and splits."""

from dataclasses import dataclass
from enum import StrEnum


class PhotoState(StrEnum):
    """The three public states of a photo."""

    TO_REVIEW = "to-review"
    AUTO_ACCEPTED = "auto-accepted"
    REVIEWED = "reviewed"


class Split(StrEnum):
    """Use of a reviewed photo: training, or validation (calibration and gate)."""

    TRAINING = "training"
    VALIDATION = "validation"


class Hold(StrEnum):
    """Why a photo to review comes after the others in the queue."""

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
        version: Name of the model version that scored it, if any.
        certified: Whether that certificate covers its own lot; if not, the acceptance is an
            extension.
        place: Where it stands in the queue, low first.
        blind: Whether its suggestion is hidden: blind, or in an inspection that is still open.
            Suggestion, confidence, version and draft are None then.
        draft: Number of the draft of that version that made the suggestion, if any.
        item: Id of its item in the product feed that brought it, if any; `title` likewise.
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
    version_id: int | None = None
    draft: int | None = None
    item: str = ""
    title: str = ""

    @property
    def score(self) -> float | None:
        """Return the confidence of its suggestion; None without one.

        An outside model may suggest without a score: its confidence is 0, which no other has.
        """
        return self.confidence or None if self.suggestion_id is not None else None


@dataclass(frozen=True, slots=True)
class Counts:
    """Photo counts of a workspace.

    Attributes:
        to_review: For a person; `skipped` and `asked` are among these.
        training: Reviewed, of a category, and used for training.
        validation: Reviewed, of a category, and held out for validation.
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


_VALIDATION_SHARE = 5


def decisions_for(validation: int) -> int:
    """Return about how many decisions bring so many more validation photos."""
    return _VALIDATION_SHARE * max(0, validation)


def split_of(sha256: str) -> Split:
    """Return the split that a photo belongs to once it is reviewed.

    The hash of the bytes decides, so the answer is the same on every machine, after every import
    and in every retraining: a validation photo can never slip into the training photos.

    Returns:
        `Split.VALIDATION` for one photo in five, else `Split.TRAINING`.
    """
    # The last digits, since file stores are sometimes sharded by the first.
    return Split.VALIDATION if int(sha256[-8:], 16) % _VALIDATION_SHARE == 0 else Split.TRAINING
