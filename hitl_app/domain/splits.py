"""Which decided photos teach and which judge."""

from hitl_app.domain.photos import Split

_VALIDATION_SHARE = 5


def split_of(sha256: str) -> Split:
    """Report what a photo will be for once it is decided.

    The hash of the bytes decides, so the answer is the same on every machine, after every import
    and in every retraining: a validation photo can never slip into the training photos.

    Args:
        sha256: 64 hexadecimal digits.

    Returns:
        `Split.VALIDATION` for one photo in five, else `Split.TRAINING`.
    """
    # The last digits, since file stores are sometimes sharded by the first.
    return Split.VALIDATION if int(sha256[-8:], 16) % _VALIDATION_SHARE == 0 else Split.TRAINING
