"""States of the review flow, and allowed transitions."""

from collections.abc import Mapping
from enum import IntEnum, auto


class FlowState(IntEnum):
    """State of the flow.

    Attributes:
        STARTING: No data has arrived yet.
        READY: The photo is on the screen, or there is none: requests are accepted.
        WORKING: A task is running.
        FETCHING: The next photo is shown as soon as it comes.
        SHOWING: A photo was emitted, and is not painted yet.
        SWITCHING: Another operator's photos are being fetched; others that come are dropped.
    """

    STARTING = auto()
    READY = auto()
    WORKING = auto()
    FETCHING = auto()
    SHOWING = auto()
    SWITCHING = auto()


_S = FlowState
MOVES: Mapping[FlowState, frozenset[FlowState]] = {
    _S.STARTING: frozenset({_S.FETCHING}),
    _S.READY: frozenset({_S.WORKING, _S.SHOWING, _S.FETCHING, _S.SWITCHING}),
    _S.WORKING: frozenset({_S.READY, _S.SHOWING, _S.FETCHING, _S.SWITCHING}),
    _S.FETCHING: frozenset({_S.READY, _S.SHOWING, _S.FETCHING, _S.SWITCHING}),
    _S.SHOWING: frozenset({_S.READY, _S.SHOWING, _S.FETCHING, _S.SWITCHING}),
    _S.SWITCHING: frozenset({_S.READY, _S.FETCHING}),
}
"""Allowed transitions by state; requests for others are dropped."""
