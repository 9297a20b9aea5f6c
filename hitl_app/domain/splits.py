"""Which decided photos teach and which judge."""

from hitl_app.domain.photos import Role

_REFERENCE_SHARE = 5


def role_of(sha256: str) -> Role:
    """Report what a photo will be for once it is decided.

    The hash of the bytes decides, so the answer is the same on every machine, after every import
    and in every retraining: a reference photo can never slip into the lessons.

    Args:
        sha256: 64 hexadecimal digits.

    Returns:
        `Role.REFERENCE` for one photo in five, else `Role.LESSON`.
    """
    # The last digits, since file stores are sometimes sharded by the first.
    return Role.REFERENCE if int(sha256[-8:], 16) % _REFERENCE_SHARE == 0 else Role.LESSON
