"""Split of reviewed photos into training and validation."""

from hitl_app.domain.photos import Split

_VALIDATION_SHARE = 5


def split_of(sha256: str) -> Split:
    """Return the split that a photo belongs to once it is reviewed.

    The hash of the bytes decides, so the answer is the same on every machine, after every import
    and in every retraining: a validation photo can never slip into the training photos.

    Args:
        sha256: 64 hexadecimal digits.

    Returns:
        `Split.VALIDATION` for one photo in five, else `Split.TRAINING`.
    """
    # The last digits, since file stores are sometimes sharded by the first.
    return Split.VALIDATION if int(sha256[-8:], 16) % _VALIDATION_SHARE == 0 else Split.TRAINING
